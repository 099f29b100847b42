package dev.varve.activities.lane.duckdb;

import dev.varve.activities.lane.ColumnRange;
import dev.varve.activities.lane.InputTable;
import dev.varve.activities.lane.LaneResult;
import dev.varve.activities.lane.LaneSettings;
import dev.varve.activities.lane.ProjectedColumn;
import dev.varve.activities.lane.StepQuery;
import dev.varve.planner.bind.statement.AdminStatement;
import dev.varve.planner.bind.statement.ReadOnlyQuery;
import dev.varve.planner.bind.statement.Sql;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.duckdb.DuckDBConnection;
import org.duckdb.ProfilerPrintFormat;

/** Runs one step in a namespace and reads what the engine says of it. */
final class StepRun {
  private static final Pattern PEAK_MEMORY = Pattern.compile("\"peak_buffer_memory\": ([0-9]+)");
  private static final Pattern PEAK_SPILL = Pattern.compile("\"peak_temp_dir_size\": ([0-9]+)");

  /** Sorting costs a small step a fifth of its time. */
  private static final long SMALL_BYTES = 256 << 10;

  private final StepQuery query;
  private final Path output;
  private final LaneSettings settings;

  StepRun(StepQuery query, Path output, LaneSettings settings) {
    this.query = query;
    this.output = output;
    this.settings = settings;
  }

  private record Written(long rows, List<ColumnRange> columns, String profile) {}

  LaneResult run(Namespace namespace, Call call) throws SQLException {
    long start = System.nanoTime();
    ReadOnlyQuery sql =
        OneQuery.of(namespace.connection(), call, "The text of " + query.name(), query.sql());
    namespace.arrange(call, query.inputs(), query.functions(), query.logicalTime());
    boolean keepsOrder = query.repeatable() && query.orderBy().isEmpty();
    boolean packed = keepsOrder && !isSmall();
    Written written = write(sql, namespace.connection(), call, packed);
    if (keepsOrder && !packed && written.rows > settings.rowGroupRows() - LaneSettings.VECTOR) {
      // Small files, many rows: only a single row group is the same with and without packing, and
      // the engine closes one that lacks less than a vector.
      written = write(sql, namespace.connection(), call, true);
    }
    return new LaneResult(
        written.rows,
        output.toFile().length(),
        TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start),
        number(PEAK_MEMORY, written.profile),
        number(PEAK_SPILL, written.profile),
        written.columns,
        settings.profiling() ? Optional.of(written.profile) : Optional.empty());
  }

  private Written write(ReadOnlyQuery sql, DuckDBConnection connection, Call call, boolean packed)
      throws SQLException {
    StepStatement statement = StepStatement.of(query, sql, output, settings, packed);
    try {
      if (query.arguments().isEmpty()) {
        return copy(connection, call, statement.statement());
      }
      call.execute(connection, statement.statement());
      Written written = copy(connection, call, StepStatement.execute(query.arguments()));
      call.execute(connection, AdminStatement.of("DEALLOCATE step"));
      return written;
    } catch (SQLException e) {
      if (call.isCancelled()) {
        throw e;
      }
      throw LaneErrors.ofStep(e, statement, query.inputs());
    }
  }

  /** Whether the inputs are so small that their rows will most likely make one row group. */
  private boolean isSmall() {
    long bytes = 0;
    for (InputTable input : query.inputs()) {
      for (Path file : input.files()) {
        bytes += file.toFile().length();
        if (bytes > SMALL_BYTES) {
          return false;
        }
      }
    }
    return true;
  }

  private Written copy(DuckDBConnection connection, Call call, AdminStatement sql)
      throws SQLException {
    return settings.statistics()
        ? call.query(connection, sql, found -> read(found, connection))
        : new Written(call.execute(connection, sql), List.of(), profile(connection));
  }

  private Written read(ResultSet found, DuckDBConnection connection) throws SQLException {
    if (!found.next()) {
      throw new SQLException("the engine told nothing of the file that it wrote");
    }
    return new Written(
        found.getLong("count"),
        columns((Map<?, ?>) found.getObject("column_statistics")),
        profile(connection));
  }

  private static String profile(DuckDBConnection connection) throws SQLException {
    return connection.getProfilingInformation(ProfilerPrintFormat.JSON);
  }

  private List<ColumnRange> columns(Map<?, ?> statistics) {
    Map<String, Map<?, ?>> found = new LinkedHashMap<>();
    for (Map.Entry<?, ?> entry : statistics.entrySet()) {
      String path = String.valueOf(entry.getKey());
      if (isTopLevel(path)) {
        found.put(path, (Map<?, ?>) entry.getValue());
      }
    }
    List<ColumnRange> ranges = new ArrayList<>();
    List<String> wanted = new ArrayList<>();
    for (ProjectedColumn column : query.columns()) {
      String path = Sql.name(column.name()).text();
      wanted.add(path);
      if (found.containsKey(path)) {
        ranges.add(range(column.name(), found.get(path)));
      }
    }
    if (ranges.size() != query.columns().size() || found.size() != ranges.size()) {
      throw LaneErrors.columnsDiffer(query.name(), wanted, found.keySet());
    }
    return ranges;
  }

  private static ColumnRange range(String column, Map<?, ?> statistics) {
    boolean hasNan = "true".equals(String.valueOf(statistics.get("has_nan")));
    Object nulls = statistics.get("null_count");
    return new ColumnRange(
        column,
        bound(statistics.get("min"), hasNan),
        bound(statistics.get("max"), hasNan),
        nulls == null ? 0 : Long.parseLong(String.valueOf(nulls)),
        hasNan);
  }

  private static Optional<String> bound(Object value, boolean hasNan) {
    return hasNan ? Optional.empty() : Optional.ofNullable(value).map(String::valueOf);
  }

  /** Whether a path like {@code "a""b"."c"} has one part only. */
  private static boolean isTopLevel(String path) {
    for (int i = 1; i < path.length(); i++) {
      if (path.charAt(i) == '"') {
        if (i + 1 < path.length() && path.charAt(i + 1) == '"') {
          i++;
        } else {
          return i == path.length() - 1;
        }
      }
    }
    return false;
  }

  private static long number(Pattern pattern, String profile) {
    Matcher number = pattern.matcher(profile);
    return number.find() ? Long.parseLong(number.group(1)) : 0;
  }
}
