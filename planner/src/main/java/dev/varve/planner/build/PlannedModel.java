package dev.varve.planner.build;

import dev.varve.planner.Fingerprint;
import dev.varve.planner.compile.CompiledModel;
import java.util.Objects;
import java.util.Optional;

/**
 * A selected model with what is to become of it.
 *
 * @param model absent when the model has an error, is blocked by one, or is no longer in the
 *     project.
 * @param key absent when an input must be built first.
 * @param deepKey where it was asked for and there is one: of a model that is to run, and of one
 *     that is skipped and whose recorded deep key is another
 * @param change how the query differs from the one that the current table was built with.
 */
public record PlannedModel(
    String name,
    Decision decision,
    Optional<CompiledModel> model,
    Optional<StepKey> key,
    Optional<Fingerprint> deepKey,
    Optional<Change> change) {
  /** Whether the query or its columns are others; {@code varve diff} says how. */
  public enum Change {
    NONE,
    CHANGED
  }

  public PlannedModel {
    Objects.requireNonNull(name);
    Objects.requireNonNull(decision);
  }

  /** Whether a step has to be scheduled. */
  public boolean scheduled() {
    return decision.kind() == DecisionKind.REUSE || decision.kind() == DecisionKind.REBUILD;
  }
}
