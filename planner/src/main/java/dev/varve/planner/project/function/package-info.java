/** Functions that a project writes for itself, as they are declared. */
package dev.varve.planner.project.function;
