package dev.varve.observability;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A finished build as the report shows it.
 *
 * @param steps in the order of the build; the report puts failures first
 * @param stepsOmitted how many steps the caller left out of the list
 * @param details further facts, shown as they are, such as the profile, versions, the manifest
 */
public record BuildSummary(
    String buildId,
    String project,
    String environment,
    String logicalTime,
    State state,
    Optional<Instant> started,
    Optional<Duration> elapsed,
    List<Count> counts,
    List<StepSummary> steps,
    int stepsOmitted,
    List<Detail> details) {

  public enum State {
    DONE,
    FAILED,
    CANCELLED
  }

  /** How many steps ended with a decision. */
  public record Count(String decision, int steps) {}

  public record Detail(String label, String value) {}

  public BuildSummary {
    Objects.requireNonNull(buildId);
    Objects.requireNonNull(project);
    Objects.requireNonNull(environment);
    Objects.requireNonNull(logicalTime);
    Objects.requireNonNull(state);
    Objects.requireNonNull(started);
    Objects.requireNonNull(elapsed);
    counts = List.copyOf(counts);
    steps = List.copyOf(steps);
    details = List.copyOf(details);
  }
}
