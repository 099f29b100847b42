package dev.varve.activities.lane.duckdb;

import dev.varve.activities.lane.LaneCancelledException;
import dev.varve.activities.lane.RunningQuery;
import dev.varve.planner.bind.statement.AdminStatement;
import dev.varve.planner.bind.statement.EngineStatement;
import dev.varve.planner.bind.statement.OpenStatement;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.OptionalDouble;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** One call into a lane: runs its statements one after another and can be cancelled meanwhile. */
final class Call implements RunningQuery {
  private static final long AGAIN_MILLIS = 20;

  private final String what;
  private final CountDownLatch ended = new CountDownLatch(1);
  private boolean cancelled;
  private OpenStatement current;

  Call(String what) {
    this.what = what;
  }

  /** Gives how many rows it wrote, where it wrote some and yields none. */
  long execute(Connection connection, AdminStatement sql) throws SQLException {
    OpenStatement statement = begin(connection);
    try {
      return statement.execute(sql);
    } finally {
      end(statement);
    }
  }

  /** Reads a result while its statement can still be cancelled. */
  <T> T query(Connection connection, EngineStatement sql, OpenStatement.Reader<T> reader)
      throws SQLException {
    OpenStatement statement = begin(connection);
    try {
      return statement.query(sql, reader);
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
    return current == null ? OptionalDouble.empty() : current.progress();
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

  private synchronized OpenStatement begin(Connection connection) throws SQLException {
    if (cancelled) {
      throw cancellation();
    }
    current = OpenStatement.on(connection);
    return current;
  }

  private void end(OpenStatement statement) throws SQLException {
    synchronized (this) {
      current = null;
      statement.close();
    }
  }
}
