/** One model as several tables, each with values of its own for some parameters. */
package dev.varve.planner.project.variant;
