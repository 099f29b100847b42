package dev.varve.planner.compile;

import dev.varve.planner.Fingerprint;
import dev.varve.planner.classify.OutputOrder;
import dev.varve.planner.classify.ResultClass;
import dev.varve.planner.classify.Ties;
import dev.varve.planner.facts.Fact;
import dev.varve.planner.function.SqlMacro;
import dev.varve.planner.project.ModelHeader.Kind;
import dev.varve.planner.project.Tier;
import dev.varve.planner.types.Column;
import dev.varve.planner.types.KnownTable;
import dev.varve.planner.types.TableFacts;
import dev.varve.planner.types.TableSchema;
import java.util.List;
import java.util.Optional;

/**
 * A model as Varve understands it.
 *
 * @param name {@code schema.table}
 * @param file path from the project's folder
 * @param sql the user's text as it is to run: parameters with their types, the clock as it stands
 * @param plan what it computes, by position: no output names, no values of parameters or the clock
 * @param query the same with the columns read in the order in which {@code inputs} has them, and
 *     not by name; with their contents it is what the result is made of
 * @param threadSensitive the result may differ with the number of threads, so that the step runs on
 *     one
 * @param columns of its table, in order
 * @param inputs every table it reads, by name
 * @param order for the tier STABLE
 * @param parameters names used, sorted
 * @param functions to declare before it runs, in this order
 * @param clock what it asks the clock for, in the order of the enum
 * @param key columns declared unique together
 * @param facts of its inputs' rows, without which it would be understood otherwise
 * @param ties choices of a row that it leaves open
 */
public record CompiledModel(
    String name,
    String file,
    String sql,
    Fingerprint plan,
    Fingerprint query,
    PlanPath path,
    ResultClass resultClass,
    boolean threadSensitive,
    List<OutputColumn> columns,
    List<InputUse> inputs,
    OutputOrder order,
    List<String> parameters,
    List<SqlMacro> functions,
    List<ClockUse> clock,
    List<String> key,
    List<String> tags,
    String description,
    Optional<Tier> tier,
    Optional<String> profile,
    Kind kind,
    List<Fact> facts,
    List<Ties> ties) {
  public CompiledModel {
    columns = List.copyOf(columns);
    inputs = List.copyOf(inputs);
    parameters = List.copyOf(parameters);
    functions = List.copyOf(functions);
    clock = List.copyOf(clock);
    key = List.copyOf(key);
    tags = List.copyOf(tags);
    facts = List.copyOf(facts);
    ties = List.copyOf(ties);
  }

  /** Whether it has no table, and its columns have the types that its query yields. */
  public boolean inline() {
    return kind == Kind.INLINE;
  }

  /**
   * A part of it, as if it had no other columns.
   *
   * @param query what it computes in these columns
   */
  public CompiledModel cutDown(
      Fingerprint query, List<OutputColumn> columns, List<InputUse> inputs, OutputOrder order) {
    return new CompiledModel(
        name,
        file,
        sql,
        plan,
        query,
        path,
        resultClass,
        threadSensitive,
        columns,
        inputs,
        order,
        parameters,
        functions,
        clock,
        key,
        tags,
        description,
        tier,
        profile,
        kind,
        facts,
        ties);
  }

  /** Its table as readers bind against it: the stored types. */
  public TableSchema schema() {
    return new TableSchema(
        columns.stream()
            .map(column -> new Column(column.name(), column.stored().engineType()))
            .toList());
  }

  /** Its table as readers find it: before they do, what is declared of its rows is verified. */
  public KnownTable known() {
    return new KnownTable(
        schema(),
        TableFacts.of(
            key,
            columns.stream().filter(OutputColumn::unique).map(OutputColumn::name).toList(),
            columns.stream().filter(OutputColumn::notNull).map(OutputColumn::name).toList()));
  }
}
