package dev.varve.planner.testing;

import dev.varve.planner.types.Column;
import dev.varve.planner.types.TableSchema;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tables in a real engine with generated rows in which queries find something: a column takes the
 * values that the queries compare it with, keys meet, and some values are NULL.
 */
public final class GeneratedTables implements AutoCloseable {
  private static final Pattern LITERAL = Pattern.compile("'([^']*)'|(?<![\\w.])(\\d+(?:\\.\\d+)?)");

  private final Connection connection;
  private final Random random;
  private final String texts;

  /**
   * Fills the tables.
   *
   * @param facts tables of many rows, whose first column is no key of their own
   */
  public GeneratedTables(
      long seed, Map<String, TableSchema> tables, Set<String> facts, List<String> queries)
      throws SQLException {
    connection = DriverManager.getConnection("jdbc:duckdb:");
    random = new Random(seed);
    texts = String.join("\n", queries);
    try (Statement statement = connection.createStatement()) {
      statement.execute("SET threads = 1");
      for (Map.Entry<String, TableSchema> table : tables.entrySet()) {
        boolean fact = facts.contains(table.getKey().substring("main.".length()));
        fill(statement, table.getKey(), table.getValue(), fact);
      }
    }
  }

  private void fill(Statement statement, String table, TableSchema schema, boolean fact)
      throws SQLException {
    List<String> declared = new ArrayList<>();
    List<String> values = new ArrayList<>();
    for (Column column : schema.columns()) {
      declared.add(column.name() + " " + column.type());
      boolean own = values.isEmpty() && !fact && isKey(column);
      values.add(own ? "i" : any(pool(column)));
    }
    int count = fact ? 6000 : keys(schema.columns().get(0));
    statement.execute("CREATE TABLE " + table + " (" + String.join(", ", declared) + ")");
    statement.execute(
        "INSERT INTO "
            + table
            + " SELECT "
            + String.join(", ", values)
            + " FROM range(1, "
            + (count + 1)
            + ") r(i)");
  }

  /** For each row one of some values, or NULL. Texts are hashed: hashes of numbers go together. */
  private String any(List<String> pool) {
    int salt = random.nextInt();
    return String.format(
        "CASE WHEN hash('null %d ' || i) %% 25 > 0"
            + " THEN [%s][1 + (hash('value %d ' || i) %% %d)::INTEGER] END",
        salt, String.join(", ", pool), salt, pool.size());
  }

  private static boolean isKey(Column column) {
    return column.name().matches(".*(_sk|key|order_number|ticket_number)");
  }

  /** How many things of a kind there are; more days than others. */
  private static int keys(Column column) {
    return column.name().endsWith("date_sk") ? 120 : column.name().endsWith("number") ? 300 : 48;
  }

  /** Values as literals, those that the queries name often more often. */
  private List<String> pool(Column column) {
    List<String> pool = new ArrayList<>();
    if (isKey(column)) {
      for (int key = 1; key <= keys(column) + 2; key++) {
        pool.add(Integer.toString(key));
      }
      return pool;
    }
    for (String value : compared(column.name())) {
      literal(column.type(), value, pool);
    }
    if (pool.size() < 3) {
      for (int i = 0; i < 6; i++) {
        literal(column.type(), other(column.type(), i), pool);
      }
    }
    return pool;
  }

  private static String other(String type, int i) {
    return switch (type) {
      case "VARCHAR" -> "value " + i;
      case "DATE" -> LocalDate.of(2000, 1, 1 + i).toString();
      default -> type.startsWith("DECIMAL") ? i * 7 + ".25" : Integer.toString(i * i);
    };
  }

  /** What stands close after a column in the texts of the queries. */
  private List<String> compared(String column) {
    List<String> found = new ArrayList<>();
    Matcher place =
        Pattern.compile(
                "(?i)\\b" + column + "\\b[\\s,0-9()]{0,12}(=|<|>|in\\b|between|like)([^;]{0,160})")
            .matcher(texts);
    while (place.find()) {
      String after =
          place.group(2).split("(?i)\\bor\\b|\\band\\s+[a-z(]|\\bgroup\\b|\\bthen\\b", 2)[0];
      Matcher literal = LITERAL.matcher(after);
      while (literal.find()) {
        found.add(literal.group(1) == null ? literal.group(2) : literal.group(1).replace("%", ""));
      }
    }
    return found;
  }

  /** The value, and a neighbour of it, where it is one of the type. */
  private static void literal(String type, String value, List<String> pool) {
    if (type.equals("VARCHAR")) {
      pool.add("'" + value.replace("'", "''") + "'");
    } else if (type.equals("DATE")) {
      if (value.matches("\\d{4}-\\d\\d-\\d\\d")) {
        pool.add("DATE '" + value + "'");
        pool.add("DATE '" + LocalDate.parse(value).plusDays(9) + "'");
      }
    } else if (value.matches("\\d{1,4}")) {
      pool.add(value);
      pool.add(Integer.toString(Integer.parseInt(value) + 1));
    } else if (type.startsWith("DECIMAL") && value.matches("\\d{1,3}\\.\\d{1,2}")) {
      pool.add(new BigDecimal(value).toPlainString());
    }
  }

  /** Changes rows, where the columns of one belong together. */
  public void update(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** Whether a query raises no error. */
  public boolean areThere(String sql) {
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      while (result.next()) {
        result.getObject(1);
      }
      return true;
    } catch (SQLException e) {
      return false;
    }
  }

  /** The rows of a query with the types of its columns, sorted. */
  public List<String> of(String sql) {
    List<String> rows = new ArrayList<>();
    StringBuilder types = new StringBuilder();
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      int width = result.getMetaData().getColumnCount();
      for (int i = 1; i <= width; i++) {
        types.append(result.getMetaData().getColumnTypeName(i)).append('|');
      }
      while (result.next()) {
        StringBuilder row = new StringBuilder();
        for (int i = 1; i <= width; i++) {
          row.append(value(result, i)).append('|');
        }
        rows.add(row.toString());
      }
    } catch (SQLException e) {
      throw new AssertionError(sql + "\n" + e.getMessage(), e);
    }
    rows.sort(null);
    rows.add(types.toString());
    return rows;
  }

  /** Of a floating number the digits that do not depend on the order in which rows were added. */
  private static String value(ResultSet result, int column) throws SQLException {
    Object value = result.getObject(column);
    return value instanceof Double number
        ? String.format("%.9g", number)
        : String.valueOf(result.getString(column));
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
