package dev.varve.planner.project;

/** How much determinism is promised. */
public enum Tier {
  /** The engine's order, no promise on bytes. */
  FAST,
  /**
   * The same input gives the same rows in the same order and the same bytes, whatever threads and
   * memory.
   */
  STABLE,
  /** Sorted by the declared keys with a total order: the same rows in any lane. */
  CANONICAL
}
