package dev.varve.activities.phase.step;

/** The result of a phase is no longer wanted. */
public final class CancelledException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  CancelledException() {
    super("cancelled");
  }
}
