package dev.varve.activities.lane.duckdb;

import dev.varve.activities.lane.Column;
import dev.varve.activities.lane.ColumnRule;
import dev.varve.activities.lane.InputTable;
import dev.varve.activities.lane.LaneCancelledException;
import dev.varve.activities.lane.LaneException;
import dev.varve.activities.lane.LaneObserver;
import dev.varve.activities.lane.LaneResult;
import dev.varve.activities.lane.LaneSettings;
import dev.varve.activities.lane.SourceFiles;
import dev.varve.activities.lane.StepQuery;
import dev.varve.activities.lane.TableRules;
import dev.varve.planner.bind.statement.ServiceStatement;
import dev.varve.planner.bind.statement.Sql;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * The engine's two instances: one with the profile's threads, and one with a single thread for
 * steps whose result could differ with more. Each is opened when it is first needed; where the
 * profile has one thread they are the same.
 *
 * <p>All methods may be called from many threads at once. They throw {@link LaneException}, and
 * {@link LaneCancelledException} after a cancellation.
 */
public final class DuckDbLanes implements AutoCloseable {
  /** Raised when the same query on the same engine could give other bytes than before. */
  public static final int VERSION = 1;

  private final LaneSettings settings;
  private final Slot many = new Slot();
  private final Slot single = new Slot();
  private final Set<Call> calls = ConcurrentHashMap.newKeySet();
  private final ReentrantReadWriteLock open = new ReentrantReadWriteLock();
  private volatile boolean closed;

  /** Opens nothing yet. */
  public DuckDbLanes(LaneSettings settings) {
    this.settings = settings;
  }

  /**
   * Runs a step's query into one Parquet file, whatever is there before; after a failure there is
   * none.
   *
   * @param output in an allowed folder
   */
  public LaneResult run(StepQuery query, Path output, LaneObserver observer) {
    try {
      return call(
          query.singleThread(),
          "Step " + query.name(),
          observer,
          (namespace, call) -> new StepRun(query, output, settings).run(namespace, call));
    } catch (LaneException | LaneCancelledException e) {
      delete(output, e);
      throw e;
    }
  }

  /** The engine's own version, "v2.0.0" for one. */
  public String engineVersion() {
    return call(
        false,
        "Version",
        LaneObserver.NONE,
        (namespace, call) ->
            call.query(
                namespace.connection(),
                ServiceStatement.of("SELECT version()"),
                found -> {
                  found.next();
                  return found.getString(1);
                }));
  }

  /**
   * The columns of an input's files as the engine sees them.
   *
   * <p>Parquet files must agree in names and types; with declared columns, these are given back
   * once the files are known to have them. CSV and JSON files are looked into at their beginning
   * only.
   */
  public List<Column> describe(SourceFiles source, LaneObserver observer) {
    return call(
        false,
        "Source " + source.name(),
        observer,
        (namespace, call) -> new FileDescription(source).describe(namespace, call));
  }

  /**
   * The first rows of Parquet files as text, and how many rows there are.
   *
   * @param columns to show, in this order; none means all
   */
  public Preview preview(List<Path> files, List<String> columns, int limit, LaneObserver observer) {
    return call(
        false,
        "Preview",
        observer,
        (namespace, call) -> Preview.of(files, columns, limit, namespace.connection(), call));
  }

  /** Looks for rows in Parquet files that break rules. */
  public RowCheck check(List<Path> files, TableRules rules, LaneObserver observer) {
    if (files.isEmpty()) {
      throw LaneErrors.noFiles("to check");
    }
    return check("Check", ReaderSql.parquet(files), rules, observer);
  }

  /** Looks for rows of an input that break rules. */
  public RowCheck check(InputTable input, TableRules rules, LaneObserver observer) {
    return check("Input " + input.name(), Sql.of("({})", ReaderSql.select(input)), rules, observer);
  }

  private RowCheck check(String what, Sql reader, TableRules rules, LaneObserver observer) {
    List<ColumnRule> columns = new ArrayList<>();
    for (ColumnRule rule : rules.columns()) {
      boolean counted = rule.unique() && !ascends(what, reader, List.of(rule.column()), observer);
      columns.add(new ColumnRule(rule.column(), rule.notNull(), counted, rule.accepted()));
    }
    boolean distinct = !rules.key().isEmpty() && ascends(what, reader, rules.key(), observer);
    TableRules left = new TableRules(columns, distinct ? List.of() : rules.key(), rules.shown());
    return call(
        false,
        what,
        observer,
        (namespace, call) -> RowCheck.of(reader, left, namespace.connection(), call));
  }

  private boolean ascends(String what, Sql reader, List<String> key, LaneObserver observer) {
    return call(
        true,
        what,
        observer,
        (namespace, call) -> RowCheck.isAscending(reader, key, namespace.connection(), call));
  }

  /** Cancels what is running, waits for its end, and removes what was spilled. */
  @Override
  public void close() {
    closed = true;
    calls.forEach(Call::cancel);
    open.writeLock().lock();
    try {
      many.close();
      single.close();
    } finally {
      open.writeLock().unlock();
    }
  }

  private interface Task<T> {
    T run(Namespace namespace, Call call) throws SQLException;
  }

  private <T> T call(boolean oneThread, String what, LaneObserver observer, Task<T> task) {
    open.readLock().lock();
    Call call = new Call(what);
    try {
      // Registered before asking, so that it is either refused here or cancelled by close.
      calls.add(call);
      if (closed) {
        throw new IllegalStateException("the lanes are closed");
      }
      observer.started(call);
      return inNamespace(instance(oneThread), what, call, task);
    } finally {
      call.finish();
      calls.remove(call);
      open.readLock().unlock();
    }
  }

  private <T> T inNamespace(LockedInstance instance, String what, Call call, Task<T> task) {
    Optional<Namespace> taken = Optional.empty();
    boolean good = false;
    try {
      Namespace namespace = instance.take(call);
      taken = Optional.of(namespace);
      T result = task.run(namespace, call);
      // From here on no interrupt can reach the connection, which the next call will use.
      call.finish();
      if (call.isCancelled()) {
        throw call.cancellation();
      }
      good = true;
      return result;
    } catch (SQLException e) {
      if (LaneErrors.isFatal(e)) {
        instance.markBroken();
      }
      throw call.isCancelled() ? call.cancellation() : LaneErrors.of(e, what);
    } catch (LaneException e) {
      if (e.getCause() instanceof SQLException cause && LaneErrors.isFatal(cause)) {
        instance.markBroken();
      }
      throw call.isCancelled() ? call.cancellation() : e;
    } finally {
      call.finish();
      if (taken.isPresent()) {
        if (good) {
          instance.giveBack(taken.get());
        } else {
          taken.get().close();
        }
      }
    }
  }

  private LockedInstance instance(boolean oneThread) {
    int threads = settings.threadCount();
    return oneThread && threads > 1
        ? single.open(settings, 1, false)
        : many.open(settings, threads, threads == 1);
  }

  private static void delete(Path output, RuntimeException because) {
    try {
      Files.deleteIfExists(output);
    } catch (IOException e) {
      because.addSuppressed(e);
    }
  }

  /** The place of one instance, which is opened when first needed and again after it broke. */
  private static final class Slot implements AutoCloseable {
    private final List<LockedInstance> broken = new ArrayList<>();
    private Optional<LockedInstance> instance = Optional.empty();

    synchronized LockedInstance open(LaneSettings settings, int threads, boolean only) {
      if (instance.isPresent() && instance.get().isBroken()) {
        // Not closed yet: other calls may still be inside.
        broken.add(instance.get());
        instance = Optional.empty();
      }
      if (instance.isEmpty()) {
        instance = Optional.of(LockedInstance.open(settings, threads, only));
      }
      return instance.get();
    }

    @Override
    public synchronized void close() {
      instance.ifPresent(LockedInstance::close);
      instance = Optional.empty();
      broken.forEach(LockedInstance::close);
      broken.clear();
    }
  }
}
