package dev.varve.storage;

/**
 * Somebody else has taken over this work. The only right reaction is to stop at once: no retry, and
 * nothing is cleaned up, because everything in reach may already belong to the successor.
 */
public final class FencedException extends StorageException {
  private static final long serialVersionUID = 1;

  public FencedException(String problem) {
    this(problem, null);
  }

  public FencedException(String problem, Throwable cause) {
    super(
        "FENCED",
        problem,
        "Nothing to do: the work goes on in the build that took it over.",
        cause);
  }
}
