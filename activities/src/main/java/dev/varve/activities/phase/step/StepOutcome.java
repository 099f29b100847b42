package dev.varve.activities.phase.step;

import dev.varve.activities.phase.failure.StepFailure;
import dev.varve.planner.build.Decision;
import dev.varve.planner.build.DecisionKind;
import dev.varve.storage.manifest.TableEntry;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * What became of one step.
 *
 * @param table what the environment holds of the model now; absent where the step failed or was
 *     blocked, and the table of the last manifest stays.
 * @param startedAt when its query began to run.
 */
public record StepOutcome(
    int ordinal,
    String model,
    Decision decision,
    Optional<TableEntry> table,
    Optional<StepFailure> failure,
    long milliseconds,
    Optional<Instant> startedAt) {
  public StepOutcome {
    Objects.requireNonNull(model);
    Objects.requireNonNull(decision);
    Objects.requireNonNull(table);
    Objects.requireNonNull(failure);
    Objects.requireNonNull(startedAt);
  }

  /** An outcome of which it is not known yet when its query began, or that needed none. */
  public StepOutcome(
      int ordinal,
      String model,
      Decision decision,
      Optional<TableEntry> table,
      Optional<StepFailure> failure,
      long milliseconds) {
    this(ordinal, model, decision, table, failure, milliseconds, Optional.empty());
  }

  /** The same, of a step whose query began then. */
  StepOutcome startedAt(Instant start) {
    return new StepOutcome(
        ordinal, model, decision, table, failure, milliseconds, Optional.of(start));
  }

  /** Whether readers of the model can go on. */
  public boolean usable() {
    return decision.kind() != DecisionKind.FAIL && decision.kind() != DecisionKind.BLOCKED;
  }
}
