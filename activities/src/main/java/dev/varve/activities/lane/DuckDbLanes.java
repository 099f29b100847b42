package dev.varve.activities.lane;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
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
  private final LaneSettings settings;
  private final Slot many = new Slot();
  private final Slot single = new Slot();
  private final Set<Call> calls = ConcurrentHashMap.newKeySet();
  private final ReentrantReadWriteLock open = new ReentrantReadWriteLock();
  private boolean closed;

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
      delete(output);
      throw e;
    }
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

  /** The first rows of Parquet files as text, and how many rows there are. */
  public Preview preview(List<Path> files, int limit, LaneObserver observer) {
    return call(
        false,
        "Preview",
        observer,
        (namespace, call) -> Preview.of(files, limit, namespace.connection(), call));
  }

  /** Counts NULLs and duplicate keys in Parquet files. */
  public RowCheck check(
      List<Path> files, List<String> notNull, List<String> key, LaneObserver observer) {
    return call(
        false,
        "Check",
        observer,
        (namespace, call) -> RowCheck.of(files, notNull, key, namespace.connection(), call));
  }

  /** Cancels what is running, waits for its end, and removes what was spilled. */
  @Override
  public void close() {
    calls.forEach(Call::cancel);
    open.writeLock().lock();
    try {
      if (!closed) {
        closed = true;
        many.close();
        single.close();
      }
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
      if (closed) {
        throw new IllegalStateException("the lanes are closed");
      }
      calls.add(call);
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

  private static void delete(Path output) {
    try {
      Files.deleteIfExists(output);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot remove the unfinished " + output, e);
    }
  }

  /** The place of one instance, which is opened when first needed and again after it broke. */
  private static final class Slot implements AutoCloseable {
    private Optional<LockedInstance> instance = Optional.empty();

    synchronized LockedInstance open(LaneSettings settings, int threads, boolean only) {
      if (instance.isEmpty() || instance.get().isBroken()) {
        // A broken one is left alone: other calls may still be inside.
        instance = Optional.of(LockedInstance.open(settings, threads, only));
      }
      return instance.get();
    }

    @Override
    public synchronized void close() {
      instance.ifPresent(LockedInstance::close);
      instance = Optional.empty();
    }
  }

  /** The time for namespaces in which no query asks the clock. */
  static final Instant NO_TIME = Instant.EPOCH;
}
