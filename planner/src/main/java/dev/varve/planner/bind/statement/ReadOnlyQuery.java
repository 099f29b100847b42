package dev.varve.planner.bind.statement;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A user's text that the engine's own parser took for one query that reads. Only such a text can
 * stand in a statement, which it could otherwise close to begin one of its own. What it reads and
 * calls is judged when it is compiled.
 */
public final class ReadOnlyQuery implements EngineStatement {
  /** What changes something can stand in a WITH; quotes within a string are escaped in JSON. */
  private static final Pattern WRITES =
      Pattern.compile("\"type\":\"(?!SELECT|SET_OPERATION|RECURSIVE_CTE|CTE)[A-Z_]+_NODE\"");

  private final String text;

  private ReadOnlyQuery(String text) {
    this.text = text;
  }

  /** Asks the engine about a text. */
  public interface Gate {
    /** Whether what the engine answers is read as a yes. */
    boolean lets(ServiceStatement question, OpenStatement.Reader<Boolean> answer)
        throws SQLException;
  }

  /** The text as a query; nothing where it is several statements, none, or one that writes. */
  public static Optional<ReadOnlyQuery> of(String text, Gate gate) throws SQLException {
    // The engine serialises SELECTs only, and one entry for each.
    ServiceStatement parsed =
        ServiceStatement.of(
            "SELECT j ->> 'error' = 'false' AND json_array_length(j, '$.statements') = 1, j"
                + " FROM (SELECT json_serialize_sql({},"
                + " skip_null := true, skip_empty := true, skip_default := true) AS j)",
            Sql.text(text));
    return gate.lets(parsed, ReadOnlyQuery::isOneThatReads)
        ? Optional.of(new ReadOnlyQuery(text))
        : Optional.empty();
  }

  private static boolean isOneThatReads(ResultSet parsed) throws SQLException {
    return parsed.next() && parsed.getBoolean(1) && !WRITES.matcher(parsed.getString(2)).find();
  }

  @Override
  public String text() {
    return text;
  }

  @Override
  public String toString() {
    return text;
  }
}
