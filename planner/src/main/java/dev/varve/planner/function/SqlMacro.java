package dev.varve.planner.function;

import dev.varve.planner.types.SqlNames;

/**
 * What the engine is told of before it binds or runs a text, and puts in the place of its name: a
 * macro, or a view of a model without a table.
 *
 * @param name of a view with its schema
 * @param definition of a macro its arguments and its body, as they follow its name; of a view its
 *     query
 */
public record SqlMacro(String name, Kind kind, String definition) {

  /** What stands under the name. */
  public enum Kind {
    SCALAR,
    TABLE,
    VIEW
  }

  public SqlMacro(String name, boolean table, String definition) {
    this(name, table ? Kind.TABLE : Kind.SCALAR, definition);
  }

  /** Whether it is a function that yields a table. */
  public boolean table() {
    return kind == Kind.TABLE;
  }

  /** Whether it is no function. */
  public boolean view() {
    return kind == Kind.VIEW;
  }

  /**
   * The statement that declares a function.
   *
   * @param schema with its catalog, quoted
   */
  public String create(String schema) {
    return "CREATE OR REPLACE MACRO " + schema + "." + SqlNames.quote(name) + definition;
  }

  /** The statement that takes a function away. */
  public String drop(String schema) {
    return (table() ? "DROP MACRO TABLE " : "DROP MACRO ") + schema + "." + SqlNames.quote(name);
  }
}
