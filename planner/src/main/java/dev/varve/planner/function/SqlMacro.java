package dev.varve.planner.function;

import dev.varve.planner.types.SqlNames;

/**
 * A function as the engine is told of it: a macro, which the binder puts in the place of its call.
 *
 * @param table whether it yields a table
 * @param definition its arguments and its body, as they follow its name
 */
public record SqlMacro(String name, boolean table, String definition) {

  /**
   * The statement that declares it.
   *
   * @param schema with its catalog, quoted
   */
  public String create(String schema) {
    return "CREATE OR REPLACE MACRO " + schema + "." + SqlNames.quote(name) + definition;
  }

  /** The statement that takes it away. */
  public String drop(String schema) {
    return (table ? "DROP MACRO TABLE " : "DROP MACRO ") + schema + "." + SqlNames.quote(name);
  }
}
