package dev.varve.planner.lineage;

import java.util.Comparator;

/**
 * A column of a table, or its rows as such: which there are and how many.
 *
 * @param table {@code schema.table}
 * @param column empty for the rows
 */
public record Origin(String table, String column) implements Comparable<Origin> {
  private static final Comparator<Origin> ORDER =
      Comparator.comparing(Origin::table).thenComparing(Origin::column);

  /** The rows of a table. */
  public static Origin rows(String table) {
    return new Origin(table, "");
  }

  public boolean isRows() {
    return column.isEmpty();
  }

  @Override
  public int compareTo(Origin other) {
    return ORDER.compare(this, other);
  }
}
