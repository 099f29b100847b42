package dev.varve.activities.lane;

import java.util.List;

/**
 * A rule that a table's rows break.
 *
 * @param columns one, or those of the key
 * @param count of the rows that break it; of values or keys that occur more than once
 * @param example one of these rows, values or keys, as {@code a = 1, b = x}
 */
public record Violation(Rule rule, List<String> columns, long count, String example) {
  /** What may be asked of rows. */
  public enum Rule {
    NOT_NULL,
    ACCEPTED_VALUES,
    UNIQUE,
    KEY
  }

  public Violation {
    columns = List.copyOf(columns);
  }
}
