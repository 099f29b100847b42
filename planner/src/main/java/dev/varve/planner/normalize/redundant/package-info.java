/** What stands twice in a plan and has to stand there once. */
package dev.varve.planner.normalize.redundant;
