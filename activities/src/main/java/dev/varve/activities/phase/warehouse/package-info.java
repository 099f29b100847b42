/**
 * A warehouse as the phases see it: its parts together, tables as published, results as stored, and
 * where storage's records meet the planner's.
 */
package dev.varve.activities.phase.warehouse;
