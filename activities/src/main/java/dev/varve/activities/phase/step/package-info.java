/** One step from preparation to publication, and what the steps of a build share. */
package dev.varve.activities.phase.step;
