package dev.varve.workflows.build;

import dev.varve.workflows.BuildFailures;
import dev.varve.workflows.Limits;
import dev.varve.workflows.QueueActivities;
import dev.varve.workflows.lease.LeaseActivities;
import dev.varve.workflows.phase.PhaseActivities;
import io.temporal.activity.ActivityCancellationType;
import io.temporal.activity.ActivityOptions;
import io.temporal.common.RetryOptions;
import io.temporal.workflow.Workflow;
import java.time.Duration;

/**
 * How activities are called: patience, retries, and the label that a person sees on the timeline.
 */
final class Calls {
  /** The web UI and the CLI cut a summary here. */
  private static final int SUMMARY_LENGTH = 120;

  private final Limits limits;

  Calls(Limits limits) {
    this.limits = limits;
  }

  LeaseActivities lease(String environment) {
    return Workflow.newActivityStub(
        LeaseActivities.class, options("environment " + environment).build());
  }

  PhaseActivities phase(String summary) {
    return Workflow.newActivityStub(PhaseActivities.class, options(summary).build());
  }

  /** Steps run on workers of the version that planned them; an empty queue is the build's own. */
  PhaseActivities steps(String taskQueue, String label) {
    ActivityOptions.Builder options = options(label);
    if (!taskQueue.isEmpty()) {
      options.setTaskQueue(taskQueue);
    }
    return Workflow.newActivityStub(PhaseActivities.class, options.build());
  }

  QueueActivities queue(String taskQueue) {
    return Workflow.newActivityStub(
        QueueActivities.class,
        options(taskQueue).setCancellationType(ActivityCancellationType.ABANDON).build());
  }

  private ActivityOptions.Builder options(String summary) {
    return ActivityOptions.newBuilder()
        .setStartToCloseTimeout(Duration.ofMinutes(limits.stepMinutes()))
        .setHeartbeatTimeout(Duration.ofSeconds(limits.heartbeatSeconds()))
        .setCancellationType(ActivityCancellationType.WAIT_CANCELLATION_COMPLETED)
        .setRetryOptions(
            RetryOptions.newBuilder()
                .setInitialInterval(Duration.ofSeconds(1))
                .setMaximumInterval(Duration.ofSeconds(30))
                .setMaximumAttempts(limits.attempts())
                .setDoNotRetry(BuildFailures.NOT_RETRIED.toArray(String[]::new))
                .build())
        .setSummary(shortened(summary));
  }

  private static String shortened(String summary) {
    return summary.length() <= SUMMARY_LENGTH
        ? summary
        : summary.substring(0, SUMMARY_LENGTH - 1) + "…";
  }
}
