package dev.varve.planner.bind.statement;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.OptionalDouble;
import org.duckdb.DuckDBPreparedStatement;
import org.duckdb.QueryProgress;

/** The one way by which a text reaches the engine: as a statement of one of the contexts. */
public final class OpenStatement implements AutoCloseable {
  private final Statement statement;

  private OpenStatement(Statement statement) {
    this.statement = statement;
  }

  /** Reads a result before its statement is closed. */
  public interface Reader<T> {
    T read(ResultSet rows) throws SQLException;
  }

  public static OpenStatement on(Connection connection) throws SQLException {
    return new OpenStatement(connection.createStatement());
  }

  /** Runs statements by themselves. */
  public static void run(Connection connection, AdminStatement... all) throws SQLException {
    try (OpenStatement open = on(connection)) {
      for (AdminStatement each : all) {
        open.execute(each);
      }
    }
  }

  /** Asks by itself. */
  public static <T> T ask(Connection connection, EngineStatement question, Reader<T> reader)
      throws SQLException {
    try (OpenStatement open = on(connection)) {
      return open.query(question, reader);
    }
  }

  /** A question with places for values, to be asked many times. */
  public static PreparedStatement prepare(Connection connection, ServiceStatement question)
      throws SQLException {
    return connection.prepareStatement(question.text());
  }

  /** A user's query that is not run, but tells its columns. */
  public static PreparedStatement prepare(Connection connection, ReadOnlyQuery query)
      throws SQLException {
    return connection.prepareStatement(query.text());
  }

  /** Gives how many rows it wrote, where it wrote some and yields none. */
  public long execute(AdminStatement each) throws SQLException {
    return statement.execute(each.text()) ? 0 : statement.getLargeUpdateCount();
  }

  public <T> T query(EngineStatement question, Reader<T> reader) throws SQLException {
    try (ResultSet rows = statement.executeQuery(question.text())) {
      return reader.read(rows);
    }
  }

  /** Ends by itself when it takes longer. */
  public void limit(Duration longest) throws SQLException {
    statement.setQueryTimeout((int) Math.max(1, longest.toSeconds()));
  }

  /** How much is done, in percent, where the engine can tell. */
  public OptionalDouble progress() {
    if (!(statement instanceof DuckDBPreparedStatement running)) {
      return OptionalDouble.empty();
    }
    try {
      QueryProgress progress = running.getQueryProgress();
      return progress.getPercentage() < 0
          ? OptionalDouble.empty()
          : OptionalDouble.of(Math.min(100, progress.getPercentage()));
    } catch (SQLException e) {
      // The statement ended in this moment.
      return OptionalDouble.empty();
    }
  }

  public void cancel() throws SQLException {
    statement.cancel();
  }

  @Override
  public void close() throws SQLException {
    statement.close();
  }
}
