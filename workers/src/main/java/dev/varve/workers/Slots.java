package dev.varve.workers;

/** How many activities a process runs at once. */
final class Slots {
  private static final int LEAST = 4;

  private Slots() {}

  /** Some more than processors: part of a step is waiting for the disk. */
  static int ofThisMachine() {
    return Math.max(LEAST, Runtime.getRuntime().availableProcessors());
  }
}
