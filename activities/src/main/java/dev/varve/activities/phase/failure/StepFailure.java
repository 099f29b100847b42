package dev.varve.activities.phase.failure;

import java.util.Objects;

/** Why a step failed: what is wrong, and how to mend it. */
public record StepFailure(String code, String message, String mend) {
  public StepFailure {
    Objects.requireNonNull(code);
    Objects.requireNonNull(message);
    Objects.requireNonNull(mend);
  }
}
