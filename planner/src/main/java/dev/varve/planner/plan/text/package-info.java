/** Query plans for people to read. */
package dev.varve.planner.plan.text;
