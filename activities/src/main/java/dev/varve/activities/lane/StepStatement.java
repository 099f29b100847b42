package dev.varve.activities.lane;

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
 * <p>Around the user's text, from the inside: columns get names by position, since the text's own
 * may be anything; casts to the stored types; {@code CASE WHEN c IS NOT NULL THEN c END}, which is
 * c, and which the engine cannot see to be never NULL, so that it writes every column as OPTIONAL
 * whatever its statistics say; the order.
 */
final class StepStatement {
  private record Range(int from, int to, String column) {}

  private final String text;
  private final int queryFrom;
  private final int queryTo;
  private final List<Range> casts;

  private StepStatement(String text, int queryFrom, int queryTo, List<Range> casts) {
    this.text = text;
    this.queryFrom = queryFrom;
    this.queryTo = queryTo;
    this.casts = casts;
  }

  static StepStatement of(StepQuery query, Path output, int rowGroupRows) {
    int width = query.columns().size();
    String positions =
        IntStream.range(0, width).mapToObj(i -> "c" + i).collect(Collectors.joining(", "));
    // A column more than expected must show up in the file's statistics instead of being lost.
    String others = ", * EXCLUDE (" + positions + ")";
    StringBuilder sql = new StringBuilder();
    List<Range> casts = new ArrayList<>();
    if (!query.arguments().isEmpty()) {
      sql.append("PREPARE step AS ");
    }
    sql.append("COPY (\nSELECT * FROM (SELECT ");
    for (int i = 0; i < width; i++) {
      String name = Sql.identifier(query.columns().get(i).name());
      sql.append("CASE WHEN c").append(i).append(" IS NOT NULL THEN c").append(i);
      sql.append(" END AS ").append(name).append(i + 1 < width ? ", " : others);
    }
    sql.append(" FROM (SELECT ");
    for (int i = 0; i < width; i++) {
      String type = query.columns().get(i).castTo();
      if (type.isEmpty()) {
        sql.append('c').append(i);
      } else {
        int from = sql.length();
        sql.append("CAST(c").append(i).append(" AS ").append(type).append(')');
        casts.add(new Range(from, sql.length(), query.columns().get(i).name()));
        sql.append(" AS c").append(i);
      }
      sql.append(i + 1 < width ? ", " : others);
    }
    sql.append(" FROM (\n");
    int from = sql.length();
    sql.append(query.sql());
    int to = sql.length();
    // The text may end in a comment.
    sql.append("\n) AS q(").append(positions).append(")))");
    sql.append(order(query)).append("\n) TO ").append(Sql.target(output));
    sql.append(" (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE ").append(rowGroupRows);
    if (!query.keyValues().isEmpty()) {
      sql.append(", KV_METADATA ").append(keyValues(query.keyValues()));
    }
    sql.append(", RETURN_STATS true, USE_TMP_FILE false)");
    return new StepStatement(sql.toString(), from, to, List.copyOf(casts));
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

  private static String order(StepQuery query) {
    if (!query.orderBy().isEmpty()) {
      return " ORDER BY " + String.join(", ", query.orderBy());
    }
    // Numbering keeps the engine's order, and the sort gives full vectors, hence full row groups.
    return query.repeatable() ? " ORDER BY row_number() OVER ()" : "";
  }

  private static String keyValues(Map<String, String> values) {
    return values.entrySet().stream()
        .map(e -> Sql.text(e.getKey()) + ": " + Sql.text(e.getValue()))
        .collect(Collectors.joining(", ", "{", "}"));
  }
}
