package dev.varve.workers.runtime;

import dev.varve.workflows.BuildResult;
import dev.varve.workflows.Counts;
import dev.varve.workflows.Discovery;
import dev.varve.workflows.lease.AttachRequest;
import dev.varve.workflows.lease.Attachment;
import dev.varve.workflows.lease.LeaseActivities;
import dev.varve.workflows.lease.LeaseGrant;
import dev.varve.workflows.lease.LeaseRef;
import dev.varve.workflows.lease.LeaseRequest;
import dev.varve.workflows.lease.ReleaseResult;
import dev.varve.workflows.phase.BuildPlan;
import dev.varve.workflows.phase.CompileRequest;
import dev.varve.workflows.phase.DiscoverRequest;
import dev.varve.workflows.phase.Executed;
import dev.varve.workflows.phase.PhaseActivities;
import dev.varve.workflows.phase.PlanRequest;
import dev.varve.workflows.phase.SnapshotRequest;
import dev.varve.workflows.phase.StepRequest;
import dev.varve.workflows.phase.Unit;
import dev.varve.workflows.phase.UnitOutcome;
import dev.varve.workflows.phase.UnitRequest;
import io.temporal.activity.Activity;
import io.temporal.activity.ActivityExecutionContext;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;

/** A project of small units that are rebuilt at once, unless a test says otherwise. */
final class TestActivities implements LeaseActivities, PhaseActivities {
  static final Counts REBUILT = new Counts(0, 0, 1, 0, 0, 0, 0);

  volatile int units = 1;
  volatile RuntimeException discoverFailure;
  volatile BiFunction<Integer, ActivityExecutionContext, Counts> step = (unit, context) -> REBUILT;

  @Override
  public LeaseGrant acquireLease(LeaseRequest request) {
    return new LeaseGrant(true, 1, 0, "shop", "/w", "id", "", "", "", "", false, false);
  }

  @Override
  public void stopWaiting(LeaseRequest request) {}

  @Override
  public ReleaseResult releaseLease(LeaseRef lease) {
    return new ReleaseResult("");
  }

  @Override
  public Attachment followHolder(AttachRequest request) {
    return new Attachment(false, null, "");
  }

  @Override
  public Discovery discover(DiscoverRequest request) {
    if (discoverFailure != null) {
      throw discoverFailure;
    }
    return new Discovery("d", "", "", units, 0, false);
  }

  @Override
  public BuildPlan compile(CompileRequest request) {
    List<Unit> planned = new ArrayList<>();
    for (int unit = 0; unit < units; unit++) {
      planned.add(new Unit("unit " + unit, 1, true, List.of()));
    }
    return new BuildPlan("p", "", planned, Counts.NONE, units);
  }

  @Override
  public BuildPlan recallPlan(PlanRequest request) {
    return new BuildPlan(request.planDigest(), "", List.of(), Counts.NONE, 0);
  }

  @Override
  public Executed execute(StepRequest request) {
    throw new AssertionError("No unit here is big.");
  }

  @Override
  public UnitOutcome write(StepRequest request) {
    throw new AssertionError("No unit here is big.");
  }

  @Override
  public UnitOutcome runSteps(UnitRequest request) {
    Counts counts = step.apply(request.unit(), Activity.getExecutionContext());
    return new UnitOutcome(counts, 1, 1, List.of());
  }

  @Override
  public BuildResult snapshot(SnapshotRequest request) {
    return new BuildResult(
        1,
        "",
        request.lease().buildId(),
        "shop",
        request.lease().environment(),
        request.discovery().logicalTime(),
        request.counts(),
        List.of(),
        "1",
        0,
        "");
  }
}
