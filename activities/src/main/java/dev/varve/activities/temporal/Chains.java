package dev.varve.activities.temporal;

/** Asks servers whether the chain of runs of a build is still open. */
@FunctionalInterface
public interface Chains {
  /** What is known of a chain. */
  enum State {
    OPEN,
    CLOSED,
    /** The server cannot be asked. */
    UNKNOWN
  }

  State of(String server, String namespace, String workflowId, String firstRunId);
}
