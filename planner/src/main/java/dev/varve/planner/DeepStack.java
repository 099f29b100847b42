package dev.varve.planner;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;

/**
 * Runs what goes through texts and plans by recursion, the engine's binder among it: generated
 * texts nest deeply, and where the stack of a thread ends the binder takes the process with it.
 */
public final class DeepStack {
  /** Virtual: only what is used of it is ever there. */
  public static final long BYTES = 256L << 20;

  private DeepStack() {}

  /** Waits for the result of some work on a thread of its own. */
  public static <T> T call(Supplier<T> work) {
    FutureTask<T> task = new FutureTask<>(work::get);
    Thread thread = new Thread(null, task, "deep", BYTES);
    thread.start();
    try {
      return task.get();
    } catch (InterruptedException e) {
      thread.interrupt();
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while a model was understood", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      if (e.getCause() instanceof Error cause) {
        throw cause;
      }
      throw new IllegalStateException(e.getCause());
    }
  }
}
