package dev.varve.workers.runtime;

import java.time.Duration;

/**
 * How a worker takes its work.
 *
 * @param taskQueue where builds are started
 * @param stepQueue where steps of this very version are put; may be the same
 * @param slots how many activities of a queue run at once
 * @param pollers how many requests for work are open at once
 * @param heartbeatThrottle how long heartbeats may be held back
 * @param drainLimit how long running activities may go on after a drain began
 */
public record WorkerRuntimeSettings(
    String taskQueue,
    String stepQueue,
    int slots,
    int pollers,
    Duration heartbeatThrottle,
    Duration drainLimit) {
  private static final Duration THROTTLE = Duration.ofMillis(500);

  public WorkerRuntimeSettings {
    if (slots < 1 || pollers < 1) {
      throw new IllegalArgumentException("A worker needs at least one slot and one poller.");
    }
  }

  /** A worker on a server: its steps have a queue of their own, named after the versions. */
  public static WorkerRuntimeSettings onServer(
      String taskQueue, String varveVersion, String laneVersion, int slots, Duration drainLimit) {
    return new WorkerRuntimeSettings(
        taskQueue,
        stepQueue(taskQueue, varveVersion, laneVersion),
        slots,
        Math.min(5, slots + 1),
        THROTTLE,
        drainLimit);
  }

  /** The worker of a build in this process: nobody else polls, and every thread costs at start. */
  public static WorkerRuntimeSettings inProcess(String taskQueue, int slots) {
    return new WorkerRuntimeSettings(taskQueue, taskQueue, slots, 2, THROTTLE, Duration.ZERO);
  }

  /** The queue of steps that one pair of versions planned and only the same pair may run. */
  public static String stepQueue(String taskQueue, String varveVersion, String laneVersion) {
    return taskQueue + "-" + varveVersion + "-" + laneVersion;
  }
}
