package dev.varve.activities.lane;

import java.util.List;

/**
 * What the rows of a table must be like.
 *
 * @param key columns of which no two rows have the same values, NULLs being equal to one another
 * @param shown columns that tell people which row is meant
 */
public record TableRules(List<ColumnRule> columns, List<String> key, List<String> shown) {
  public TableRules {
    columns = List.copyOf(columns);
    key = List.copyOf(key);
    shown = List.copyOf(shown);
  }

  /** Whether there is nothing to look at. */
  public boolean isEmpty() {
    return key.isEmpty()
        && columns.stream().noneMatch(c -> c.notNull() || c.unique() || !c.accepted().isEmpty());
  }
}
