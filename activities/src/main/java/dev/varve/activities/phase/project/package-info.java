/** Reading a project and pinning its sources, and the engine that may read them. */
package dev.varve.activities.phase.project;
