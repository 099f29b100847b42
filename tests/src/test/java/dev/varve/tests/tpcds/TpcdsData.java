package dev.varve.tests.tpcds;

import static java.util.stream.Collectors.joining;

import dev.varve.tests.Repository;
import io.trino.tpcds.Results;
import io.trino.tpcds.Session;
import io.trino.tpcds.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/** The TPC-DS tables as Parquet files, and the queries. */
final class TpcdsData {
  static final int QUERIES = 99;

  private static final Path TEXTS = Repository.root().resolve("planner/src/test/resources/tpcds");

  private TpcdsData() {}

  /** The text of a query, without its semicolon. */
  static String query(int number) throws IOException {
    return Files.readString(TEXTS.resolve(String.format("q%02d.sql", number)))
        .strip()
        .replaceAll(";$", "");
  }

  /** For each table its columns with their types. */
  static Map<String, List<String>> tables() throws IOException {
    Map<String, List<String>> tables = new TreeMap<>();
    List<String> columns = new ArrayList<>();
    for (String line : Files.readAllLines(TEXTS.resolve("schema.sql"))) {
      if (line.startsWith("CREATE TABLE ")) {
        columns = new ArrayList<>();
        tables.put(line.split(" ", -1)[2], columns);
      } else if (line.startsWith(" ")) {
        columns.add(line.strip().replaceAll(",$", ""));
      }
    }
    return tables;
  }

  /** Writes each table of a scale factor to a file of its name. */
  static void write(double scaleFactor, Path folder) throws IOException, SQLException {
    Files.createDirectories(folder);
    Session session = Session.getDefaultSession().withScale(scaleFactor);
    for (Map.Entry<String, List<String>> table : tables().entrySet()) {
      write(session, table.getKey(), table.getValue(), folder);
    }
  }

  /** The generator gives texts, which the engine converts; it makes returns along with sales. */
  private static void write(Session session, String name, List<String> columns, Path folder)
      throws SQLException {
    Table table = Table.valueOf(name.toUpperCase(Locale.ROOT));
    String texts = columns.stream().map(TpcdsData::name).collect(joining(" VARCHAR, "));
    String values =
        columns.stream()
            .map(column -> "CAST(" + name(column) + " AS " + type(column) + ") " + name(column))
            .collect(joining(", "));
    try (var connection =
            DriverManager.getConnection("jdbc:duckdb:").unwrap(DuckDBConnection.class);
        var statement = connection.createStatement()) {
      statement.execute("CREATE TABLE texts (" + texts + " VARCHAR)");
      try (DuckDBAppender appender = connection.createAppender("texts")) {
        for (List<List<String>> row : Results.constructResults(table, session.withTable(table))) {
          appender.beginRow();
          for (String value : row.get(0)) {
            appender.append(value);
          }
          appender.endRow();
        }
      }
      statement.execute(
          "COPY (SELECT "
              + values
              + " FROM texts) TO '"
              + folder.resolve(name + ".parquet")
              + "' (FORMAT parquet)");
    }
  }

  private static String name(String column) {
    return column.substring(0, column.indexOf(' '));
  }

  private static String type(String column) {
    return column.substring(column.indexOf(' ') + 1);
  }
}
