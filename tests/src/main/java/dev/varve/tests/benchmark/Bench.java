package dev.varve.tests.benchmark;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where and how cases are measured.
 *
 * @param root of the checkout
 * @param work folder for projects and warehouses
 * @param quick small sizes, to see that everything runs; its figures mean nothing
 * @param log tells what is going on
 */
record Bench(Path root, Path work, boolean quick, PrintStream log) {
  /** How often each thing is measured. */
  static final int ROUNDS = 3;

  private static final int QUICK_DIVISOR = 20;

  /** A number of models, or a small one. */
  int models(int full) {
    return quick ? Math.max(full / QUICK_DIVISOR, 1) : full;
  }

  double scaleFactor() {
    return quick ? 0.01 : 1;
  }

  void say(String line) {
    log.println("  " + line);
    log.flush();
  }

  /**
   * Deletes what an earlier run wrote, and waits until the disk has everything else: what one run
   * leaves to be written must not slow the next one down.
   */
  void settle(Path... written) throws IOException, InterruptedException {
    for (Path path : written) {
      delete(path);
    }
    new ProcessBuilder(List.of("sync")).inheritIO().start().waitFor();
    System.gc();
  }

  static void delete(Path path) throws IOException {
    if (!Files.exists(path)) {
      return;
    }
    try (Stream<Path> all = Files.walk(path)) {
      all.sorted(Comparator.reverseOrder())
          .forEach(
              entry -> {
                try {
                  Files.delete(entry);
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              });
    }
  }
}
