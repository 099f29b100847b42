/**
 * What is said to a lane and what it answers: inputs, queries and results as records.
 *
 * <p>It knows nothing of projects, plans or the warehouse: paths are absolute, types are the
 * engine's texts.
 */
package dev.varve.activities.lane;
