/** What a process tells of itself while it works: the observability module, as workers see it. */
package dev.varve.activities.metrics;
