package dev.varve.planner.project.contract;

/**
 * What may happen to the columns of a table or source. Where nothing is said, the declared columns
 * must be there with their types and all else is free.
 */
public enum Evolution {
  /** Exactly the declared columns, with their types; none of the environment's table goes. */
  STRICT,
  /** The declared columns, with their types, and others; none of the environment's table goes. */
  ADDITIVE,
  /** Declared columns that are there have their types. */
  RELAXED
}
