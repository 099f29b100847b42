/** What changed between two versions of a model or of a project, and what that can affect. */
package dev.varve.planner.diff;
