package dev.varve.planner.build;

import java.util.Objects;

/** What becomes of a model, and why. */
public record Decision(DecisionKind kind, Reason reason) {
  public Decision {
    Objects.requireNonNull(kind);
    Objects.requireNonNull(reason);
  }

  public static Decision of(DecisionKind kind, ReasonCode code, String message) {
    return new Decision(kind, Reason.of(code, message));
  }
}
