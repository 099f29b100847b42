package dev.varve.workflows;

/**
 * What a released lease leaves to do.
 *
 * @param waiter the workflow id of the oldest waiter, empty for none
 */
public record ReleaseResult(String waiter) {
  public ReleaseResult {
    waiter = Texts.orEmpty(waiter);
  }
}
