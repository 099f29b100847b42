package dev.varve.activities.lane.duckdb;

import dev.varve.activities.lane.LaneCancelledException;
import dev.varve.activities.lane.RunningQuery;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.OptionalDouble;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.duckdb.DuckDBPreparedStatement;
import org.duckdb.QueryProgress;

/** One call into a lane: runs its statements one after another and can be cancelled meanwhile. */
final class Call implements RunningQuery {
  private static final long AGAIN_MILLIS = 20;

  private final String what;
  private final CountDownLatch ended = new CountDownLatch(1);
  private boolean cancelled;
  private Statement current;

  Call(String what) {
    this.what = what;
  }

  /** Reads a result while its statement can still be cancelled. */
  interface Reader<T> {
    T read(ResultSet rows) throws SQLException;
  }

  /** Gives how many rows it wrote, where it wrote some and yields none. */
  long execute(Connection connection, String sql) throws SQLException {
    Statement statement = begin(connection);
    try {
      return statement.execute(sql) ? 0 : statement.getLargeUpdateCount();
    } finally {
      end(statement);
    }
  }

  <T> T query(Connection connection, String sql, Reader<T> reader) throws SQLException {
    Statement statement = begin(connection);
    try (ResultSet rows = statement.executeQuery(sql)) {
      return reader.read(rows);
    } finally {
      end(statement);
    }
  }

  @Override
  public void cancel() {
    synchronized (this) {
      if (cancelled || ended.getCount() == 0) {
        return;
      }
      cancelled = true;
    }
    // An interrupt that comes just before the engine begins a statement is lost, hence again.
    Thread again = new Thread(this::interruptUntilEnded, "varve-lane-cancel");
    again.setDaemon(true);
    again.start();
  }

  @Override
  public synchronized OptionalDouble progress() {
    if (!(current instanceof DuckDBPreparedStatement statement)) {
      return OptionalDouble.empty();
    }
    try {
      QueryProgress progress = statement.getQueryProgress();
      return progress.getPercentage() < 0
          ? OptionalDouble.empty()
          : OptionalDouble.of(Math.min(100, progress.getPercentage()));
    } catch (SQLException e) {
      // The statement ended in this moment.
      return OptionalDouble.empty();
    }
  }

  /** Ends the call: nothing of it can be interrupted any more. */
  synchronized void finish() {
    ended.countDown();
  }

  synchronized boolean isCancelled() {
    return cancelled;
  }

  LaneCancelledException cancellation() {
    return new LaneCancelledException(what);
  }

  private void interruptUntilEnded() {
    try {
      do {
        interrupt();
      } while (!ended.await(AGAIN_MILLIS, TimeUnit.MILLISECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized void interrupt() {
    if (current != null && ended.getCount() > 0) {
      try {
        current.cancel();
      } catch (SQLException e) {
        // A statement that has just ended cannot be cancelled; the next one is not begun.
        return;
      }
    }
  }

  private synchronized Statement begin(Connection connection) throws SQLException {
    if (cancelled) {
      throw cancellation();
    }
    current = connection.createStatement();
    return current;
  }

  private void end(Statement statement) throws SQLException {
    synchronized (this) {
      current = null;
      statement.close();
    }
  }
}
