package dev.varve.planner.bind;

import dev.varve.planner.bind.statement.AdminStatement;
import dev.varve.planner.bind.statement.ReadOnlyQuery;
import dev.varve.planner.bind.statement.Sql;
import dev.varve.planner.types.Column;
import dev.varve.planner.types.TableSchema;
import java.util.ArrayList;
import java.util.List;

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

  static AdminStatement createSchema(String schema) {
    return AdminStatement.of("CREATE SCHEMA IF NOT EXISTS {}", qualified(schema));
  }

  static List<AdminStatement> schemas() {
    return List.of(createSchema(HIDDEN_SCHEMA));
  }

  /** Where functions are declared: the first place that a call without a schema is looked up in. */
  static Sql functions() {
    return qualified("main");
  }

  /** A bare table under its own name. */
  static AdminStatement bare(String schema, String table, TableSchema columns) {
    return create(qualified(schema, table), columns);
  }

  /** A table elsewhere, and a view of it. */
  static AdminStatement hidden(String schema, String table, TableSchema columns) {
    Sql elsewhere = qualified(HIDDEN_SCHEMA, schema + "." + table);
    return AdminStatement.all(
        List.of(
            create(elsewhere, columns),
            AdminStatement.of("CREATE VIEW {} AS FROM {}", qualified(schema, table), elsewhere)));
  }

  /** A query under a name. */
  static AdminStatement view(String schema, String table, ReadOnlyQuery query) {
    return AdminStatement.of(
        "CREATE OR REPLACE VIEW {} AS{}", qualified(schema, table), Sql.query(query));
  }

  static AdminStatement dropView(String schema, String table) {
    return AdminStatement.of("DROP VIEW {}", qualified(schema, table));
  }

  /** Away with the table that stands under the name. */
  static AdminStatement drop(String schema, String table, boolean hidden) {
    return hidden
        ? AdminStatement.all(
            List.of(
                dropView(schema, table), dropTable(qualified(HIDDEN_SCHEMA, schema + "." + table))))
        : dropTable(qualified(schema, table));
  }

  private static AdminStatement dropTable(Sql table) {
    return AdminStatement.of("DROP TABLE {}", table);
  }

  private static AdminStatement create(Sql table, TableSchema schema) {
    List<Sql> columns = new ArrayList<>();
    for (Column column : schema.columns()) {
      columns.add(Sql.of("{} {}", Sql.name(column.name()), Sql.type(column.type())));
    }
    return AdminStatement.of("CREATE TABLE {} ({})", table, Sql.list(columns));
  }

  private static Sql qualified(String schema) {
    return Sql.name(CATALOG, schema);
  }

  private static Sql qualified(String schema, String table) {
    return Sql.of("{}.{}", qualified(schema), Sql.name(table));
  }
}
