/** Where the columns of plans and models come from, and what influences them. */
package dev.varve.planner.lineage;
