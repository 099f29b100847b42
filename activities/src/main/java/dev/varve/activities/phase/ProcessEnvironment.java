package dev.varve.activities.phase;

import java.util.Optional;

/** The variables that {@code ${env:NAME}} refers to. */
final class ProcessEnvironment {
  private ProcessEnvironment() {}

  static Optional<String> lookup(String name) {
    return Optional.ofNullable(System.getenv(name));
  }
}
