package dev.varve.workflows;

import java.util.List;

/**
 * How far a build is: the answer of the query {@code progress} and of the updates.
 *
 * @param phase waiting, attached, discover, compile, execute, snapshot, or how it ended
 * @param steps how many steps the plan schedules
 * @param failures the first failures, each one line
 * @param waitingFor who holds the lease, empty when it is held here
 * @param hint what a person should know or do, such as that no worker polls the queue of the steps
 */
public record BuildProgress(
    String phase,
    String buildId,
    String project,
    String environment,
    String logicalTime,
    Counts counts,
    int steps,
    int units,
    int unitsDone,
    List<RunningUnit> running,
    int runningOmitted,
    List<String> failures,
    boolean paused,
    String waitingFor,
    String taskQueue,
    String hint) {
  public BuildProgress {
    running = running == null ? List.of() : List.copyOf(running);
    failures = failures == null ? List.of() : List.copyOf(failures);
  }
}
