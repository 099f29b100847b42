package dev.varve.activities.lane.duckdb;

import dev.varve.activities.lane.Column;
import dev.varve.activities.lane.InputTable;
import dev.varve.activities.lane.LaneFiles;
import dev.varve.activities.lane.LaneSettings;
import dev.varve.activities.lane.ProjectedColumn;
import dev.varve.activities.lane.StepFunction;
import dev.varve.activities.lane.StepQuery;
import dev.varve.activities.lane.TypedLiteral;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A folder for a test's files, an engine beside the lanes to make and read them, and short ways.
 */
final class Workbench implements AutoCloseable {
  static final Instant NOON = Instant.parse("2024-02-29T12:00:00Z");

  private final Path folder;
  private final Connection engine;
  private int files;

  Workbench(Path folder) {
    try {
      this.folder = folder.toRealPath();
      this.engine = DriverManager.getConnection("jdbc:duckdb:");
      execute("SET TimeZone = 'UTC'");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  Path folder() {
    return folder;
  }

  Path newFile(String ending) {
    return folder.resolve("file" + ++files + ending);
  }

  LaneSettings settings() {
    return LaneSettings.of(folder.resolve("spill"), List.of(folder), "UTC");
  }

  /** With a limit of memory, 0 for the engine's own. */
  LaneSettings settings(long memoryLimitBytes, boolean statistics, boolean profiling) {
    return limited(settings(), memoryLimitBytes, statistics, profiling);
  }

  static LaneSettings limited(
      LaneSettings of, long memoryLimitBytes, boolean statistics, boolean profiling) {
    return new LaneSettings(
        of.threads(),
        memoryLimitBytes,
        of.spillLimitBytes(),
        of.spillFolder(),
        of.allowedFolders(),
        of.timezone(),
        of.rowGroupRows(),
        statistics,
        profiling);
  }

  DuckDbLanes lanes(int threads) {
    return new DuckDbLanes(settings().withThreads(threads));
  }

  void execute(String sql) {
    try (Statement statement = engine.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** All rows, values as text joined by a bar. */
  List<String> rows(String sql) {
    try (Statement statement = engine.createStatement();
        ResultSet found = statement.executeQuery(sql)) {
      List<String> rows = new ArrayList<>();
      int width = found.getMetaData().getColumnCount();
      while (found.next()) {
        List<String> row = new ArrayList<>();
        for (int i = 1; i <= width; i++) {
          row.add(found.getString(i));
        }
        rows.add(String.join("|", row.stream().map(String::valueOf).toList()));
      }
      return rows;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  List<String> rowsOf(Path file) {
    return rows("SELECT * FROM " + reader(file));
  }

  /** Writes a query's rows and gives them as an input of that name. */
  InputTable table(String schema, String table, String sql) {
    Path file = parquet(sql, "");
    return InputTable.parquet(schema, table, columns(file), List.of(file));
  }

  Path parquet(String sql, String options) {
    Path file = newFile(".parquet");
    execute("COPY (" + sql + ") TO " + LaneFiles.target(file) + " (FORMAT parquet" + options + ")");
    return file;
  }

  List<Column> columns(Path file) {
    return rows("SELECT column_name, column_type FROM (DESCRIBE FROM " + reader(file) + ")")
        .stream()
        .map(row -> row.split("\\|", 2))
        .map(parts -> new Column(parts[0], parts[1]))
        .toList();
  }

  Path text(String name, String... lines) {
    try {
      return Files.writeString(folder.resolve(name), String.join("\n", lines) + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** REQUIRED or OPTIONAL for each column, in order. */
  List<String> repetition(Path file) {
    return rows(
        "SELECT repetition_type FROM parquet_schema("
            + LaneFiles.source(file)
            + ") WHERE column_id > 0");
  }

  List<String> rowGroups(Path file) {
    return rows(
        "SELECT row_group_num_rows FROM parquet_metadata("
            + LaneFiles.source(file)
            + ") WHERE column_id = 0 ORDER BY row_group_id");
  }

  private static String reader(Path file) {
    return "read_parquet(" + LaneFiles.source(file) + ", hive_partitioning=false)";
  }

  @Override
  public void close() {
    try {
      engine.close();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A query that yields exactly these columns. */
  static StepQuery step(String sql, List<InputTable> inputs, String... columns) {
    return new StepQuery(
        "marts.m",
        sql,
        inputs,
        List.of(),
        List.of(columns).stream().map(ProjectedColumn::of).toList(),
        List.of(),
        true,
        Map.of(),
        NOON,
        false,
        Map.of());
  }

  static StepQuery ordered(StepQuery q, String... terms) {
    return new StepQuery(
        q.name(),
        q.sql(),
        q.inputs(),
        q.functions(),
        q.columns(),
        List.of(terms),
        q.repeatable(),
        q.arguments(),
        q.logicalTime(),
        q.singleThread(),
        q.keyValues());
  }

  static StepQuery withArguments(StepQuery q, Map<String, TypedLiteral> arguments) {
    return new StepQuery(
        q.name(),
        q.sql(),
        q.inputs(),
        q.functions(),
        q.columns(),
        q.orderBy(),
        q.repeatable(),
        arguments,
        q.logicalTime(),
        q.singleThread(),
        q.keyValues());
  }

  static StepQuery withColumns(StepQuery q, ProjectedColumn... columns) {
    return new StepQuery(
        q.name(),
        q.sql(),
        q.inputs(),
        q.functions(),
        List.of(columns),
        q.orderBy(),
        q.repeatable(),
        q.arguments(),
        q.logicalTime(),
        q.singleThread(),
        q.keyValues());
  }

  static StepQuery withKeyValues(StepQuery q, Map<String, String> keyValues) {
    return new StepQuery(
        q.name(),
        q.sql(),
        q.inputs(),
        q.functions(),
        q.columns(),
        q.orderBy(),
        q.repeatable(),
        q.arguments(),
        q.logicalTime(),
        q.singleThread(),
        keyValues);
  }

  static StepQuery at(StepQuery q, Instant logicalTime, boolean singleThread) {
    return new StepQuery(
        q.name(),
        q.sql(),
        q.inputs(),
        q.functions(),
        q.columns(),
        q.orderBy(),
        q.repeatable(),
        q.arguments(),
        logicalTime,
        singleThread,
        q.keyValues());
  }

  static StepQuery withFunctions(StepQuery q, StepFunction... functions) {
    return new StepQuery(
        q.name(),
        q.sql(),
        q.inputs(),
        List.of(functions),
        q.columns(),
        q.orderBy(),
        q.repeatable(),
        q.arguments(),
        q.logicalTime(),
        q.singleThread(),
        q.keyValues());
  }
}
