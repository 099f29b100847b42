package dev.varve.storage.lease;

import java.util.Objects;

/** The right to change an environment, and its number, which is never used again. */
public record Lease(String environment, long epoch, Holder holder, String buildId) {
  public Lease {
    Objects.requireNonNull(environment);
    Objects.requireNonNull(holder);
    Objects.requireNonNull(buildId);
    if (epoch < 1) {
      throw new IllegalArgumentException("epochs begin with 1, not with " + epoch);
    }
  }
}
