package dev.varve.planner.facts;

import dev.varve.planner.types.SqlNames;
import java.util.List;

/**
 * One thing that was declared of a table and verified on its rows.
 *
 * @param columns of the table, sorted; one where it is about NULLs
 */
public record Fact(String table, Kind kind, List<String> columns) {
  /** What it says of the columns. */
  public enum Kind {
    /** No two rows have the same values in them. */
    KEY,
    /** It has no NULL. */
    NOT_NULL
  }

  public Fact {
    columns = List.copyOf(columns);
    if (columns.isEmpty() || (kind == Kind.NOT_NULL && columns.size() > 1)) {
      throw new IllegalArgumentException("a fact is about columns");
    }
  }

  /** For people. */
  public String sentence() {
    String named = String.join(", ", columns.stream().map(SqlNames::quote).toList());
    return switch (kind) {
      case KEY -> "No two rows of " + table + " have the same " + named + ".";
      case NOT_NULL -> "The column " + named + " of " + table + " has no NULL.";
    };
  }
}
