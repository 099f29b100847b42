package dev.varve.activities.evidence;

import dev.varve.activities.lane.Sql;
import dev.varve.activities.lane.TypedLiteral;
import dev.varve.activities.lane.duckdb.ScratchEngine.Answer;
import dev.varve.activities.lane.duckdb.ScratchEngine.Space;
import dev.varve.planner.classify.OutputOrders.Output;
import dev.varve.planner.evidence.Definition;
import dev.varve.planner.evidence.Instance;
import dev.varve.planner.evidence.InstanceScript;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** One definition with its tables. */
final class Side implements AutoCloseable {
  /** What is more is no small table. */
  private static final int MOST_ROWS = 20_000;

  private final Definition definition;
  private final Space space;
  private final String query;
  private final Map<String, TypedLiteral> arguments = new LinkedHashMap<>();

  /**
   * @param inOrder the rows come as a table of them is written, and not as the engine likes
   */
  Side(Definition definition, Space space, boolean inOrder) {
    this.definition = definition;
    this.space = space;
    this.query = query(definition, inOrder);
    definition
        .arguments()
        .forEach(
            (name, value) ->
                arguments.put(name, TypedLiteral.of(value.type().sql(), value.text())));
  }

  private static String query(Definition definition, boolean inOrder) {
    String names =
        definition.columns().stream()
            .map(Output::name)
            .map(Sql::identifier)
            .collect(Collectors.joining(", "));
    String values =
        definition.columns().stream()
            .map(column -> "CAST(" + Sql.identifier(column.name()) + " AS VARCHAR)")
            .collect(Collectors.joining(", "));
    String order =
        inOrder && !definition.order().order().terms().isEmpty()
            ? " ORDER BY " + String.join(", ", definition.order().order().terms())
            : "";
    // The text may end in a comment.
    return "SELECT " + values + " FROM (\n" + definition.sql() + "\n) AS q(" + names + ")" + order;
  }

  Answer answer(Instance instance, Duration longest) {
    Optional<Answer> trouble = space.fill(InstanceScript.tables(definition, instance));
    return trouble
        .<Answer>map(
            answer ->
                answer instanceof Answer.Failed failed
                    ? new Answer.Stopped(Answer.Reason.ENGINE, failed.message())
                    : answer)
        .orElseGet(() -> space.ask(query, arguments, MOST_ROWS, longest));
  }

  @Override
  public void close() {
    space.close();
  }
}
