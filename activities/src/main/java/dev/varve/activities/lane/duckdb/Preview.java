package dev.varve.activities.lane.duckdb;

import dev.varve.activities.lane.Column;
import dev.varve.activities.lane.LaneFiles;
import dev.varve.planner.bind.statement.ServiceStatement;
import dev.varve.planner.bind.statement.Sql;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * The first rows of a table, for people.
 *
 * @param rows values as text, in the order of the columns; empty for NULL
 * @param rowCount of the whole table
 */
public record Preview(List<Column> columns, List<List<Optional<String>>> rows, long rowCount) {
  public Preview {
    columns = List.copyOf(columns);
    rows = List.copyOf(rows);
  }

  static Preview of(
      List<Path> files, List<String> names, int limit, Connection connection, Call call)
      throws SQLException {
    if (files.isEmpty()) {
      throw LaneErrors.noFiles("to show");
    }
    List<Column> columns = FileDescription.columns(files, names, connection, call);
    ServiceStatement rows =
        ServiceStatement.of(
            "SELECT {} FROM {} LIMIT {}",
            ReaderSql.texts(columns.stream().map(Column::name).toList()),
            ReaderSql.parquet(files),
            Sql.number(limit));
    ServiceStatement count =
        ServiceStatement.of(
            "SELECT sum(num_rows) FROM parquet_file_metadata({})", LaneFiles.sources(files));
    return new Preview(
        columns,
        call.query(connection, rows, found -> texts(found, columns.size())),
        call.query(
            connection,
            count,
            found -> {
              found.next();
              return found.getLong(1);
            }));
  }

  private static List<List<Optional<String>>> texts(ResultSet found, int width)
      throws SQLException {
    List<List<Optional<String>>> rows = new ArrayList<>();
    while (found.next()) {
      List<Optional<String>> row = new ArrayList<>();
      for (int i = 1; i <= width; i++) {
        row.add(Optional.ofNullable(found.getString(i)));
      }
      rows.add(Collections.unmodifiableList(row));
    }
    return rows;
  }
}
