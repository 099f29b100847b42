package dev.varve.activities.lane.duckdb;

import dev.varve.activities.lane.LaneFiles;
import dev.varve.activities.lane.LaneSettings;
import dev.varve.planner.bind.Binder;
import dev.varve.planner.bind.statement.AdminStatement;
import dev.varve.planner.bind.statement.OpenStatement;
import dev.varve.planner.bind.statement.ServiceStatement;
import dev.varve.planner.bind.statement.Sql;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.duckdb.DuckDBConnection;

/** One instance of the engine in memory: set up, then locked, so that no text can change it. */
final class LockedInstance implements AutoCloseable {
  /**
   * Everything that could give a query another meaning, at the value that the binder assumes, and
   * what keeps the engine from reading anything but the files it is given.
   */
  static final List<Sql> FIXED =
      Stream.concat(
              // A text is to run as it was read when it was bound.
              Binder.LANGUAGE.stream(),
              Stream.of(
                  Sql.of("errors_as_json = true"),
                  Sql.of("preserve_insertion_order = true"),
                  Sql.of("file_search_path = ''"),
                  // Files are known by their digests; a cache of the engine's knows them by path
                  // and time.
                  Sql.of("enable_external_file_cache = false"),
                  Sql.of("parquet_metadata_cache = false"),
                  Sql.of("autoinstall_known_extensions = false"),
                  Sql.of("autoload_known_extensions = false"),
                  Sql.of("allow_community_extensions = false"),
                  Sql.of("allow_persistent_secrets = false")))
          .toList();

  /** What lets a running query be watched, and measured afterwards. */
  private static final List<Sql> WATCHED =
      List.of(
          Sql.of("enable_progress_bar = true"),
          Sql.of("enable_progress_bar_print = false"),
          Sql.of("enable_profiling = 'no_output'"),
          Sql.of("profiling_coverage = 'ALL'"));

  private static final Sql PEAKS =
      Sql.of("tracked_metrics = ['system.peak_buffer_memory', 'system.peak_temp_dir_size']");

  private final DuckDBConnection root;
  private final SpillFolder spill;
  private final ConcurrentLinkedDeque<Namespace> idle = new ConcurrentLinkedDeque<>();
  private final AtomicInteger ordinal = new AtomicInteger();
  private volatile boolean broken;

  private LockedInstance(DuckDBConnection root, SpillFolder spill) {
    this.root = root;
    this.spill = spill;
  }

  static LockedInstance open(LaneSettings settings, int threads, boolean only) {
    SpillFolder spill = SpillFolder.create(settings.spillFolder());
    try {
      DuckDBConnection root =
          DriverManager.getConnection("jdbc:duckdb:").unwrap(DuckDBConnection.class);
      LockedInstance instance = new LockedInstance(root, spill);
      try {
        instance.setUp(settings, threads, only);
        return instance;
      } catch (SQLException e) {
        root.close();
        throw e;
      }
    } catch (SQLException e) {
      spill.close();
      throw LaneErrors.of(e, "The engine does not start");
    }
  }

  Namespace take(Call call) throws SQLException {
    Namespace namespace = idle.pollFirst();
    if (namespace != null) {
      return namespace;
    }
    DuckDBConnection connection = root.duplicate();
    try {
      return Namespace.attach(connection, ordinal.incrementAndGet(), call);
    } catch (SQLException | RuntimeException e) {
      connection.close();
      throw e;
    }
  }

  void giveBack(Namespace namespace) {
    // The last used is the likeliest to know the next step's inputs.
    idle.addFirst(namespace);
  }

  /** The engine told of an error after which it answers nothing any more. */
  void markBroken() {
    broken = true;
  }

  boolean isBroken() {
    return broken;
  }

  @Override
  public void close() {
    try {
      for (Namespace namespace = idle.poll(); namespace != null; namespace = idle.poll()) {
        namespace.close();
      }
      root.close();
    } catch (SQLException e) {
      throw LaneErrors.of(e, "The engine does not stop");
    } finally {
      spill.close();
    }
  }

  private void setUp(LaneSettings settings, int threads, boolean only) throws SQLException {
    try (OpenStatement statement = OpenStatement.on(root)) {
      for (Sql setting : settings(settings, threads)) {
        statement.execute(AdminStatement.of("SET {}", setting));
      }
      long memory = memory(settings, only, statement);
      statement.execute(AdminStatement.of("SET memory_limit = '{}B'", Sql.number(memory)));
      statement.execute(
          AdminStatement.of(
              "SET allowed_directories = [{}]",
              Sql.list(LaneFiles.folders(settings.allowedFolders()))));
      statement.execute(AdminStatement.of("SET enable_external_access = false"));
      statement.execute(AdminStatement.of("SET lock_configuration = true"));
    }
  }

  private List<Sql> settings(LaneSettings settings, int threads) {
    List<Sql> all = new ArrayList<>(FIXED);
    all.addAll(WATCHED);
    all.add(Sql.of("threads = {}", Sql.number(threads)));
    all.add(Sql.of("TimeZone = {}", Sql.text(settings.timezone())));
    all.add(Sql.of("temp_directory = {}", Sql.text(spill.folder().toString())));
    if (settings.spillLimitBytes() > 0) {
      all.add(Sql.of("max_temp_directory_size = '{}B'", Sql.number(settings.spillLimitBytes())));
    }
    if (!settings.profiling()) {
      all.add(PEAKS);
    }
    return all;
  }

  private static long memory(LaneSettings settings, boolean only, OpenStatement statement)
      throws SQLException {
    long all = settings.memoryLimitBytes();
    if (all == 0) {
      // The engine's own default, which knows of containers.
      all =
          statement.query(
              ServiceStatement.of("SELECT current_setting('memory_limit')"),
              rows -> {
                rows.next();
                return ByteSize.parse(rows.getString(1));
              });
    }
    return only ? all : all / 2;
  }
}
