package dev.varve.planner.testing;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** The tables {@code t}, {@code u} and {@code w} with rows in a real engine. */
public final class Rows implements AutoCloseable {
  /** Of {@code t} and {@code u}; those of {@code w} are {@link PairTables#OTHER_COLUMNS}. */
  public static final String COLUMNS =
      "a INTEGER, b INTEGER, c VARCHAR, d DOUBLE, e DATE, f DECIMAL(6,2)";

  private final Connection connection;

  /** Tables without rows. */
  public Rows() throws SQLException {
    connection = DriverManager.getConnection("jdbc:duckdb:");
    run("SET threads = 1");
    run("SET TimeZone = 'UTC'");
    run("CREATE TABLE t (" + COLUMNS + ")");
    run("CREATE TABLE u (" + COLUMNS + ")");
    run("CREATE TABLE w (" + PairTables.OTHER_COLUMNS + ")");
  }

  /** Generated rows. */
  public Rows(long seed, int count) throws SQLException {
    this();
    for (String insert : generated(seed, count)) {
      run(insert);
    }
  }

  /**
   * Statements that insert generated rows, one in each: few values, so that they meet, with NULL,
   * zeros of both signs, NaN and infinities.
   */
  public static List<String> generated(long seed, int count) {
    Random random = new Random(seed);
    List<String> inserts = new ArrayList<>();
    for (String table : List.of("t", "u")) {
      for (int i = 0; i < count; i++) {
        inserts.add(
            "INSERT INTO "
                + table
                + " VALUES ("
                + one(random, "-2", "-1", "0", "1", "2", "NULL")
                + ", "
                + one(random, "-1", "0", "1", "3", "NULL")
                + ", "
                + one(random, "'a'", "'A'", "'b'", "''", "NULL")
                + ", "
                + one(random, "0.0", "'-0.0'", "'nan'", "'inf'", "0.1", "1e300", "NULL")
                + ", "
                + one(random, "'2020-01-01'", "'2024-02-29'", "NULL")
                + ", "
                + one(random, "0", "1.25", "-1", "2", "NULL")
                + ")");
      }
    }
    for (int i = 0; i < count; i++) {
      inserts.add(
          "INSERT INTO w VALUES ("
              + one(random, "-1", "0", "1", "3", "NULL")
              + ", "
              + one(random, "5", "7", "-1", "9223372036854775807", "NULL")
              + ", "
              + one(random, "'2024-01-01'", "'2024-06-01 01:02:03.123456'", "NULL")
              + ", "
              + one(random, "'2024-01-01 00:00:00'", "'2025-01-01 23:30:00'", "NULL")
              + ", "
              + one(random, "0.1", "'-0.0'", "0.0", "'nan'", "NULL")
              + ", "
              + one(random, "[1, 2]", "[1, NULL]", "[]", "[3]", "NULL")
              + ", "
              + one(random, "true", "false", "NULL")
              + ", "
              + one(random, "3", "-3", "0", "NULL")
              + ")");
    }
    return inserts;
  }

  /** The same rows in another order beside another column, for an engine of several threads. */
  public static Rows elsewhere(long seed, int count) throws SQLException {
    Rows rows = new Rows();
    List<String> inserts = generated(seed, count);
    Collections.shuffle(inserts, new Random(seed));
    for (String insert : inserts) {
      rows.run(insert);
    }
    for (String table : List.of("t", "u", "w")) {
      rows.run("ALTER TABLE " + table + " ADD COLUMN beside VARCHAR DEFAULT 'x'");
    }
    rows.run("SET threads = 4");
    rows.run("PRAGMA verify_parallelism");
    return rows;
  }

  private static String one(Random random, String... values) {
    return values[random.nextInt(values.length)];
  }

  /** Changes a setting or the rows. */
  public void run(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** The rows of a query as text, sorted; or the error it ends with. */
  public List<String> of(String sql) {
    try {
      List<String> rows = new ArrayList<>(inOrder(sql));
      rows.remove(0);
      rows.sort(null);
      return rows;
    } catch (SQLException e) {
      return List.of(e.getMessage().split(":", 2)[0]);
    }
  }

  /** The names and types of a query's columns, then its rows as text in their order. */
  public List<String> inOrder(String sql) throws SQLException {
    List<String> rows = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      ResultSetMetaData columns = result.getMetaData();
      int width = columns.getColumnCount();
      StringBuilder header = new StringBuilder();
      for (int i = 1; i <= width; i++) {
        header.append(columns.getColumnName(i)).append(' ').append(columns.getColumnTypeName(i));
        header.append('|');
      }
      rows.add(header.toString());
      while (result.next()) {
        StringBuilder row = new StringBuilder();
        for (int i = 1; i <= width; i++) {
          row.append(result.getString(i)).append('|');
        }
        rows.add(row.toString());
      }
    }
    return rows;
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
