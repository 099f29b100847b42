package dev.varve.workers;

import dev.varve.workflows.BuildFailures;
import dev.varve.workflows.BuildResult;
import dev.varve.workflows.Counts;
import dev.varve.workflows.Discovery;
import dev.varve.workflows.InputProblem;
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
import io.temporal.failure.CanceledFailure;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** The activities of a build with one step, without a warehouse, which go as they are told. */
public final class FakeActivities implements LeaseActivities, PhaseActivities {
  /** How the build goes. */
  enum Way {
    WELL,
    STEP_FAILS,
    INPUT_WRONG,
    BUSY,
    UNTIL_CANCELLED
  }

  final CountDownLatch stepBegun = new CountDownLatch(1);
  private final Way way;

  FakeActivities(Way way) {
    this.way = way;
  }

  @Override
  public LeaseGrant acquireLease(LeaseRequest request) {
    boolean busy = way == Way.BUSY;
    return new LeaseGrant(
        !busy, 1, 0, "shop", "/w", "w-1", busy ? "somebody" : "", "", "", "", false, false);
  }

  @Override
  public void stopWaiting(LeaseRequest request) {}

  @Override
  public ReleaseResult releaseLease(LeaseRef lease) {
    return new ReleaseResult("");
  }

  @Override
  public Attachment followHolder(AttachRequest request) {
    throw new AssertionError("nobody attaches");
  }

  @Override
  public Discovery discover(DiscoverRequest request) {
    return new Discovery("d", "b-1", request.logicalTime(), 1, 1, false);
  }

  @Override
  public BuildPlan compile(CompileRequest request) {
    if (way == Way.INPUT_WRONG) {
      throw BuildFailures.inputInvalid(
          List.of(
              new InputProblem(
                  "UNKNOWN_TABLE", "There is no table b.", "models/a.sql", 1, 15, "", "main.a")));
    }
    return new BuildPlan(
        "p", "", List.of(new Unit("main.a 3fa2b1c0d4e5", 1, true, List.of())), Counts.NONE, 1);
  }

  @Override
  public BuildPlan recallPlan(PlanRequest request) {
    throw new AssertionError("nothing is recalled");
  }

  @Override
  public Executed execute(StepRequest request) {
    throw new AssertionError("the step is a small one");
  }

  @Override
  public UnitOutcome write(StepRequest request) {
    throw new AssertionError("the step is a small one");
  }

  @Override
  public UnitOutcome runSteps(UnitRequest request) {
    stepBegun.countDown();
    if (way == Way.UNTIL_CANCELLED) {
      waitForCancel();
    }
    return way == Way.STEP_FAILS
        ? new UnitOutcome(new Counts(0, 0, 0, 1, 0, 0, 0), 0, 0, List.of("main.a: X it broke"))
        : new UnitOutcome(new Counts(0, 0, 1, 0, 0, 0, 0), 1, 1, List.of());
  }

  private static void waitForCancel() {
    while (true) {
      try {
        Activity.getExecutionContext().heartbeat(null);
        Thread.sleep(20);
      } catch (InterruptedException e) {
        throw new CanceledFailure("interrupted");
      }
    }
  }

  @Override
  public BuildResult snapshot(SnapshotRequest request) {
    String outcome =
        request.cancelled()
            ? BuildResult.CANCELLED
            : way == Way.STEP_FAILS ? BuildResult.FAILED : BuildResult.DONE;
    return new BuildResult(
        1,
        outcome,
        "b-1",
        "shop",
        "dev",
        request.discovery().logicalTime(),
        request.counts(),
        List.of(),
        "",
        0,
        "");
  }
}
