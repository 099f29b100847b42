package dev.varve.activities.phase.step;

import dev.varve.activities.lane.InputTable;
import dev.varve.activities.lane.LaneException;
import dev.varve.activities.lane.LaneObserver;
import dev.varve.activities.lane.LaneResult;
import dev.varve.activities.lane.ProjectedColumn;
import dev.varve.activities.lane.StepFunction;
import dev.varve.activities.lane.StepQuery;
import dev.varve.activities.lane.TypedLiteral;
import dev.varve.activities.lane.duckdb.DuckDbLanes;
import dev.varve.activities.phase.failure.StepFailure;
import dev.varve.activities.phase.project.ProcessEnvironment;
import dev.varve.planner.build.Decision;
import dev.varve.planner.build.DecisionKind;
import dev.varve.planner.build.ReasonCode;
import dev.varve.planner.compile.CompiledModel;
import dev.varve.planner.compile.InputUse;
import dev.varve.planner.compile.OutputColumn;
import dev.varve.planner.function.SqlMacro;
import dev.varve.planner.project.Tier;
import dev.varve.planner.project.parameter.Arguments;
import dev.varve.planner.project.sql.ParameterSlots;
import dev.varve.storage.staging.Attempt;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Runs the query of a step in a lane, into a file in the attempt's folder. */
final class StepExecution {
  private final BuildContext build;
  private final DuckDbLanes lanes;
  private final StepInputs inputs;
  private final Arguments arguments;

  StepExecution(BuildContext build, DuckDbLanes lanes, StepInputs inputs) {
    this.build = build;
    this.lanes = lanes;
    this.inputs = inputs;
    this.arguments =
        build.project().arguments(build.plan().arguments(), ProcessEnvironment::lookup);
  }

  /**
   * What the query made; a fault of the query or of its data ends the step, any other is thrown.
   */
  Step run(Step.Due step, Attempt attempt, LaneObserver observer) {
    Path staged = staged(attempt, step.ordinal());
    long start = System.nanoTime();
    try {
      LaneResult result = lanes.run(query(step), staged, observer);
      return new Step.Staged(
          step.ordinal(),
          step.model(),
          step.decision(),
          step.key(),
          staged,
          milliseconds(start),
          result.peakMemoryBytes());
    } catch (LaneException e) {
      if (!e.concernsQuery()) {
        throw e;
      }
      StepFailure failure = new StepFailure(e.code(), e.problem(), e.mend());
      return failed(step.ordinal(), step.model(), failure, milliseconds(start));
    }
  }

  static Path staged(Attempt attempt, int ordinal) {
    return attempt.file(ordinal + ".parquet");
  }

  static Step.Ended failed(
      int ordinal, CompiledModel model, StepFailure failure, long milliseconds) {
    Decision decision =
        Decision.of(DecisionKind.FAIL, ReasonCode.EXECUTION_FAILED, failure.message());
    return new Step.Ended(
        model,
        new StepOutcome(
            ordinal, model.name(), decision, Optional.empty(), Optional.of(failure), milliseconds));
  }

  private StepQuery query(Step.Due step) {
    CompiledModel model = step.model();
    List<InputTable> tables = new ArrayList<>();
    for (InputUse input : model.inputs()) {
      tables.add(inputs.reading(input));
    }
    List<ProjectedColumn> columns = new ArrayList<>();
    for (OutputColumn column : model.columns()) {
      columns.add(
          new ProjectedColumn(
              column.name(), column.stored().needsCast() ? column.stored().engineType() : ""));
    }
    Map<String, TypedLiteral> literals = new LinkedHashMap<>();
    for (String parameter : ParameterSlots.names(model.sql())) {
      literals.put(parameter, literal(parameter));
    }
    Tier tier = build.plan().settings().tier(model);
    return new StepQuery(
        model.name(),
        model.sql(),
        tables,
        model.functions().stream().map(this::function).toList(),
        columns,
        tier == Tier.FAST ? List.of() : model.order().terms(),
        tier != Tier.FAST,
        literals,
        build.plan().settings().logicalTime(),
        singleThread(step, tier),
        Map.of("varve.key", step.key().fingerprint().hex()));
  }

  private TypedLiteral literal(String parameter) {
    dev.varve.planner.project.parameter.TypedLiteral value = arguments.values().get(parameter);
    return value.type().list()
        ? TypedLiteral.list(value.type().element().sql(), value.elements())
        : TypedLiteral.of(value.type().sql(), value.text());
  }

  /** The engine takes no parameters in what is declared, so views hold their values. */
  private StepFunction function(SqlMacro macro) {
    String definition =
        macro.view()
            ? ParameterSlots.filled(macro.definition(), name -> literal(name).sql().text())
            : macro.definition();
    return new StepFunction(
        macro.name(), StepFunction.Kind.valueOf(macro.kind().name()), definition);
  }

  /**
   * A small step costs less in the instance with one thread; one that threads could change must run
   * there.
   */
  private boolean singleThread(Step.Due step, Tier tier) {
    return build.unit(build.unitOf(step.ordinal())).small()
        || (tier != Tier.FAST && step.model().threadSensitive());
  }

  private static long milliseconds(long start) {
    return (System.nanoTime() - start) / 1_000_000;
  }
}
