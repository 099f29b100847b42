package dev.varve.planner.evidence;

import dev.varve.planner.types.Column;
import dev.varve.planner.types.SqlNames;
import dev.varve.planner.types.TableFacts;
import dev.varve.planner.types.TableSchema;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

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

  /** The name with its schema, quoted. */
  public static String quoted(String name) {
    int dot = name.indexOf('.');
    return SqlNames.quote(name.substring(0, dot)) + "." + SqlNames.quote(name.substring(dot + 1));
  }

  /** The statement that puts an empty table there, with all of its columns. */
  public static String create(String name, TableSchema schema) {
    return schema.columns().stream()
        .map(column -> SqlNames.quote(column.name()) + " " + column.type())
        .collect(Collectors.joining(", ", "CREATE OR REPLACE TABLE " + quoted(name) + " (", ")"));
  }

  /**
   * The statement that inserts the rows, into a table that may lack some of the columns; nothing
   * where there are none.
   */
  public Optional<String> insert(TableSchema schema) {
    if (rows.isEmpty()) {
      return Optional.empty();
    }
    List<Integer> present = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      if (schema.columns().contains(columns.get(i))) {
        present.add(i);
      }
    }
    String into = SqlNames.quote(schema.columns().get(0).name());
    if (!present.isEmpty()) {
      into =
          present.stream()
              .map(i -> SqlNames.quote(columns.get(i).name()))
              .collect(Collectors.joining(", "));
    }
    String values =
        rows.stream()
            .map(
                row ->
                    present.isEmpty()
                        ? "(NULL)"
                        : present.stream()
                            .map(row::get)
                            .collect(Collectors.joining(", ", "(", ")")))
            .collect(Collectors.joining(", "));
    return Optional.of("INSERT INTO " + quoted(name) + " (" + into + ") VALUES " + values);
  }
}
