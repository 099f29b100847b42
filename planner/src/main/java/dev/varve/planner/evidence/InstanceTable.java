package dev.varve.planner.evidence;

import dev.varve.planner.bind.statement.AdminStatement;
import dev.varve.planner.bind.statement.Sql;
import dev.varve.planner.types.Column;
import dev.varve.planner.types.TableFacts;
import dev.varve.planner.types.TableSchema;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A made-up table.
 *
 * @param name {@code schema.table}
 * @param columns those that a query reads; in the others is NULL
 * @param plain for each of them a value as simple as can be
 * @param facts that hold of its rows
 * @param rows values as SQL, one for each of the columns
 */
public record InstanceTable(
    String name,
    List<Column> columns,
    List<String> plain,
    TableFacts facts,
    List<List<String>> rows) {
  public InstanceTable {
    columns = List.copyOf(columns);
    plain = List.copyOf(plain);
    rows = rows.stream().map(List::copyOf).toList();
  }

  InstanceTable with(List<List<String>> other) {
    return new InstanceTable(name, columns, plain, facts, other);
  }

  InstanceTable with(int row, int column, String value) {
    List<String> values = new ArrayList<>(rows.get(row));
    values.set(column, value);
    List<List<String>> changed = new ArrayList<>(rows);
    changed.set(row, values);
    return with(changed);
  }

  /** With those of its rows that the facts allow, each beside those before it. */
  InstanceTable possible() {
    List<String> names = columns.stream().map(Column::name).toList();
    List<Integer> notNull =
        facts.notNull().stream().map(names::indexOf).filter(at -> at >= 0).toList();
    List<List<String>> keys = facts.keys().stream().filter(names::containsAll).toList();
    Set<List<String>> seen = new LinkedHashSet<>();
    List<List<String>> possible = new ArrayList<>();
    for (List<String> row : rows) {
      boolean allowed = notNull.stream().noneMatch(at -> row.get(at).equals("NULL"));
      List<List<String>> own = new ArrayList<>();
      for (List<String> key : keys) {
        List<String> values = new ArrayList<>(key);
        // The zeros are equal to one another.
        key.forEach(name -> values.add(row.get(names.indexOf(name)).replace("-0.0", "0.0")));
        own.add(values);
      }
      if (allowed && own.stream().noneMatch(seen::contains)) {
        seen.addAll(own);
        possible.add(row);
      }
    }
    return possible.size() == rows.size() ? this : with(possible);
  }

  InstanceTable reversed() {
    List<List<String>> turned = new ArrayList<>(rows);
    Collections.reverse(turned);
    return with(turned);
  }

  InstanceTable rotated() {
    List<List<String>> turned = new ArrayList<>(rows);
    Collections.rotate(turned, rows.size() / 2);
    return with(turned);
  }

  private static Sql quoted(String name) {
    int dot = name.indexOf('.');
    return Sql.name(name.substring(0, dot), name.substring(dot + 1));
  }

  /** The statement that puts an empty table there, with all of its columns. */
  public static AdminStatement create(String name, TableSchema schema) {
    List<Sql> columns = new ArrayList<>();
    for (Column column : schema.columns()) {
      columns.add(Sql.of("{} {}", Sql.name(column.name()), Sql.type(column.type())));
    }
    return AdminStatement.of("CREATE OR REPLACE TABLE {} ({})", quoted(name), Sql.list(columns));
  }

  /**
   * The statement that inserts the rows, into a table that may lack some of the columns; nothing
   * where there are none.
   */
  public Optional<AdminStatement> insert(TableSchema schema) {
    if (rows.isEmpty()) {
      return Optional.empty();
    }
    List<Integer> present = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      if (schema.columns().contains(columns.get(i))) {
        present.add(i);
      }
    }
    List<String> into = List.of(schema.columns().get(0).name());
    if (!present.isEmpty()) {
      into = present.stream().map(i -> columns.get(i).name()).toList();
    }
    List<Sql> values = new ArrayList<>();
    for (List<String> row : rows) {
      List<Sql> value = present.stream().map(row::get).map(Sql::expression).toList();
      values.add(present.isEmpty() ? Sql.of("(NULL)") : Sql.of("({})", Sql.list(value)));
    }
    return Optional.of(
        AdminStatement.of(
            "INSERT INTO {} ({}) VALUES {}", quoted(name), Sql.names(into), Sql.list(values)));
  }
}
