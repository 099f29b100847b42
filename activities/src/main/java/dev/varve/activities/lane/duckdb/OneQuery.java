package dev.varve.activities.lane.duckdb;

import dev.varve.activities.lane.LaneException;
import dev.varve.activities.lane.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.regex.Pattern;
import org.duckdb.DuckDBConnection;

/**
 * The last gate before a text runs. A step's text stands within a statement of ours, which it could
 * close to begin one of its own; so it must be one query by itself, as the engine's parser reads
 * it. What it reads and calls was judged when it was compiled.
 */
final class OneQuery {
  /** What changes something can stand in a WITH; quotes within a string are escaped in JSON. */
  private static final Pattern WRITES =
      Pattern.compile("\"type\":\"(?!SELECT|SET_OPERATION|RECURSIVE_CTE|CTE)[A-Z_]+_NODE\"");

  private OneQuery() {}

  static void check(DuckDBConnection connection, Call call, String what, String text)
      throws SQLException {
    // The engine serialises SELECTs only, and one entry for each.
    String parsed =
        "SELECT j ->> 'error' = 'false' AND json_array_length(j, '$.statements') = 1, j"
            + " FROM (SELECT json_serialize_sql("
            + Sql.text(text)
            + ", skip_null := true, skip_empty := true, skip_default := true) AS j)";
    if (!call.query(connection, parsed, OneQuery::isOneThatReads)) {
      throw new LaneException(
          "NOT_A_QUERY",
          what + " is not one query, and nothing else is run.",
          "Keep one SELECT in the file.");
    }
  }

  private static boolean isOneThatReads(ResultSet parsed) throws SQLException {
    return parsed.next() && parsed.getBoolean(1) && !WRITES.matcher(parsed.getString(2)).find();
  }
}
