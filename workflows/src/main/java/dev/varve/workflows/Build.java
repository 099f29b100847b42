package dev.varve.workflows;

import io.temporal.workflow.QueryMethod;
import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.UpdateMethod;
import io.temporal.workflow.UpdateValidatorMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/** One run of a build for one project and environment. */
@WorkflowInterface
public interface Build {
  String TYPE = "Build";
  String PROGRESS = "progress";
  String RESULT = "result";
  String LEASE_RELEASED = "leaseReleased";

  @WorkflowMethod(name = TYPE)
  BuildResult build(BuildRequest request);

  @QueryMethod(name = PROGRESS)
  BuildProgress progress();

  /**
   * What a build that has ended came to, null as long as it has not. The only way to the counts of
   * a cancelled one: what ends as cancelled has no result for Temporal.
   */
  @QueryMethod(name = RESULT)
  BuildResult result();

  /**
   * Starts no further unit until resumed; what runs is finished. Refused where there is nothing
   * left to pause.
   */
  @UpdateMethod(name = "pause")
  BuildProgress pause();

  @UpdateValidatorMethod(updateName = "pause")
  void checkPause();

  @UpdateMethod(name = "resume")
  BuildProgress resume();

  @UpdateValidatorMethod(updateName = "resume")
  void checkResume();

  /**
   * Sent by the build that released the lease this one waits for; waking up too often does no harm.
   */
  @SignalMethod(name = LEASE_RELEASED)
  void leaseReleased();
}
