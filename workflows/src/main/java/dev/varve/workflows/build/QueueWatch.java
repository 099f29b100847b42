package dev.varve.workflows.build;

import io.temporal.failure.ActivityFailure;
import io.temporal.failure.CanceledFailure;
import io.temporal.workflow.Async;
import io.temporal.workflow.Promise;
import io.temporal.workflow.TimerOptions;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.function.IntSupplier;

/**
 * Tells a person when nobody polls the queue of the steps, which otherwise looks like steps that
 * take long. It asks seldom, and only while no unit ends.
 */
final class QueueWatch {
  private static final Duration LONGEST_FIRST_PAUSE = Duration.ofSeconds(5);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);

  private static final TimerOptions LABEL =
      TimerOptions.newBuilder().setSummary("then see who polls the queue of the steps").build();

  private final Duration firstPause;
  private final String taskQueue;
  private final Calls calls;
  private final BuildState state;
  private final IntSupplier inFlight;

  QueueWatch(
      Duration firstPause, String taskQueue, Calls calls, BuildState state, IntSupplier inFlight) {
    this.firstPause = Collections.min(List.of(firstPause, LONGEST_FIRST_PAUSE));
    this.taskQueue = taskQueue;
    this.calls = calls;
    this.state = state;
    this.inFlight = inFlight;
  }

  /** Runs beside the units until its scope is cancelled. */
  void start() {
    if (taskQueue.isEmpty() || taskQueue.equals(Workflow.getInfo().getTaskQueue())) {
      return;
    }
    Promise<Void> watch = Async.procedure(this::watch);
    watch.exceptionally(ended -> null);
  }

  private void watch() {
    Duration pause = firstPause;
    int endedBefore = -1;
    while (true) {
      try {
        Workflow.newTimer(pause, LABEL).get();
        if (inFlight.getAsInt() > 0 && state.unitsDone == endedBefore) {
          look();
        }
      } catch (CanceledFailure ended) {
        return;
      }
      endedBefore = state.unitsDone;
      pause = Collections.min(List.of(pause.multipliedBy(2), LONGEST_PAUSE));
    }
  }

  private void look() {
    try {
      int pollers = calls.queue(taskQueue).countPollers(taskQueue);
      state.hint =
          pollers == 0
              ? "No worker polls queue "
                  + taskQueue
                  + ": start one of the version that planned this build."
              : "";
      state.publish();
    } catch (ActivityFailure failure) {
      if (Failed.isCancelled(failure)) {
        throw new CanceledFailure("The watch is over.");
      }
      // Whether anybody polls is worth a hint, not a failure.
    }
  }
}
