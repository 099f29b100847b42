package dev.varve.planner.build;

import java.util.List;
import java.util.Objects;

/**
 * Why a decision was taken: a code for programs, a sentence for people, the names of what differed.
 */
public record Reason(ReasonCode code, String message, List<String> changed) {
  public Reason {
    Objects.requireNonNull(code);
    Objects.requireNonNull(message);
    changed = List.copyOf(changed);
  }

  public static Reason of(ReasonCode code, String message) {
    return new Reason(code, message, List.of());
  }
}
