package dev.varve.activities.temporal;

import dev.varve.activities.phase.step.Cancellation;
import io.temporal.activity.Activity;
import io.temporal.activity.ActivityExecutionContext;
import io.temporal.client.ActivityCompletionException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * Tells the server that an activity is alive, from a thread of its own, however long a query runs;
 * learns in the answer that the activity is no longer wanted, and stops the query then.
 */
final class Heartbeat implements AutoCloseable {
  private final ScheduledExecutorService pulse;
  private final Duration interval;

  Heartbeat(Duration interval) {
    this.interval = interval;
    this.pulse =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "varve-heartbeat");
              thread.setDaemon(true);
              return thread;
            });
  }

  /** One activity's share of the heartbeat. */
  interface Beating extends AutoCloseable {
    Cancellation cancellation();

    @Override
    void close();
  }

  /** Begins for the activity that runs on the calling thread. */
  Beating begin() {
    ActivityExecutionContext context = Activity.getExecutionContext();
    Cancellation cancellation = new Cancellation();
    ScheduledFuture<?> beats =
        pulse.scheduleAtFixedRate(
            () -> beat(context, cancellation),
            interval.toMillis(),
            interval.toMillis(),
            TimeUnit.MILLISECONDS);
    return new Beating() {
      @Override
      public Cancellation cancellation() {
        return cancellation;
      }

      @Override
      public void close() {
        beats.cancel(false);
      }
    };
  }

  private static void beat(ActivityExecutionContext context, Cancellation cancellation) {
    try {
      context.heartbeat(null);
    } catch (ActivityCompletionException e) {
      cancellation.cancel();
    }
  }

  @Override
  public void close() {
    pulse.shutdownNow();
  }
}
