package dev.varve.activities.lane.duckdb;

import dev.varve.activities.lane.Sql;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What was found in a table's rows.
 *
 * @param rows of the table
 * @param nulls for each column that must hold none, how many it holds, in the order asked
 * @param duplicateKeys how many keys more than one row has; NULLs are equal to one another
 * @param example the first of these keys, as "a = 1, b = x"
 */
public record RowCheck(
    long rows, Map<String, Long> nulls, long duplicateKeys, Optional<String> example) {
  public RowCheck {
    nulls = Collections.unmodifiableMap(new LinkedHashMap<>(nulls));
  }

  static RowCheck of(
      List<Path> files, List<String> notNull, List<String> key, Connection connection, Call call)
      throws SQLException {
    if (files.isEmpty()) {
      throw LaneErrors.noFiles("to check");
    }
    String reader = ReaderSql.parquet(files);
    List<Long> counts =
        call.query(
            connection,
            counts(notNull, reader),
            found -> {
              found.next();
              List<Long> all = new ArrayList<>();
              for (int i = 1; i <= notNull.size() + 1; i++) {
                all.add(found.getLong(i));
              }
              return all;
            });
    Map<String, Long> nulls = new LinkedHashMap<>();
    for (int i = 0; i < notNull.size(); i++) {
      nulls.put(notNull.get(i), counts.get(0) - counts.get(i + 1));
    }
    if (key.isEmpty()) {
      return new RowCheck(counts.get(0), nulls, 0, Optional.empty());
    }
    String duplicated = duplicated(key, reader);
    long duplicates =
        call.query(
            connection,
            "SELECT count(*) FROM (" + duplicated + ")",
            found -> {
              found.next();
              return found.getLong(1);
            });
    Optional<String> example =
        duplicates == 0
            ? Optional.empty()
            : Optional.of(example(key, duplicated, connection, call));
    return new RowCheck(counts.get(0), nulls, duplicates, example);
  }

  /**
   * Whether each row's key is greater than the one before, so that no two are equal. That costs a
   * tenth of counting keys, and most tables with a key are ordered by it. The rows must come in one
   * stream: ask an instance with one thread.
   */
  static boolean isAscending(List<Path> files, List<String> key, Connection connection, Call call)
      throws SQLException {
    StringBuilder inner = new StringBuilder("SELECT row_number() OVER () AS n");
    StringBuilder greater = new StringBuilder();
    StringBuilder equal = new StringBuilder();
    for (int i = 0; i < key.size(); i++) {
      String column = Sql.identifier(key.get(i));
      inner.append(", %s AS c%d, lag(%s) OVER () AS p%d".formatted(column, i, column, i));
      greater.append(i == 0 ? "" : " OR ").append("(%sc%d > p%d)".formatted(equal, i, i));
      equal.append("c%d = p%d AND ".formatted(i, i));
    }
    inner.append(" FROM ").append(ReaderSql.parquet(files));
    // A comparison with NULL is neither true nor false: such keys are left to be counted.
    String sql =
        "SELECT count(*) FROM (%s) WHERE n > 1 AND (%s) IS NOT TRUE".formatted(inner, greater);
    return call.query(
        connection,
        sql,
        found -> {
          found.next();
          return found.getLong(1) == 0;
        });
  }

  private static String counts(List<String> columns, String reader) {
    StringBuilder sql = new StringBuilder("SELECT count(*)");
    for (String column : columns) {
      sql.append(", count(").append(Sql.identifier(column)).append(')');
    }
    return sql.append(" FROM ").append(reader).toString();
  }

  private static String duplicated(List<String> key, String reader) {
    String columns = key.stream().map(Sql::identifier).collect(Collectors.joining(", "));
    return "SELECT "
        + columns
        + " FROM "
        + reader
        + " GROUP BY "
        + columns
        + " HAVING count(*) > 1";
  }

  private static String example(
      List<String> key, String duplicated, Connection connection, Call call) throws SQLException {
    String columns = key.stream().map(Sql::identifier).collect(Collectors.joining(", "));
    String sql = "SELECT * FROM (" + duplicated + ") ORDER BY " + columns + " LIMIT 1";
    return call.query(
        connection,
        sql,
        found -> {
          found.next();
          List<String> parts = new ArrayList<>();
          for (int i = 0; i < key.size(); i++) {
            parts.add(key.get(i) + " = " + found.getString(i + 1));
          }
          return String.join(", ", parts);
        });
  }
}
