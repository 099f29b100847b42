package dev.varve.planner.testing;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Two texts that should give the same rows and do not, with as few rows as show it. */
public final class Script {
  private Script() {}

  /** Statements to paste into the engine: tables, the rows that are needed, the two texts. */
  public static String of(List<String> inserts, String one, String other) throws SQLException {
    List<String> needed = new ArrayList<>(inserts);
    for (int size = Math.max(1, needed.size() / 2); size >= 1; size /= 2) {
      for (int from = 0; from < needed.size(); ) {
        List<String> fewer = new ArrayList<>(needed);
        fewer.subList(from, Math.min(from + size, fewer.size())).clear();
        if (differ(fewer, one, other)) {
          needed = fewer;
        } else {
          from += size;
        }
      }
    }
    return "CREATE TABLE t ("
        + Rows.COLUMNS
        + ");\nCREATE TABLE u ("
        + Rows.COLUMNS
        + ");\nCREATE TABLE w ("
        + PairTables.OTHER_COLUMNS
        + ");\n"
        + String.join("", needed.stream().map(insert -> insert + ";\n").toList())
        + one
        + ";\n"
        + other
        + ";\n";
  }

  private static boolean differ(List<String> inserts, String one, String other)
      throws SQLException {
    try (Rows rows = new Rows()) {
      for (String insert : inserts) {
        rows.run(insert);
      }
      return !rows.of(one).equals(rows.of(other));
    }
  }
}
