package dev.varve.activities.phase.step;

import dev.varve.activities.phase.failure.StepFailure;
import dev.varve.planner.build.Decision;
import dev.varve.planner.build.DecisionKind;
import dev.varve.storage.manifest.TableEntry;
import java.util.Objects;
import java.util.Optional;

/**
 * What became of one step.
 *
 * @param table what the environment holds of the model now; absent where the step failed or was
 *     blocked, and the table of the last manifest stays.
 */
public record StepOutcome(
    int ordinal,
    String model,
    Decision decision,
    Optional<TableEntry> table,
    Optional<StepFailure> failure,
    long milliseconds) {
  public StepOutcome {
    Objects.requireNonNull(model);
    Objects.requireNonNull(decision);
    Objects.requireNonNull(table);
    Objects.requireNonNull(failure);
  }

  /** Whether readers of the model can go on. */
  public boolean usable() {
    return decision.kind() != DecisionKind.FAIL && decision.kind() != DecisionKind.BLOCKED;
  }
}
