package dev.varve.planner.bind;

import dev.varve.planner.types.Column;
import dev.varve.planner.types.SqlNames;
import dev.varve.planner.types.TableSchema;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Names and statements of the empty tables that stand for the real ones while binding. A bare table
 * offers a {@code rowid}; where a text could ask for it, the table lies in another schema and a
 * view of its columns under its name.
 */
final class StubCatalog {
  /** Has a space in it, so that no schema of a project is likely to be called the same. */
  static final String CATALOG = "varve stubs";

  private static final String HIDDEN_SCHEMA = "varve hidden";

  private StubCatalog() {}

  /** The project's name of a table in a bound plan. */
  static String tableOf(String schema, String table) {
    return schema.equals(HIDDEN_SCHEMA) ? table : schema + "." + table;
  }

  static String createSchema(String schema) {
    return "CREATE SCHEMA IF NOT EXISTS " + qualified(schema);
  }

  static List<String> schemas() {
    return List.of(createSchema(HIDDEN_SCHEMA));
  }

  /** Where functions are declared: the first place that a call without a schema is looked up in. */
  static String functions() {
    return qualified("main");
  }

  /** A bare table under its own name. */
  static String bare(String schema, String table, TableSchema columns) {
    return "CREATE TABLE " + qualified(schema, table) + " " + definition(columns);
  }

  /** A table elsewhere, and a view of it. */
  static String hidden(String schema, String table, TableSchema columns) {
    String elsewhere = qualified(HIDDEN_SCHEMA, schema + "." + table);
    return "CREATE TABLE "
        + elsewhere
        + " "
        + definition(columns)
        + "; CREATE VIEW "
        + qualified(schema, table)
        + " AS FROM "
        + elsewhere;
  }

  /** A query under a name. */
  static String view(String schema, String table, String query) {
    // The text may end in a comment.
    return "CREATE OR REPLACE VIEW " + qualified(schema, table) + " AS\n" + query + "\n";
  }

  static String dropView(String schema, String table) {
    return "DROP VIEW " + qualified(schema, table);
  }

  /** Away with the table that stands under the name. */
  static String drop(String schema, String table, boolean hidden) {
    return hidden
        ? "DROP VIEW "
            + qualified(schema, table)
            + "; DROP TABLE "
            + qualified(HIDDEN_SCHEMA, schema + "." + table)
        : "DROP TABLE " + qualified(schema, table);
  }

  private static String definition(TableSchema schema) {
    return schema.columns().stream()
        .map(StubCatalog::definition)
        .collect(Collectors.joining(", ", "(", ")"));
  }

  private static String definition(Column column) {
    return SqlNames.quote(column.name()) + " " + column.type();
  }

  private static String qualified(String... names) {
    StringBuilder qualified = new StringBuilder(SqlNames.quote(CATALOG));
    for (String name : names) {
      qualified.append('.').append(SqlNames.quote(name));
    }
    return qualified.toString();
  }
}
