/** Query plans written as SQL: in the engine's own dialect, and below it in those of others. */
package dev.varve.planner.speak;
