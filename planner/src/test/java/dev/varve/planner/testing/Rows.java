package dev.varve.planner.testing;

import dev.varve.planner.classify.OutputOrder;
import dev.varve.planner.evidence.Definition;
import dev.varve.planner.evidence.InstanceTable;
import dev.varve.planner.evidence.Instances;
import dev.varve.planner.evidence.Question;
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

/** The tables {@code t}, {@code u}, {@code w} and {@code v} with rows in a real engine. */
public final class Rows implements AutoCloseable {
  /** Of {@code t} and {@code u}; those of {@code w} are {@link PairTables#OTHER_COLUMNS}. */
  public static final String COLUMNS =
      "a INTEGER, b INTEGER, c VARCHAR, d DOUBLE, e DATE, f DECIMAL(6,2)";

  /** The tables' definitions, as statements. */
  public static final List<String> TABLES =
      List.of(
          "CREATE TABLE t (" + COLUMNS + ")",
          "CREATE TABLE u (" + COLUMNS + ")",
          "CREATE TABLE w (" + PairTables.OTHER_COLUMNS + ")",
          "CREATE TABLE v (" + PairTables.TEXT_COLUMNS + ")");

  private final Connection connection;
  private final List<String> inserts;

  /** Tables without rows. */
  public Rows() throws SQLException {
    this(List.of());
  }

  /** Generated rows. */
  public Rows(long seed, int count) throws SQLException {
    this(generated(seed, count));
  }

  /**
   * @param inserts statements of which each inserts one row
   */
  public Rows(List<String> inserts) throws SQLException {
    this.inserts = List.copyOf(inserts);
    connection = DriverManager.getConnection("jdbc:duckdb:");
    run("SET threads = 1");
    run("SET TimeZone = 'UTC'");
    for (String table : TABLES) {
      run(table);
    }
    run("BEGIN");
    for (String insert : inserts) {
      run(insert);
    }
    run("COMMIT");
  }

  /** Made-up rows as the search for counterexamples has them: limits of types and odd values. */
  public static Rows odd(int ordinal) throws SQLException {
    Definition all = TestBinder.definition("select * from t, u, w, v", PairTables.schemas());
    List<String> inserts = new ArrayList<>();
    for (InstanceTable table : Instances.of(new Question(all, all)).instance(ordinal).tables()) {
      for (List<String> row : table.rows()) {
        InstanceTable one =
            new InstanceTable(
                table.name(), table.columns(), table.plain(), table.facts(), List.of(row));
        inserts.add(one.insert(all.tables().get(table.name())).orElseThrow().text());
      }
    }
    return new Rows(inserts);
  }

  /** What inserted its rows. */
  public List<String> inserts() {
    return inserts;
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
    for (int i = 0; i < count; i++) {
      inserts.add(
          "INSERT INTO v VALUES ("
              + one(random, "0", "1", "2", "NULL")
              + ", "
              + one(random, "'a'", "'A'", "'b'", "'á'", "''", "NULL")
              + ", "
              + one(random, "'a'", "'á'", "'e'", "'É'", "NULL")
              + ", "
              + one(random, "'a'", "'A'", "'á'", "'Á'", "'b'", "'B'", "NULL")
              + ")");
    }
    return inserts;
  }

  /** The same rows in another order beside another column, in an engine of several threads. */
  public Rows elsewhere() throws SQLException {
    List<String> shuffled = new ArrayList<>(inserts);
    Collections.shuffle(shuffled, new Random(inserts.size()));
    Rows rows = new Rows(shuffled);
    for (String table : List.of("t", "u", "w", "v")) {
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

  /**
   * The rows of a query in the order in which a table of it is written; or the error it ends with.
   */
  public List<String> written(String sql, OutputOrder order) {
    String ordered =
        order.terms().isEmpty()
            ? sql
            : "SELECT * FROM (" + sql + ") ORDER BY " + String.join(", ", order.terms());
    try {
      List<String> rows = inOrder(ordered);
      return rows.subList(1, rows.size());
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
