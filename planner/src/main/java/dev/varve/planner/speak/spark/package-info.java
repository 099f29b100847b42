/** Query plans in the dialect of Spark 4, where it has words that mean the same. */
package dev.varve.planner.speak.spark;
