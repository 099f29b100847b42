/** What is known of rows without looking at them: keys, columns without NULLs, and why. */
package dev.varve.planner.facts;
