package dev.varve.activities.lane.duckdb;

import dev.varve.activities.lane.LaneSettings;
import dev.varve.activities.lane.ProjectedColumn;
import dev.varve.activities.lane.Sql;
import dev.varve.activities.lane.StepFunction;
import dev.varve.activities.lane.StepQuery;
import dev.varve.activities.lane.TypedLiteral;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The statement that runs a step's query and writes its file, and what stands where in its text.
 *
 * <p>Around the user's text: columns get names by position, since the text's own may be anything;
 * each is written as {@code CASE WHEN c IS NOT NULL THEN c END}, cast to its stored type, which is
 * c, but which the engine cannot see to be never NULL, so that it writes every column as OPTIONAL
 * whatever its statistics say; and the order.
 */
final class StepStatement {
  private record Range(int from, int to, String column) {}

  private final String text;
  private final String output;
  private final int queryFrom;
  private final int queryTo;
  private final List<Range> casts;

  private StepStatement(String text, String output, int queryFrom, int queryTo, List<Range> casts) {
    this.text = text;
    this.output = output;
    this.queryFrom = queryFrom;
    this.queryTo = queryTo;
    this.casts = casts;
  }

  /**
   * @param packed numbers the rows and sorts them by number where there is no other order, which
   *     keeps the engine's order and fills the row groups
   */
  static StepStatement of(StepQuery query, Path output, LaneSettings settings, boolean packed) {
    int width = query.columns().size();
    String positions =
        IntStream.range(0, width).mapToObj(i -> "c" + i).collect(Collectors.joining(", "));
    boolean ordered = !query.orderBy().isEmpty();
    StringBuilder sql = new StringBuilder();
    List<Range> casts = new ArrayList<>();
    if (!query.arguments().isEmpty()) {
      sql.append("PREPARE step AS ");
    }
    sql.append("COPY (\n").append(ordered ? "SELECT * FROM (" : "").append("SELECT ");
    for (int i = 0; i < width; i++) {
      ProjectedColumn column = query.columns().get(i);
      sql.append("CASE WHEN c").append(i).append(" IS NOT NULL THEN ");
      int from = sql.length();
      if (column.castTo().isEmpty()) {
        sql.append('c').append(i);
      } else {
        sql.append("CAST(c").append(i).append(" AS ").append(column.castTo()).append(')');
        casts.add(new Range(from, sql.length(), column.name()));
      }
      sql.append(" END AS ").append(Sql.identifier(column.name())).append(", ");
    }
    // A column more than expected must show up in the file's statistics instead of being lost.
    sql.append("* EXCLUDE (").append(positions).append(") FROM (\n");
    int from = sql.length();
    sql.append(query.sql());
    int to = sql.length();
    // The text may end in a comment.
    sql.append("\n) AS q(").append(positions).append(')');
    if (ordered) {
      sql.append(") ORDER BY ").append(String.join(", ", query.orderBy()));
    } else if (packed) {
      sql.append(" ORDER BY row_number() OVER ()");
    }
    sql.append("\n) TO ").append(Sql.target(output));
    sql.append(" (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE ");
    sql.append(settings.rowGroupRows());
    if (!query.keyValues().isEmpty()) {
      sql.append(", KV_METADATA ").append(keyValues(query.keyValues()));
    }
    sql.append(settings.statistics() ? ", RETURN_STATS true" : "");
    sql.append(", USE_TMP_FILE false)");
    // A place in the text of a view looks like one in this text.
    boolean placed = query.functions().stream().noneMatch(f -> f.kind() == StepFunction.Kind.VIEW);
    return new StepStatement(
        sql.toString(),
        Sql.normal(output),
        from,
        placed ? to : from,
        placed ? List.copyOf(casts) : List.of());
  }

  /** The statement that runs the prepared one. */
  static String execute(Map<String, TypedLiteral> arguments) {
    return arguments.entrySet().stream()
        .map(a -> Sql.identifier(a.getKey()) + " := " + a.getValue().sql())
        .collect(Collectors.joining(", ", "EXECUTE step(", ")"));
  }

  String text() {
    return text;
  }

  /** The file as the engine names it. */
  String output() {
    return output;
  }

  /** The offset in the user's text, or -1 when it is elsewhere. */
  int inQuery(int offset) {
    return offset >= queryFrom && offset < queryTo ? offset - queryFrom : -1;
  }

  /** The column whose cast to its stored type stands there. */
  Optional<String> castAt(int offset) {
    return casts.stream()
        .filter(range -> offset >= range.from && offset < range.to)
        .map(Range::column)
        .findFirst();
  }

  private static String keyValues(Map<String, String> values) {
    return values.entrySet().stream()
        .map(e -> Sql.text(e.getKey()) + ": " + Sql.text(e.getValue()))
        .collect(Collectors.joining(", ", "{", "}"));
  }
}
