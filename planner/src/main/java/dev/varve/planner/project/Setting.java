package dev.varve.planner.project;

import dev.varve.planner.Place;

/**
 * A value of {@code varve.yaml} that may refer to the environment as <code>${env:NAME}</code>. It
 * holds what is written, never what the variable holds, so it can be stored and shown.
 */
public record Setting(String written, Place place) {
  /** What is written; a secret is not in it. */
  @Override
  public String toString() {
    return written;
  }
}
