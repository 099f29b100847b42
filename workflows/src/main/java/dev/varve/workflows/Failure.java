package dev.varve.workflows;

import static java.util.Objects.requireNonNullElse;

/** A code, one sentence of problem, and how to mend it. */
public record Failure(String code, String message, String mend) {
  public Failure {
    code = requireNonNullElse(code, "");
    message = requireNonNullElse(message, "");
    mend = requireNonNullElse(mend, "");
  }
}
