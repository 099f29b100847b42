package dev.varve.activities.lane.duckdb;

import dev.varve.activities.lane.LaneException;
import dev.varve.planner.bind.statement.ReadOnlyQuery;
import java.sql.SQLException;
import org.duckdb.DuckDBConnection;

/** The last gate before a text runs. What it reads and calls was judged when it was compiled. */
final class OneQuery {
  private OneQuery() {}

  static ReadOnlyQuery of(DuckDBConnection connection, Call call, String what, String text)
      throws SQLException {
    return ReadOnlyQuery.of(text, (question, answer) -> call.query(connection, question, answer))
        .orElseThrow(
            () ->
                new LaneException(
                    "NOT_A_QUERY",
                    what + " is not one query, and nothing else is run.",
                    "Keep one SELECT in the file."));
  }
}
