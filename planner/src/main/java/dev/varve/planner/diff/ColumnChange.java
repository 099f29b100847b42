package dev.varve.planner.diff;

import java.util.Objects;
import java.util.Optional;

/**
 * What happened to an output column.
 *
 * @param name as it is now; of a column that is gone, as it was
 * @param before what it was; absent for one that came in
 * @param after what it is; absent for one that is gone
 */
public record ColumnChange(Kind kind, String name, Optional<Shape> before, Optional<Shape> after) {
  /** What happened. */
  public enum Kind {
    ADDED,
    REMOVED,
    RENAMED,
    RETYPED,
    /** Its values are not proved to be what they were. */
    CHANGED
  }

  /**
   * A column as it was or is.
   *
   * @param type as stored
   * @param expression what it is computed of, for the eyes only
   */
  public record Shape(String name, String type, String expression) {}

  public ColumnChange {
    Objects.requireNonNull(kind);
    Objects.requireNonNull(name);
    Objects.requireNonNull(before);
    Objects.requireNonNull(after);
  }
}
