package dev.varve.workflows.build;

import dev.varve.workflows.BuildRequest;
import dev.varve.workflows.BuildResult;
import dev.varve.workflows.Carry;
import dev.varve.workflows.Discovery;
import dev.varve.workflows.UnitFailure;
import dev.varve.workflows.lease.LeaseRef;
import dev.varve.workflows.phase.BuildPlan;
import dev.varve.workflows.phase.CompileRequest;
import dev.varve.workflows.phase.DiscoverRequest;
import dev.varve.workflows.phase.PlanRequest;
import dev.varve.workflows.phase.SnapshotRequest;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.CanceledFailure;
import io.temporal.failure.TemporalFailure;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.Workflow;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

/** The phases of a build in their order, within one run of the chain. */
final class BuildRun {
  /** How the run ended. */
  sealed interface End {
    record Finished(BuildResult result) implements End {}

    record Continued(Carry carry) implements End {}
  }

  private final BuildRequest request;
  private final BuildState state;
  private final Calls calls;
  private final LeaseHolding lease;
  private Optional<Carry> carry;
  private Discovery discovery = Discovery.NONE;
  private int phaseCalls;
  private int ordinals;

  BuildRun(BuildRequest request, BuildState state, Optional<Carry> carry) {
    // The activities get the request as the user wrote it.
    this.request = request.with((Carry) null);
    this.state = state;
    this.carry = carry;
    calls = new Calls(request.limits());
    lease = new LeaseHolding(this.request, state, calls);
  }

  End run() {
    Turn turn = lease.take(carry);
    if (turn instanceof Turn.Over over) {
      lease.release();
      return new End.Finished(over.result());
    }
    if (turn instanceof Turn.WaitOn waiting) {
      return new End.Continued(waiting.carry());
    }
    if (!carry.map(lease::continues).orElse(false)) {
      carry = Optional.empty();
      state.forgetUnits();
    }
    try {
      End end = phases();
      if (end instanceof End.Finished) {
        lease.release();
      }
      return end;
    } catch (TemporalFailure failure) {
      lease.release();
      throw failure;
    }
  }

  private End phases() {
    while (true) {
      BuildPlan plan = plan();
      state.enter("execute");
      UnitRuns units = units(plan);
      UnitRuns.End end = units.run();
      ordinals = units.lastOrdinal();
      if (end == UnitRuns.End.HISTORY_LONG) {
        return new End.Continued(units.carry(discovery));
      }
      if (end != UnitRuns.End.PLAN_OUTDATED) {
        boolean cancelled = end == UnitRuns.End.CANCELLED;
        Optional<BuildResult> result = snapshot(plan, units.broken(), cancelled);
        if (cancelled) {
          state.counts = result.map(BuildResult::counts).orElse(state.counts);
          throw new CanceledFailure("The build was cancelled.");
        }
        if (result.isPresent()) {
          return new End.Finished(result.get());
        }
      }
      carry = Optional.empty();
      state.forgetUnits();
    }
  }

  private BuildPlan plan() {
    if (carry.isPresent()) {
      discovery = carry.get().discovery();
      state.enter("compile");
      String digest = carry.get().planDigest();
      return shown(
          leased(
              held ->
                  calls
                      .phase("the plan of the run before")
                      .recallPlan(new PlanRequest(held, state.buildId, digest))));
    }
    state.enter("discover");
    discovery =
        leased(
            held ->
                calls
                    .phase(request.project())
                    .discover(new DiscoverRequest(request, held, state.logicalTime, ++phaseCalls)));
    state.buildId = discovery.buildId().isEmpty() ? state.buildId : discovery.buildId();
    state.logicalTime =
        discovery.logicalTime().isEmpty() ? state.logicalTime : discovery.logicalTime();
    lease.buildIs(state.buildId);
    state.enter("compile");
    String summary = "%d models, %d sources".formatted(discovery.models(), discovery.sources());
    BuildPlan plan =
        leased(
            held ->
                calls
                    .phase(summary)
                    .compile(new CompileRequest(request, held, discovery, ++phaseCalls)));
    state.counts = plan.settled();
    return shown(plan);
  }

  private BuildPlan shown(BuildPlan plan) {
    state.steps = plan.steps();
    state.units = plan.units().size();
    state.taskQueue = plan.taskQueue();
    return plan;
  }

  private UnitRuns units(BuildPlan plan) {
    DoneSet done = DoneSet.parse(carry.map(Carry::done).orElse(""));
    List<UnitFailure> broken = carry.map(Carry::broken).orElse(List.of());
    int first = Math.max(ordinals, carry.map(Carry::ordinals).orElse(0));
    state.unitsDone = done.size();
    return new UnitRuns(plan, lease, calls, state, request.limits(), done, broken, first);
  }

  /**
   * Calls an activity that needs the lease, again with a new one when it turns out to be another
   * run's.
   */
  private <T> T leased(Function<LeaseRef, T> call) {
    while (true) {
      LeaseRef used = lease.current();
      try {
        return call.apply(used);
      } catch (ActivityFailure failure) {
        if (!lease.isLost(failure, used)) {
          throw failure;
        }
        lease.renew(used);
      }
    }
  }

  /**
   * Once begun it is finished, also when the build is cancelled meanwhile.
   *
   * @return empty when somebody else held the environment since it was planned, so that the plan
   *     must not be published
   */
  private Optional<BuildResult> snapshot(
      BuildPlan plan, List<UnitFailure> broken, boolean cancelled) {
    state.enter("snapshot");
    while (true) {
      LeaseRef used = lease.current();
      SnapshotRequest asked =
          new SnapshotRequest(
              request,
              used,
              discovery,
              plan.digest(),
              state.counts,
              broken,
              cancelled,
              ++phaseCalls);
      try {
        state.result = Optional.of(detached(asked));
        return state.result;
      } catch (ActivityFailure failure) {
        if (!lease.isLost(failure, used)) {
          throw failure;
        }
        if (!lease.renew(used)) {
          return Optional.empty();
        }
      }
    }
  }

  private BuildResult detached(SnapshotRequest asked) {
    AtomicReference<BuildResult> result = new AtomicReference<>();
    CancellationScope scope =
        Workflow.newDetachedCancellationScope(
            () -> result.set(calls.phase("build " + state.buildId).snapshot(asked)));
    scope.run();
    return result.get();
  }
}
