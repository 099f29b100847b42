/**
 * The phases as Temporal activities: heartbeats, attempts, cancellation and failures with codes.
 */
package dev.varve.activities.temporal;
