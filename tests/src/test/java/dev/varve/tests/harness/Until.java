package dev.varve.tests.harness;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Waits for something to become true. */
public final class Until {
  /** Generous: it is only ever used up by a test that fails. */
  private static final Duration LIMIT = Duration.ofMinutes(2);

  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

  private Until() {}

  /** What is looked at again and again. */
  @FunctionalInterface
  public interface Look<T> {
    T now() throws Exception;
  }

  /** Waits until the condition holds; the text says what for. */
  public static void holds(String what, Look<Boolean> condition) {
    present(what, () -> condition.now() ? Optional.of(true) : Optional.empty());
  }

  /** Waits until there is a value. */
  public static <T> T present(String what, Look<Optional<T>> look) {
    long limit = System.nanoTime() + LIMIT.toNanos();
    Exception last = null;
    while (System.nanoTime() < limit) {
      try {
        Optional<T> found = look.now();
        if (found.isPresent()) {
          return found.get();
        }
        last = null;
      } catch (Exception e) {
        last = e;
      }
      LockSupport.parkNanos(PAUSE_NANOS);
    }
    throw new AssertionError("waited " + LIMIT.toSeconds() + " s in vain until " + what, last);
  }

  /** Waits for a process that is about to end. */
  static int ended(Process process) {
    try {
      if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
        throw new AssertionError("process " + process.pid() + " does not end");
      }
      return process.exitValue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }
}
