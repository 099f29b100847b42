/**
 * What the engine is told, in three contexts: a user's query, which only reads; a question of ours;
 * a statement of ours that changes something. Text of somebody else's becomes part of a statement
 * as a quoted name, a quoted value, or a query that the engine's own parser took for one that
 * reads.
 */
package dev.varve.planner.bind.statement;
