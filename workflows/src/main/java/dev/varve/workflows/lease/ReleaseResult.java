package dev.varve.workflows.lease;

import static java.util.Objects.requireNonNullElse;

/**
 * What a released lease leaves to do.
 *
 * @param waiter the workflow id of the oldest waiter, empty for none
 */
public record ReleaseResult(String waiter) {
  public ReleaseResult {
    waiter = requireNonNullElse(waiter, "");
  }
}
