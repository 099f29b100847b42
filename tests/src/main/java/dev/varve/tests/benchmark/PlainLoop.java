package dev.varve.tests.benchmark;

import dev.varve.planner.compile.CompiledModel;
import dev.varve.planner.compile.OutputColumn;
import dev.varve.planner.project.Tier;
import dev.varve.planner.types.SqlNames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;

/**
 * What a person would write in an afternoon: each query copied to a Parquet file, one after the
 * other, in DuckDB as it comes. Types and final order are those that Varve gives its tables, and so
 * is the compression; there are no Delta tables, digests, checks, syncs or records.
 */
final class PlainLoop {
  /** How many threads a query gets. */
  enum Threads {
    /** Every query all of them. */
    ALL,
    /** As Varve has it: one for a query whose result could differ with more. */
    AS_VARVE
  }

  private static final int CORES = Runtime.getRuntime().availableProcessors();

  private final CompiledProject project;
  private final Path output;
  private final Tier tier;
  private final Threads threads;

  PlainLoop(CompiledProject project, Path output, Tier tier, Threads threads) {
    this.project = project;
    this.output = output;
    this.tier = tier;
    this.threads = threads;
  }

  /**
   * Whether a query gets a single thread from Varve, so that {@link Threads} makes a difference.
   */
  static boolean needsOneThread(CompiledModel model, Tier tier) {
    return model.threadSensitive() && tier != Tier.FAST;
  }

  /** Builds everything; the number of rows of each model by its name. */
  Map<String, Long> run() throws IOException, SQLException {
    Files.createDirectories(output);
    Map<String, Long> rows = new LinkedHashMap<>();
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement()) {
      prepare(statement);
      for (CompiledModel model : project.models()) {
        if (threads == Threads.AS_VARVE) {
          int count = needsOneThread(model, tier) ? 1 : CORES;
          statement.execute("SET threads = " + count);
        }
        String file = SqlNames.literal(output.resolve(model.name() + ".parquet").toString());
        long written =
            statement.executeLargeUpdate(
                "COPY (%s) TO %s (FORMAT parquet, COMPRESSION zstd)".formatted(query(model), file));
        rows.put(model.name(), written);
        statement.execute(view(model.name(), "read_parquet(" + file + ")"));
      }
    }
    return rows;
  }

  private void prepare(Statement statement) throws SQLException {
    statement.execute("SET threads = " + CORES);
    statement.execute("SET TimeZone = " + SqlNames.literal(project.timezone()));
    TreeSet<String> schemas = new TreeSet<>();
    project.readers().keySet().forEach(name -> schemas.add(schema(name)));
    project.models().forEach(model -> schemas.add(schema(model.name())));
    for (String schema : schemas) {
      statement.execute("CREATE SCHEMA IF NOT EXISTS " + SqlNames.quote(schema));
    }
    for (Map.Entry<String, String> source : project.readers().entrySet()) {
      statement.execute(view(source.getKey(), source.getValue()));
    }
  }

  private String query(CompiledModel model) {
    if (!model.parameters().isEmpty() || !model.clock().isEmpty()) {
      throw new IllegalArgumentException("the loop knows no parameters and no clock: " + model);
    }
    StringBuilder columns = new StringBuilder();
    StringBuilder names = new StringBuilder();
    boolean casts = false;
    for (OutputColumn column : model.columns()) {
      String name = SqlNames.quote(column.name());
      String separator = names.isEmpty() ? "" : ", ";
      names.append(separator).append(name);
      columns.append(separator);
      if (column.stored().needsCast()) {
        casts = true;
        columns.append("CAST(%s AS %s) AS ".formatted(name, column.stored().engineType()));
      }
      columns.append(name);
    }
    boolean ordered = tier != Tier.FAST && !model.order().terms().isEmpty();
    if (!casts && !ordered) {
      return model.sql() + "\n";
    }
    String order = ordered ? " ORDER BY " + String.join(", ", model.order().terms()) : "";
    return "SELECT %s FROM (%s\n) AS q(%s)%s".formatted(columns, model.sql(), names, order);
  }

  private static String view(String name, String reader) {
    String table = name.substring(name.indexOf('.') + 1);
    return "CREATE VIEW %s.%s AS SELECT * FROM %s"
        .formatted(SqlNames.quote(schema(name)), SqlNames.quote(table), reader);
  }

  private static String schema(String name) {
    return name.substring(0, name.indexOf('.'));
  }
}
