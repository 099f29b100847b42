/** From a discovered project to a build plan, for a build and for a look. */
package dev.varve.activities.phase.compile;
