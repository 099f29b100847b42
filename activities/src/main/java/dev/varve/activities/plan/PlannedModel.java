package dev.varve.activities.plan;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What would become of one model.
 *
 * @param key absent when an input must be built first, or the model has an error.
 * @param planFingerprint what the query computes, by position, without names and data.
 * @param path {@code algebra} or {@code native}.
 * @param change how the query differs from the one that the current table was built with.
 */
public record PlannedModel(
    String name,
    String decision,
    PlanReason reason,
    Optional<String> key,
    Optional<String> planFingerprint,
    Optional<String> path,
    Optional<String> change,
    List<String> dependsOn,
    List<PlannedColumn> columns,
    Optional<PlanProblem> error) {
  public PlannedModel {
    Objects.requireNonNull(name);
    Objects.requireNonNull(decision);
    Objects.requireNonNull(reason);
    dependsOn = List.copyOf(dependsOn);
    columns = List.copyOf(columns);
  }
}
