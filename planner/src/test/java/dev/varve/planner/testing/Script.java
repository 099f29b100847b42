package dev.varve.planner.testing;

import dev.varve.planner.evidence.Fewest;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Texts that show a fault, with as few rows as show it. */
public final class Script {
  private Script() {}

  /** Statements to paste into the engine: tables, the rows that are needed, the texts. */
  public static String of(Rows rows, Predicate<Rows> shows, List<String> texts) {
    List<String> needed = Fewest.of(rows.inserts(), fewer -> shows(fewer, shows));
    List<String> statements = new ArrayList<>(Rows.TABLES);
    statements.addAll(needed);
    statements.addAll(texts);
    return String.join(";\n", statements) + ";\n";
  }

  private static boolean shows(List<String> inserts, Predicate<Rows> shows) {
    try (Rows rows = new Rows(inserts)) {
      return shows.test(rows);
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }
}
