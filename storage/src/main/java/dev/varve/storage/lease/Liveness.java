package dev.varve.storage.lease;

/** Asks a server whether the chain of runs of a workflow is still open. */
@FunctionalInterface
public interface Liveness {
  /** What the server says. */
  enum Answer {
    OPEN,
    CLOSED,
    /** It could not be asked. */
    UNKNOWN
  }

  Answer of(Holder.Workflow holder);
}
