/** What a project declares of its parameters, and the values that a build has for them. */
package dev.varve.planner.project.parameter;
