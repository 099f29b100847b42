/** What can go wrong in a phase, made in one place. */
package dev.varve.activities.phase.failure;
