package dev.varve.activities.lane;

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

  private final StepQuery query;
  private final Path output;
  private final LaneSettings settings;

  StepRun(StepQuery query, Path output, LaneSettings settings) {
    this.query = query;
    this.output = output;
    this.settings = settings;
  }

  private record Written(long rows, long bytes, int rowGroups, List<ColumnRange> columns) {}

  LaneResult run(Namespace namespace, Call call) throws SQLException {
    long start = System.nanoTime();
    namespace.arrange(call, query.inputs(), query.views(), query.logicalTime());
    StepStatement statement = StepStatement.of(query, output, settings.rowGroupRows());
    DuckDBConnection connection = namespace.connection();
    Written written;
    String profile;
    try {
      if (query.arguments().isEmpty()) {
        written = call.query(connection, statement.text(), this::read);
        profile = connection.getProfilingInformation(ProfilerPrintFormat.JSON);
      } else {
        call.execute(connection, statement.text());
        written = call.query(connection, StepStatement.execute(query.arguments()), this::read);
        profile = connection.getProfilingInformation(ProfilerPrintFormat.JSON);
        call.execute(connection, "DEALLOCATE step");
      }
    } catch (SQLException e) {
      if (call.isCancelled()) {
        throw e;
      }
      throw LaneErrors.ofStep(e, statement);
    }
    return new LaneResult(
        written.rows,
        written.bytes,
        written.rowGroups,
        TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start),
        number(PEAK_MEMORY, profile),
        number(PEAK_SPILL, profile),
        written.columns,
        settings.profiling() ? Optional.of(profile) : Optional.empty());
  }

  private Written read(ResultSet rows) throws SQLException {
    if (!rows.next()) {
      throw new SQLException("the engine told nothing of the file that it wrote");
    }
    Map<?, ?> extra = (Map<?, ?>) rows.getObject("extra_info");
    return new Written(
        rows.getLong("count"),
        rows.getLong("file_size_bytes"),
        Integer.parseInt(String.valueOf(extra.get("row_group_count"))),
        columns((Map<?, ?>) rows.getObject("column_statistics")));
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
      String path = Sql.identifier(column.name());
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
