package dev.varve.planner.testing;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** The tables {@code t} and {@code u} with generated rows in a real engine. */
public final class Rows implements AutoCloseable {
  /** Of both tables. */
  public static final String COLUMNS =
      "a INTEGER, b INTEGER, c VARCHAR, d DOUBLE, e DATE, f DECIMAL(6,2)";

  private final Connection connection;

  /** Few values, so that they meet, with NULL, zeros of both signs, NaN and infinities. */
  public Rows(long seed, int count) throws SQLException {
    connection = DriverManager.getConnection("jdbc:duckdb:");
    Random random = new Random(seed);
    try (Statement statement = connection.createStatement()) {
      statement.execute("SET threads = 1");
      for (String table : List.of("t", "u")) {
        statement.execute("CREATE TABLE " + table + " (" + COLUMNS + ")");
        for (int i = 0; i < count; i++) {
          statement.execute(
              "INSERT INTO "
                  + table
                  + " VALUES ("
                  + one(random, "-2", "-1", "0", "1", "2", "NULL")
                  + ", "
                  + one(random, "-1", "0", "1", "3", "NULL")
                  + ", "
                  + one(random, "'a'", "'A'", "'b'", "''", "NULL")
                  + ", "
                  + one(random, "0.0", "-0.0", "'nan'", "'inf'", "0.1", "1e300", "NULL")
                  + ", "
                  + one(random, "'2020-01-01'", "'2024-02-29'", "NULL")
                  + ", "
                  + one(random, "0", "1.25", "-1", "2", "NULL")
                  + ")");
        }
      }
    }
  }

  private static String one(Random random, String... values) {
    return values[random.nextInt(values.length)];
  }

  /** The rows of a query as text, sorted; or the error it ends with. */
  public List<String> of(String sql) {
    List<String> rows = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      int width = result.getMetaData().getColumnCount();
      while (result.next()) {
        StringBuilder row = new StringBuilder();
        for (int i = 1; i <= width; i++) {
          row.append(result.getString(i)).append('|');
        }
        rows.add(row.toString());
      }
    } catch (SQLException e) {
      return List.of(e.getMessage().split(":", 2)[0]);
    }
    rows.sort(null);
    return rows;
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
