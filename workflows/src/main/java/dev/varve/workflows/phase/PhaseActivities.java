package dev.varve.workflows.phase;

import dev.varve.workflows.BuildResult;
import dev.varve.workflows.Discovery;
import io.temporal.activity.ActivityInterface;

/**
 * The phases of a build. A step that fails is a result; an activity fails only when its input is
 * wrong (INPUT_INVALID), its lease is gone (FENCED), memory ran out (OUT_OF_MEMORY) or something
 * outside did not work.
 */
@ActivityInterface
public interface PhaseActivities {
  Discovery discover(DiscoverRequest request);

  BuildPlan compile(CompileRequest request);

  /** The build plan that an earlier run of this build compiled, by its digest. */
  BuildPlan recallPlan(PlanRequest request);

  Executed execute(StepRequest request);

  UnitOutcome write(StepRequest request);

  UnitOutcome runSteps(UnitRequest request);

  BuildResult snapshot(SnapshotRequest request);
}
