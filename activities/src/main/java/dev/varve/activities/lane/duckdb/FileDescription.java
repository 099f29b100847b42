package dev.varve.activities.lane.duckdb;

import dev.varve.activities.lane.Column;
import dev.varve.activities.lane.FileFormat;
import dev.varve.activities.lane.LaneFiles;
import dev.varve.activities.lane.SourceFiles;
import dev.varve.planner.bind.statement.ServiceStatement;
import dev.varve.planner.bind.statement.Sql;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Finds out the columns of files, and whether all have the same. */
final class FileDescription {
  private final SourceFiles source;

  FileDescription(SourceFiles source) {
    this.source = source;
  }

  List<Column> describe(Namespace namespace, Call call) throws SQLException {
    if (source.format() == FileFormat.PARQUET) {
      return parquet(namespace.connection(), call);
    }
    DelimitedHeader.checkOptions(source);
    if (source.format() == FileFormat.CSV) {
      new DelimitedHeader(source).check(namespace.connection(), call);
    } else {
      new JsonBeginning(source).check(namespace.connection(), call);
    }
    return source.declared();
  }

  /**
   * The columns of Parquet files, by the first of them.
   *
   * @param names those wanted; none means all
   */
  static List<Column> columns(
      List<Path> files, List<String> names, Connection connection, Call call) throws SQLException {
    ServiceStatement sql =
        ServiceStatement.of(
            "DESCRIBE SELECT {} FROM {}",
            names.isEmpty() ? Sql.of("*") : Sql.names(names),
            ReaderSql.parquet(files.subList(0, 1)));
    return call.query(
        connection,
        sql,
        found -> {
          List<Column> columns = new ArrayList<>();
          while (found.next()) {
            columns.add(new Column(found.getString("column_name"), found.getString("column_type")));
          }
          return columns;
        });
  }

  private List<Column> parquet(Connection connection, Call call) throws SQLException {
    if (source.files().isEmpty()) {
      if (source.declared().isEmpty()) {
        throw LaneErrors.noFiles(source.name());
      }
      return source.declared();
    }
    List<Column> first = columns(source.files(), List.of(), connection, call);
    compareOthers(first, connection, call);
    if (source.declared().isEmpty()) {
      return first;
    }
    Map<String, Column> has = byName(first);
    for (Column declared : source.declared()) {
      if (!has.containsKey(folded(declared.name()))) {
        throw LaneErrors.headerDiffers(
            source.name(),
            source.files().get(0),
            "has no column " + declared.name() + ", which is declared");
      }
    }
    return source.declared();
  }

  /**
   * Files with one schema have one digest of it, so that only unlike ones are looked at closely.
   */
  private void compareOthers(List<Column> first, Connection connection, Call call)
      throws SQLException {
    if (source.files().size() < 2) {
      return;
    }
    ServiceStatement sql =
        ServiceStatement.of(
            "SELECT file_name, md5(string_agg(concat_ws('|', name, coalesce(type, ''),"
                + " coalesce(CAST(num_children AS VARCHAR), ''), repetition_type = 'REPEATED',"
                + " coalesce(CAST(converted_type AS VARCHAR), ''),"
                + " coalesce(CAST(logical_type AS VARCHAR), ''), coalesce(duckdb_type, ''),"
                + " coalesce(scale, -1), coalesce(precision, -1)), ';' ORDER BY column_id))"
                + " FROM parquet_schema({}) WHERE column_id > 0 GROUP BY file_name",
            LaneFiles.sources(source.files()));
    Map<String, String> digests =
        call.query(
            connection,
            sql,
            found -> {
              Map<String, String> byFile = new LinkedHashMap<>();
              while (found.next()) {
                byFile.put(found.getString(1), found.getString(2));
              }
              return byFile;
            });
    Path reference = source.files().get(0);
    Map<String, Path> seen = new LinkedHashMap<>();
    for (Path file : source.files()) {
      String digest = String.valueOf(digests.get(LaneFiles.normal(file)));
      if (seen.putIfAbsent(digest, file) == null && !file.equals(reference)) {
        Optional<String> difference =
            difference(first, columns(List.of(file), List.of(), connection, call));
        if (difference.isPresent()) {
          throw LaneErrors.filesDisagree(source.name(), file, reference, difference.get());
        }
      }
    }
  }

  /** Order does not matter: the engine finds the columns of further files by name. */
  private static Optional<String> difference(List<Column> first, List<Column> other) {
    Map<String, Column> others = byName(other);
    for (Column column : first) {
      Column there = others.remove(folded(column.name()));
      if (there == null) {
        return Optional.of("it has no column " + column.name());
      }
      if (!there.type().equals(column.type())) {
        return Optional.of(
            "column " + column.name() + " is " + there.type() + ", not " + column.type());
      }
    }
    return others.values().stream().findFirst().map(c -> "it has a column " + c.name() + " more");
  }

  private static Map<String, Column> byName(List<Column> columns) {
    Map<String, Column> byName = new LinkedHashMap<>();
    columns.forEach(column -> byName.put(folded(column.name()), column));
    return byName;
  }

  private static String folded(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
