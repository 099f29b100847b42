package dev.varve.workers.cli;

import java.time.Duration;

/** The signals that ask this process to end. */
interface Interrupts {
  /**
   * Runs this when the process is asked to end, at once when it was asked already.
   *
   * @param patience how long the process then waits for the command to come to its end
   */
  void onInterrupt(Duration patience, Runnable action);

  /** Whether the process was asked to end. */
  boolean interrupted();

  /** Returns when the process is asked to end; it then waits so long for the command to end. */
  void await(Duration patience);
}
