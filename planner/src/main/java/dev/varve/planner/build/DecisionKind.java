package dev.varve.planner.build;

import java.util.Locale;

/** What becomes of a model in a build. */
public enum DecisionKind {
  SKIP,
  REUSE,
  REBUILD,
  BLOCKED,
  FAIL,
  REMOVED,
  /** It has no table: it is part of what its readers run. */
  INLINE;

  /** The word in every output. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
