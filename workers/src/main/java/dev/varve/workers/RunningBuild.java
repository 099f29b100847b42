package dev.varve.workers;

import dev.varve.workflows.BuildProgress;
import dev.varve.workflows.BuildResult;
import java.time.Duration;
import java.util.Optional;

/** A build that was started. It goes on by itself; this is the way to follow and to cancel it. */
public interface RunningBuild {
  String workflowId();

  /**
   * Waits for the end, at most so long; empty when the build still runs. A build of which steps
   * failed is a result; one that could not be carried out is a {@link VarveException}.
   */
  Optional<BuildResult> await(Duration atMost);

  /** How far it is; empty when that cannot be asked just now. */
  Optional<BuildProgress> progress();

  /** Asks the build to stop: running queries are stopped, what is finished stays. */
  void cancel();

  /** Waits for the end and tells the listener on the way. */
  default BuildResult follow(BuildListener listener) {
    Optional<BuildResult> result = await(listener.firstLook());
    while (result.isEmpty()) {
      progress().ifPresent(listener::progressed);
      result = await(listener.interval());
    }
    return result.get();
  }
}
