package dev.varve.planner.function;

import dev.varve.planner.bind.statement.AdminStatement;
import dev.varve.planner.bind.statement.ReadOnlyMacro;
import dev.varve.planner.bind.statement.Sql;

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
  public AdminStatement create(Sql schema) {
    return AdminStatement.of(
        "CREATE OR REPLACE MACRO {}.{}{}",
        schema,
        Sql.name(name),
        Sql.macro(ReadOnlyMacro.of(definition)));
  }

  /** The statement that takes a function away. */
  public AdminStatement drop(Sql schema) {
    Sql kind = table() ? Sql.of("MACRO TABLE") : Sql.of("MACRO");
    return AdminStatement.of("DROP {} {}.{}", kind, schema, Sql.name(name));
  }
}
