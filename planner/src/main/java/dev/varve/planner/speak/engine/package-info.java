/** Query plans in the dialect of the engine that bound them. */
package dev.varve.planner.speak.engine;
