package dev.varve.activities.evidence;

import dev.varve.activities.lane.TypedLiteral;
import dev.varve.activities.lane.duckdb.ScratchEngine.Answer;
import dev.varve.activities.lane.duckdb.ScratchEngine.Space;
import dev.varve.planner.bind.statement.ServiceStatement;
import dev.varve.planner.bind.statement.Sql;
import dev.varve.planner.classify.OutputOrders.Output;
import dev.varve.planner.evidence.Definition;
import dev.varve.planner.evidence.Instance;
import dev.varve.planner.evidence.InstanceScript;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One definition with its tables. */
final class Side implements AutoCloseable {
  /** What is more is no small table. */
  private static final int MOST_ROWS = 20_000;

  private final Definition definition;
  private final Space space;
  private final Optional<ServiceStatement> query;
  private final Map<String, TypedLiteral> arguments = new LinkedHashMap<>();

  /**
   * @param inOrder the rows come as a table of them is written, and not as the engine likes
   */
  Side(Definition definition, Space space, boolean inOrder) {
    this.definition = definition;
    this.space = space;
    this.query = query(definition, space, inOrder);
    definition
        .arguments()
        .forEach(
            (name, value) ->
                arguments.put(name, TypedLiteral.of(value.type().sql(), value.text())));
  }

  private static Optional<ServiceStatement> query(
      Definition definition, Space space, boolean inOrder) {
    List<String> names = definition.columns().stream().map(Output::name).toList();
    List<Sql> values =
        names.stream().map(name -> Sql.of("CAST({} AS VARCHAR)", Sql.name(name))).toList();
    List<String> terms = definition.order().order().terms();
    Sql order =
        inOrder && !terms.isEmpty()
            ? Sql.of(" ORDER BY {}", Sql.list(terms.stream().map(Sql::expression).toList()))
            : Sql.NONE;
    return space
        .query(definition.sql())
        .map(
            query ->
                ServiceStatement.of(
                    "SELECT {} FROM ({}) AS q({}){}",
                    Sql.list(values),
                    Sql.query(query),
                    Sql.names(names),
                    order));
  }

  Answer answer(Instance instance, Duration longest) {
    if (query.isEmpty()) {
      return new Answer.Stopped(Answer.Reason.ENGINE, "the text is not one query");
    }
    Optional<Answer> trouble = space.fill(InstanceScript.tables(definition, instance));
    return trouble
        .<Answer>map(
            answer ->
                answer instanceof Answer.Failed failed
                    ? new Answer.Stopped(Answer.Reason.ENGINE, failed.message())
                    : answer)
        .orElseGet(() -> space.ask(query.get(), arguments, MOST_ROWS, longest));
  }

  @Override
  public void close() {
    space.close();
  }
}
