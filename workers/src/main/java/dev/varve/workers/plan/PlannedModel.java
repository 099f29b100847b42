package dev.varve.workers.plan;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What a build would do with one model.
 *
 * @param decision skip, reuse, rebuild, blocked, fail, removed or inline
 * @param key the step key, absent where an input must be built first
 * @param path algebra or native
 * @param change how the query differs from the one that was built last
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
    Objects.requireNonNull(key);
    Objects.requireNonNull(planFingerprint);
    Objects.requireNonNull(path);
    Objects.requireNonNull(change);
    dependsOn = List.copyOf(dependsOn);
    columns = List.copyOf(columns);
    Objects.requireNonNull(error);
  }
}
