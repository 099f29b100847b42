package dev.varve.activities.phase.project;

import java.util.Optional;

/** The variables that {@code ${env:NAME}} refers to. */
public final class ProcessEnvironment {
  private ProcessEnvironment() {}

  public static Optional<String> lookup(String name) {
    return Optional.ofNullable(System.getenv(name));
  }
}
