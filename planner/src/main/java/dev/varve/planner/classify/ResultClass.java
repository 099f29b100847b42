package dev.varve.planner.classify;

/** How far a result is determined by its inputs; each case includes the doubts of those before. */
public enum ResultClass {
  /** As a multiset by the inputs as multisets. */
  EXACT,
  /** By the inputs' rows in their order. */
  ORDER_SENSITIVE,
  /** Not at all, or by a function that nobody reviewed. */
  VOLATILE;

  /** The one with more doubt. */
  public ResultClass or(ResultClass other) {
    return compareTo(other) >= 0 ? this : other;
  }
}
