package dev.varve.activities.phase.step;

import dev.varve.activities.lane.LaneObserver;
import dev.varve.activities.lane.duckdb.DuckDbLanes;
import dev.varve.activities.lane.duckdb.RowCheck;
import dev.varve.activities.phase.failure.PhaseFailures;
import dev.varve.activities.phase.failure.StepFailure;
import dev.varve.planner.compile.CompiledModel;
import dev.varve.planner.compile.OutputColumn;
import dev.varve.storage.source.SourcePins;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
    List<String> notNull = new ArrayList<>();
    for (OutputColumn column : model.columns()) {
      if (column.notNull()) {
        notNull.add(column.name());
      }
    }
    if (notNull.isEmpty() && model.key().isEmpty()) {
      return Optional.empty();
    }
    RowCheck check = lanes.check(List.of(step.staged()), notNull, model.key(), LaneObserver.NONE);
    for (Map.Entry<String, Long> nulls : check.nulls().entrySet()) {
      if (nulls.getValue() > 0) {
        return Optional.of(PhaseFailures.nullsIn(nulls.getKey(), nulls.getValue()));
      }
    }
    return check
        .example()
        .map(key -> PhaseFailures.duplicateKey(model.key(), check.duplicateKeys(), key));
  }
}
