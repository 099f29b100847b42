package dev.varve.activities.lane.duckdb;

import dev.varve.activities.lane.LaneSettings;
import dev.varve.activities.lane.Sql;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.duckdb.DuckDBConnection;

/** One instance of the engine in memory: set up, then locked, so that no text can change it. */
final class LockedInstance implements AutoCloseable {
  /**
   * Everything that could give a query another meaning, at the value that the binder assumes, and
   * what keeps the engine from reading anything but the files it is given.
   */
  static final List<String> FIXED =
      List.of(
          "errors_as_json = true",
          "Calendar = 'gregorian'",
          "default_null_order = 'nulls_last'",
          "default_order = 'ascending'",
          "default_collation = ''",
          "integer_division = false",
          "ieee_floating_point_ops = true",
          "error_on_division_by_zero = true",
          "scalar_subquery_error_on_multiple_rows = true",
          "order_by_non_integer_literal = false",
          "regex_match_operator_semantics = 'partial'",
          "disable_timestamptz_casts = false",
          "preserve_identifier_case = 'preserve_case'",
          "preserve_insertion_order = true",
          "file_search_path = ''",
          // Files are known by their digests; a cache of the engine's knows them by path and time.
          "enable_external_file_cache = false",
          "parquet_metadata_cache = false",
          "autoinstall_known_extensions = false",
          "autoload_known_extensions = false",
          "allow_community_extensions = false",
          "allow_persistent_secrets = false");

  /** What lets a running query be watched, and measured afterwards. */
  private static final List<String> WATCHED =
      List.of(
          "enable_progress_bar = true",
          "enable_progress_bar_print = false",
          "enable_profiling = 'no_output'",
          "profiling_coverage = 'ALL'");

  private static final String PEAKS = "['system.peak_buffer_memory', 'system.peak_temp_dir_size']";

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
    try (Statement statement = root.createStatement()) {
      for (String setting : settings(settings, threads)) {
        statement.execute("SET " + setting);
      }
      long memory = memory(settings, only, statement);
      statement.execute("SET memory_limit = '" + memory + "B'");
      statement.execute("SET allowed_directories = " + folders(settings.allowedFolders()));
      statement.execute("SET enable_external_access = false");
      statement.execute("SET lock_configuration = true");
    }
  }

  private List<String> settings(LaneSettings settings, int threads) {
    List<String> all = new ArrayList<>(FIXED);
    all.addAll(WATCHED);
    all.add("threads = " + threads);
    all.add("TimeZone = " + Sql.text(settings.timezone()));
    all.add("temp_directory = " + Sql.text(spill.folder().toString()));
    if (settings.spillLimitBytes() > 0) {
      all.add("max_temp_directory_size = '" + settings.spillLimitBytes() + "B'");
    }
    if (!settings.profiling()) {
      all.add("tracked_metrics = " + PEAKS);
    }
    return all;
  }

  private static long memory(LaneSettings settings, boolean only, Statement statement)
      throws SQLException {
    long all = settings.memoryLimitBytes();
    if (all == 0) {
      // The engine's own default, which knows of containers.
      try (var rows = statement.executeQuery("SELECT current_setting('memory_limit')")) {
        rows.next();
        all = ByteSize.parse(rows.getString(1));
      }
    }
    return only ? all : all / 2;
  }

  private static String folders(List<Path> folders) {
    return folders.stream()
        .map(folder -> Sql.text(Sql.normal(folder)))
        .collect(Collectors.joining(", ", "[", "]"));
  }
}
