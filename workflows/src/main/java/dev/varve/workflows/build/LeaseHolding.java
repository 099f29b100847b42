package dev.varve.workflows.build;

import dev.varve.workflows.Build;
import dev.varve.workflows.BuildFailures;
import dev.varve.workflows.BuildRequest;
import dev.varve.workflows.BuildResult;
import dev.varve.workflows.Carry;
import dev.varve.workflows.Counts;
import dev.varve.workflows.Discovery;
import dev.varve.workflows.Failure;
import dev.varve.workflows.lease.AttachRequest;
import dev.varve.workflows.lease.Attachment;
import dev.varve.workflows.lease.LeaseGrant;
import dev.varve.workflows.lease.LeaseRef;
import dev.varve.workflows.lease.LeaseRequest;
import dev.varve.workflows.lease.ReleaseResult;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.CanceledFailure;
import io.temporal.failure.TemporalException;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInfo;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;

/**
 * The lease through a run: taken, waited for, taken again after a reset, released.
 *
 * <p>A lease belongs to the run it was granted to. A run that was reset replays the grant of
 * another run; its activities are then refused (RUN_RESET), which is recorded in the history, and
 * the build takes a lease of its own. Nothing here asks whether it is being replayed.
 */
final class LeaseHolding {
  private static final Logger LOG = Workflow.getLogger(LeaseHolding.class);
  private static final Duration FIRST_WAIT = Duration.ofSeconds(5);
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(5);
  private static final Duration LONGEST_FOLLOW = Duration.ofSeconds(30);

  private final BuildRequest request;
  private final BuildState state;
  private final Calls calls;
  private Optional<LeaseRef> held = Optional.empty();
  private long previousEpoch;

  LeaseHolding(BuildRequest request, BuildState state, Calls calls) {
    this.request = request;
    this.state = state;
    this.calls = calls;
  }

  LeaseRef current() {
    return held.orElseThrow(() -> new IllegalStateException("The lease is not held."));
  }

  /** Blocks until the lease is held, or until it is clear that it never will be. */
  Turn take(Optional<Carry> carry) {
    String attached = carry.map(Carry::attached).orElse("");
    long keepEpoch = isReset() ? 0 : carry.map(Carry::epoch).orElse(0L);
    Duration wait = FIRST_WAIT;
    while (true) {
      state.awaitedLeaseIsFree = false;
      LeaseGrant grant = ask(keepEpoch, Start.ifBusy(request));
      if (grant.granted()) {
        Optional<BuildResult> followed =
            attached.isEmpty() ? Optional.empty() : follow(grant, attached);
        return followed.isPresent() ? new Turn.Over(followed.get()) : new Turn.Held();
      }
      if (grant.superseded()) {
        return new Turn.Over(state.endedWithoutSteps(BuildResult.SUPERSEDED, Counts.NONE));
      }
      if (Start.ifBusy(request).equals(BuildRequest.REFUSE)) {
        throw busy(grant);
      }
      Duration longest = LONGEST_WAIT;
      if (Start.ifBusy(request).equals(BuildRequest.ATTACH)) {
        attached = grant.busyBuildId();
        Optional<BuildResult> followed = follow(grant, attached);
        if (followed.isPresent()) {
          return new Turn.Over(followed.get());
        }
        longest = LONGEST_FOLLOW;
      }
      waitFor(grant, wait);
      wait = Collections.min(List.of(wait.multipliedBy(2), longest));
      if (History.isLong(request.limits())) {
        return new Turn.WaitOn(waiting(attached));
      }
    }
  }

  /**
   * Whether what an earlier run planned still holds: nobody else held the environment in between.
   */
  boolean continues(Carry carry) {
    boolean unbroken = carry.epoch() == current().epoch() || carry.epoch() == previousEpoch;
    return unbroken && !carry.planDigest().isEmpty();
  }

  /** Discover may find that an unfinished build goes on under its own id. */
  void buildIs(String buildId) {
    held = held.map(lease -> lease.ofBuild(buildId));
  }

  /**
   * Takes a new lease in place of one that turned out to be another run's.
   *
   * @return whether nobody else held the environment in between, so that what was planned still
   *     holds
   */
  boolean renew(LeaseRef lost) {
    if (!lost.equals(current())) {
      return true;
    }
    Duration wait = FIRST_WAIT;
    while (true) {
      state.awaitedLeaseIsFree = false;
      LeaseGrant grant = ask(0, BuildRequest.WAIT);
      if (grant.granted()) {
        return grant.previousEpoch() == lost.epoch();
      }
      held = Optional.empty();
      if (grant.superseded() || Start.ifBusy(request).equals(BuildRequest.REFUSE)) {
        throw busy(grant);
      }
      waitFor(grant, wait);
      wait = Collections.min(List.of(wait.multipliedBy(2), LONGEST_WAIT));
    }
  }

  /**
   * Whether a failure only says that the request carried a lease that is not, or no longer, this
   * run's.
   */
  boolean isLost(Throwable failure, LeaseRef used) {
    boolean fenced = Failed.type(failure).equals(BuildFailures.FENCED);
    return Failed.isRunReset(failure) || (fenced && !used.equals(current()));
  }

  /**
   * Gives the lease back and wakes the oldest waiter. What goes wrong here never hides how the
   * build ended.
   */
  void release() {
    if (held.isEmpty()) {
      return;
    }
    LeaseRef lease = current();
    held = Optional.empty();
    Workflow.newDetachedCancellationScope(
            () -> {
              try {
                wake(calls.lease(lease.environment()).releaseLease(lease));
              } catch (ActivityFailure failure) {
                LOG.warn("The lease was not released: {}", Failed.of(failure).message());
              }
            })
        .run();
  }

  private static void wake(ReleaseResult released) {
    if (released.waiter().isEmpty()) {
      return;
    }
    try {
      Workflow.newUntypedExternalWorkflowStub(released.waiter()).signal(Build.LEASE_RELEASED);
    } catch (TemporalException gone) {
      LOG.info("The waiter {} has gone; the next one asks by itself.", released.waiter());
    }
  }

  private LeaseGrant ask(long keepEpoch, String ifBusy) {
    long keep = keepEpoch;
    while (true) {
      // Recorded, because the run id that a reset run sees while it replays is its own.
      String runId = Workflow.sideEffect(String.class, () -> Workflow.getInfo().getRunId());
      try {
        LeaseRequest asked = request(keep, runId, ifBusy);
        LeaseGrant grant = calls.lease(request.environment()).acquireLease(asked);
        note(grant, runId);
        return grant;
      } catch (ActivityFailure failure) {
        if (!Failed.isRunReset(failure)) {
          throw failure;
        }
        keep = 0;
      }
    }
  }

  private LeaseRequest request(long keepEpoch, String runId, String ifBusy) {
    WorkflowInfo info = Workflow.getInfo();
    return new LeaseRequest(
        request.project(),
        request.environment(),
        state.buildId,
        "",
        info.getNamespace(),
        info.getWorkflowId(),
        info.getFirstExecutionRunId(),
        runId,
        request.takeLease() && keepEpoch == 0,
        keepEpoch,
        ifBusy.equals(BuildRequest.WAIT),
        ifBusy.equals(BuildRequest.ATTACH),
        request.wanted());
  }

  private void note(LeaseGrant grant, String runId) {
    if (!grant.project().isEmpty()) {
      state.project = grant.project();
    }
    if (grant.searchAttributes()) {
      state.attributesAreRegistered();
    }
    if (grant.granted()) {
      previousEpoch = grant.previousEpoch();
      state.waitingFor = "";
      state.hint = "";
      held =
          Optional.of(
              new LeaseRef(
                  grant.warehouse(),
                  grant.warehouseId(),
                  request.environment(),
                  grant.epoch(),
                  state.buildId,
                  runId));
    }
  }

  private void waitFor(LeaseGrant grant, Duration wait) {
    state.waitingFor = grant.busyHolder();
    boolean attached = Start.ifBusy(request).equals(BuildRequest.ATTACH);
    state.enter(attached ? "attached" : "waiting");
    try {
      Workflow.await(wait, () -> state.awaitedLeaseIsFree);
    } catch (CanceledFailure cancelled) {
      stopWaiting();
      throw cancelled;
    }
  }

  private void stopWaiting() {
    Workflow.newDetachedCancellationScope(
            () -> {
              try {
                calls.lease(request.environment()).stopWaiting(request(0, "", BuildRequest.WAIT));
              } catch (ActivityFailure failure) {
                LOG.warn("The waiter stays listed: {}", Failed.of(failure).message());
              }
            })
        .run();
  }

  private Optional<BuildResult> follow(LeaseGrant grant, String buildId) {
    if (buildId.isEmpty()) {
      return Optional.empty();
    }
    AttachRequest asked =
        new AttachRequest(request, grant.warehouse(), grant.warehouseId(), buildId);
    Attachment attachment = calls.lease(request.environment()).followHolder(asked);
    state.hint = attachment.progress();
    return attachment.finished() ? Optional.of(attachment.result()) : Optional.empty();
  }

  private RuntimeException busy(LeaseGrant grant) {
    String busy =
        "Environment %s of %s is being built by %s."
            .formatted(request.environment(), state.project, grant.busyHolder());
    return BuildFailures.lasting(
        new Failure(
            BuildFailures.BUSY,
            grant.why().isEmpty() ? busy : grant.why(),
            "Start it again later, or with ifBusy wait or attach."));
  }

  private Carry waiting(String attached) {
    return new Carry(
        Workflow.getInfo().getRunId(),
        state.buildId,
        state.logicalTime,
        0,
        Discovery.NONE,
        "",
        "",
        Counts.NONE,
        List.of(),
        List.of(),
        0,
        state.paused,
        attached);
  }

  private static boolean isReset() {
    WorkflowInfo info = Workflow.getInfo();
    return !info.getRunId().equals(info.getOriginalExecutionRunId());
  }
}
