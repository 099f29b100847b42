package dev.varve.workers.cli;

/** The signals that ask this process to end. */
interface Interrupts {
  /** Runs this when the process is asked to end, at once when it was asked already. */
  void onInterrupt(Runnable action);

  /** Whether the process was asked to end. */
  boolean interrupted();

  /** Returns when the process is asked to end. */
  void await();
}
