/** Models without a table: what their readers are told of them. */
package dev.varve.planner.inline;
