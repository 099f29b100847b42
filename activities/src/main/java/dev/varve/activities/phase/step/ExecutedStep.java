package dev.varve.activities.phase.step;

import dev.varve.storage.StorageException;
import dev.varve.storage.staging.Attempt;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What execute leaves for write in the attempt's folder: the staged file, when it began and how
 * long it took, or the outcome of a step that failed.
 */
final class ExecutedStep {
  private static final String START = "start";
  private static final String TOOK = "took";
  private static final String FAILED = "failed.json";

  private ExecutedStep() {}

  static void leave(Step executed, Instant start, Attempt attempt) {
    if (executed instanceof Step.Ended ended) {
      write(attempt.file(FAILED), StepOutcomes.toJson(List.of(ended.outcome().startedAt(start))));
    } else if (executed instanceof Step.Staged staged) {
      String took = staged.milliseconds() + " " + staged.peakMemoryBytes();
      write(
          attempt.file(START),
          start.toString().getBytes(java.nio.charset.StandardCharsets.US_ASCII));
      write(attempt.file(TOOK), took.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    } else {
      throw new IllegalStateException("an executed step is " + executed);
    }
  }

  /** The executed step, or still the due one where nothing was left, so that it runs now. */
  static Step find(Step.Due due, Attempt attempt) {
    try {
      if (Files.exists(attempt.file(FAILED))) {
        StepOutcome outcome =
            StepOutcomes.fromJson(Files.readAllBytes(attempt.file(FAILED))).get(0);
        return new Step.Ended(due.model(), outcome);
      }
      String took = Files.readString(attempt.file(TOOK));
      int space = took.indexOf(' ');
      return new Step.Staged(
          due.ordinal(),
          due.model(),
          due.decision(),
          due.key(),
          StepExecution.staged(attempt, due.ordinal()),
          Long.parseLong(took.substring(0, space)),
          Long.parseLong(took.substring(space + 1)));
    } catch (NoSuchFileException e) {
      return due;
    } catch (IOException e) {
      throw StorageException.of("read", attempt.folder(), e);
    }
  }

  /** When the query of the executed step began. */
  static Optional<Instant> start(Attempt attempt) {
    try {
      return Optional.of(Instant.parse(Files.readString(attempt.file(START))));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw StorageException.of("read", attempt.folder(), e);
    }
  }

  private static void write(Path file, byte[] content) {
    try {
      Files.write(file, content);
    } catch (IOException e) {
      throw StorageException.of("write", file, e);
    }
  }
}
