package dev.varve.planner.types;

/** Names and text as they stand in SQL. */
public final class SqlNames {
  private SqlNames() {}

  /** A name in double quotes. */
  public static String quote(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  /** Text in single quotes. */
  public static String literal(String text) {
    return '\'' + text.replace("'", "''") + '\'';
  }
}
