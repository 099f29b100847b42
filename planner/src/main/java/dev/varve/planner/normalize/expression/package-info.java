/** What an expression is equal to on every row: simpler forms, one for many. */
package dev.varve.planner.normalize.expression;
