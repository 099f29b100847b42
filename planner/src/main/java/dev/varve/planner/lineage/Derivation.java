package dev.varve.planner.lineage;

/** How a value came from another; each case includes those before. */
public enum Derivation {
  /** As it is. */
  COPIED,
  /** By an expression over one row. */
  COMPUTED,
  /** From the values of several rows. */
  AGGREGATED,
  /** Perhaps at all: a part of the query between the two is not understood. */
  UNKNOWN;

  /** One after the other. */
  public Derivation then(Derivation next) {
    return compareTo(next) >= 0 ? this : next;
  }
}
