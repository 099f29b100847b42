package dev.varve.tests.benchmark;

import java.io.IOException;
import java.sql.SQLException;

/** Takes the time of a piece of work. */
final class Stopwatch {
  private Stopwatch() {}

  /** What is timed. */
  interface Work {
    void run() throws IOException, InterruptedException, SQLException;
  }

  static double seconds(Work work) throws IOException, InterruptedException, SQLException {
    long began = System.nanoTime();
    work.run();
    return since(began);
  }

  static double since(long nanoTime) {
    return (System.nanoTime() - nanoTime) / 1e9;
  }
}
