package dev.varve.observability;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A step of a finished build as the report shows it.
 *
 * @param startMilliseconds when it began, counted from the start of the build
 */
public record StepSummary(
    String model,
    String decision,
    String reasonCode,
    String reason,
    List<String> changed,
    Optional<String> key,
    OptionalLong rows,
    OptionalLong bytes,
    OptionalLong startMilliseconds,
    OptionalLong milliseconds,
    Optional<StepFailure> failure) {

  /** Why a step failed, and how to mend it. */
  public record StepFailure(String code, String message, String mend) {}

  public StepSummary {
    Objects.requireNonNull(model);
    Objects.requireNonNull(decision);
    Objects.requireNonNull(reasonCode);
    Objects.requireNonNull(reason);
    changed = List.copyOf(changed);
    Objects.requireNonNull(key);
    Objects.requireNonNull(rows);
    Objects.requireNonNull(bytes);
    Objects.requireNonNull(startMilliseconds);
    Objects.requireNonNull(milliseconds);
    Objects.requireNonNull(failure);
  }
}
