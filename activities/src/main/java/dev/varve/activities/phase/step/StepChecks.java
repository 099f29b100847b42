package dev.varve.activities.phase.step;

import dev.varve.activities.lane.ColumnRule;
import dev.varve.activities.lane.LaneObserver;
import dev.varve.activities.lane.TableRules;
import dev.varve.activities.lane.TypedLiteral;
import dev.varve.activities.lane.Violation;
import dev.varve.activities.lane.duckdb.DuckDbLanes;
import dev.varve.activities.phase.failure.ContractFailures;
import dev.varve.activities.phase.failure.StepFailure;
import dev.varve.planner.compile.CompiledModel;
import dev.varve.planner.compile.OutputColumn;
import dev.varve.storage.source.SourcePins;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What must hold before a staged file is published: inputs as pinned, the contract kept. */
final class StepChecks {
  private final DuckDbLanes lanes;
  private final StepInputs inputs;
  private final SourcePins pins;

  StepChecks(DuckDbLanes lanes, StepInputs inputs, SourcePins pins) {
    this.lanes = lanes;
    this.inputs = inputs;
    this.pins = pins;
  }

  Optional<StepFailure> failure(Step.Staged step) {
    return inputs.changed(step.model(), pins).or(() -> violation(step));
  }

  private Optional<StepFailure> violation(Step.Staged step) {
    CompiledModel model = step.model();
    List<ColumnRule> columns = new ArrayList<>();
    for (OutputColumn column : model.columns()) {
      String type = column.stored().engineType();
      columns.add(
          new ColumnRule(
              column.name(),
              column.notNull(),
              column.unique(),
              column.accepted().stream().map(value -> TypedLiteral.of(type, value)).toList()));
    }
    List<String> shown = new ArrayList<>(model.key());
    model.columns().stream().map(OutputColumn::name).forEach(shown::add);
    TableRules rules = new TableRules(columns, model.key(), shown);
    if (rules.isEmpty()) {
      return Optional.empty();
    }
    List<Violation> violations =
        lanes.check(List.of(step.staged()), rules, LaneObserver.NONE).violations();
    return violations.isEmpty() ? Optional.empty() : Optional.of(ContractFailures.of(violations));
  }
}
