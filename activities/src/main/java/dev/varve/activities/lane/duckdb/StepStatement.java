package dev.varve.activities.lane.duckdb;

import dev.varve.activities.lane.LaneFiles;
import dev.varve.activities.lane.LaneSettings;
import dev.varve.activities.lane.ProjectedColumn;
import dev.varve.activities.lane.StepFunction;
import dev.varve.activities.lane.StepQuery;
import dev.varve.activities.lane.TypedLiteral;
import dev.varve.planner.bind.statement.AdminStatement;
import dev.varve.planner.bind.statement.ReadOnlyQuery;
import dev.varve.planner.bind.statement.Sql;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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

  private final AdminStatement statement;
  private final String output;
  private final int queryFrom;
  private final int queryTo;
  private final List<Range> casts;

  private StepStatement(
      AdminStatement statement, String output, int queryFrom, int queryTo, List<Range> casts) {
    this.statement = statement;
    this.output = output;
    this.queryFrom = queryFrom;
    this.queryTo = queryTo;
    this.casts = casts;
  }

  /**
   * @param sql the query's text
   * @param packed numbers the rows and sorts them by number where there is no other order, which
   *     keeps the engine's order and fills the row groups
   */
  static StepStatement of(
      StepQuery query, ReadOnlyQuery sql, Path output, LaneSettings settings, boolean packed) {
    List<Sql> positions = new ArrayList<>();
    List<Sql> columns = new ArrayList<>();
    List<Range> casts = new ArrayList<>();
    boolean ordered = !query.orderBy().isEmpty();
    Sql prepare = query.arguments().isEmpty() ? Sql.NONE : Sql.of("PREPARE step AS ");
    Sql begin =
        Sql.of("{}COPY (\n{}SELECT ", prepare, ordered ? Sql.of("SELECT * FROM (") : Sql.NONE);
    int at = begin.length();
    for (int i = 0; i < query.columns().size(); i++) {
      ProjectedColumn column = query.columns().get(i);
      Sql position = Sql.of("c{}", Sql.number(i));
      positions.add(position);
      Sql test = Sql.of("CASE WHEN {} IS NOT NULL THEN ", position);
      Sql value = position;
      if (!column.castTo().isEmpty()) {
        value = Sql.of("CAST({} AS {})", position, Sql.type(column.castTo()));
        int from = at + test.length();
        casts.add(new Range(from, from + value.length(), column.name()));
      }
      Sql whole = Sql.of("{}{} END AS {}, ", test, value, Sql.name(column.name()));
      columns.add(whole);
      at += whole.length();
    }
    // A column more than expected must show up in the file's statistics instead of being lost.
    Sql head =
        Sql.of("{}{}* EXCLUDE ({}) FROM (", begin, Sql.joined("", columns), Sql.list(positions));
    // The query stands between line ends.
    int from = head.length() + 1;
    int to = from + sql.text().length();
    Sql order =
        ordered
            ? Sql.of(
                ") ORDER BY {}", Sql.list(query.orderBy().stream().map(Sql::expression).toList()))
            : packed ? Sql.of(" ORDER BY row_number() OVER ()") : Sql.NONE;
    Sql options =
        Sql.of(
            "FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE {}{}{}, USE_TMP_FILE false",
            Sql.number(settings.rowGroupRows()),
            query.keyValues().isEmpty()
                ? Sql.NONE
                : Sql.of(", KV_METADATA {{}}", keyValues(query.keyValues())),
            settings.statistics() ? Sql.of(", RETURN_STATS true") : Sql.NONE);
    AdminStatement statement =
        AdminStatement.of(
            "{}{}) AS q({}){}\n) TO {} ({})",
            head,
            Sql.query(sql),
            Sql.list(positions),
            order,
            LaneFiles.target(output),
            options);
    // A place in the text of a view looks like one in this text.
    boolean placed = query.functions().stream().noneMatch(f -> f.kind() == StepFunction.Kind.VIEW);
    return new StepStatement(
        statement,
        LaneFiles.normal(output),
        from,
        placed ? to : from,
        placed ? List.copyOf(casts) : List.of());
  }

  /** The statement that runs the prepared one. */
  static AdminStatement execute(Map<String, TypedLiteral> arguments) {
    return AdminStatement.of(
        "EXECUTE step({})",
        Sql.list(
            arguments.entrySet().stream()
                .map(a -> Sql.of("{} := {}", Sql.name(a.getKey()), a.getValue().sql()))
                .toList()));
  }

  AdminStatement statement() {
    return statement;
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

  private static Sql keyValues(Map<String, String> values) {
    return Sql.list(
        values.entrySet().stream()
            .map(e -> Sql.of("{}: {}", Sql.text(e.getKey()), Sql.text(e.getValue())))
            .toList());
  }
}
