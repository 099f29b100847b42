package dev.varve.workflows.build;

import dev.varve.workflows.BuildFailures;
import dev.varve.workflows.Carry;
import dev.varve.workflows.Counts;
import dev.varve.workflows.Discovery;
import dev.varve.workflows.Failure;
import dev.varve.workflows.Limits;
import dev.varve.workflows.UnitFailure;
import dev.varve.workflows.lease.LeaseRef;
import dev.varve.workflows.phase.BuildPlan;
import dev.varve.workflows.phase.Executed;
import dev.varve.workflows.phase.PhaseActivities;
import dev.varve.workflows.phase.StepRequest;
import dev.varve.workflows.phase.Unit;
import dev.varve.workflows.phase.UnitRequest;
import io.temporal.failure.CanceledFailure;
import io.temporal.workflow.Async;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Runs the units of a build plan: each when all it comes after have ended, whatever their outcome,
 * and never more at once than the limit. Callbacks only queue what happened; everything is decided
 * on the workflow's main thread.
 */
final class UnitRuns {
  enum End {
    ALL_ENDED,
    CANCELLED,
    /** What is left runs in the next run of the chain. */
    HISTORY_LONG,
    /** Somebody else held the environment since it was planned. */
    PLAN_OUTDATED
  }

  private final BuildPlan plan;
  private final LeaseHolding lease;
  private final Calls calls;
  private final BuildState state;
  private final Limits limits;
  private final DoneSet done;
  private final List<UnitFailure> broken;
  private final int[] waitsFor;
  private final List<List<Integer>> readers = new ArrayList<>();
  private final int[] calledTimes;
  private final boolean[] memoryTight;
  private final TreeSet<Integer> ready = new TreeSet<>();
  private final Deque<UnitEvent> events = new ArrayDeque<>();
  private final int firstOrdinal;
  private int lastOrdinal;
  private int inFlight;
  private int started;

  /** No further unit starts in this run; those in flight go on to their end. */
  private boolean stopping;

  /** What is in flight only has to land. */
  private boolean abandoning;

  private Optional<LeaseRef> lost = Optional.empty();

  UnitRuns(
      BuildPlan plan,
      LeaseHolding lease,
      Calls calls,
      BuildState state,
      Limits limits,
      DoneSet done,
      List<UnitFailure> broken,
      int firstOrdinal) {
    this.plan = plan;
    this.lease = lease;
    this.calls = calls;
    this.state = state;
    this.limits = limits;
    this.done = done;
    this.broken = new ArrayList<>(broken);
    this.firstOrdinal = firstOrdinal;
    this.lastOrdinal = firstOrdinal;
    int units = plan.units().size();
    waitsFor = new int[units];
    calledTimes = new int[units];
    memoryTight = new boolean[units];
    for (int unit = 0; unit < units; unit++) {
      readers.add(new ArrayList<>());
      for (int before : plan.units().get(unit).after()) {
        readers.get(before).add(unit);
        waitsFor[unit] += done.contains(before) ? 0 : 1;
      }
      if (waitsFor[unit] == 0 && !done.contains(unit)) {
        ready.add(unit);
      }
    }
  }

  End run() {
    Duration patience = Duration.ofSeconds(limits.heartbeatSeconds());
    QueueWatch watch = new QueueWatch(patience, plan.taskQueue(), calls, state, () -> inFlight);
    CancellationScope watching = Workflow.newCancellationScope(watch::start);
    watching.run();
    try {
      return runUnits();
    } catch (CanceledFailure cancelled) {
      abandoning = true;
      Workflow.newDetachedCancellationScope(this::drain).run();
      state.counts = state.counts.plus(Counts.cancelled(stepsLeft()));
      return End.CANCELLED;
    } finally {
      watching.cancel();
    }
  }

  private End runUnits() {
    while (true) {
      if (CancellationScope.current().isCancelRequested()) {
        throw new CanceledFailure("The build was cancelled.");
      }
      handleEvents();
      if (lost.isPresent() && !renew()) {
        return End.PLAN_OUTDATED;
      }
      stopping = started > 0 && History.isLong(limits);
      while (mayStart()) {
        start(ready.pollFirst());
      }
      state.publish();
      if (inFlight == 0 && done.size() == plan.units().size()) {
        return End.ALL_ENDED;
      }
      if (inFlight == 0 && stopping) {
        return End.HISTORY_LONG;
      }
      Workflow.await(() -> !events.isEmpty() || mayStart());
    }
  }

  private boolean mayStart() {
    return !state.paused && !stopping && inFlight < limits.unitsInFlight() && !ready.isEmpty();
  }

  private boolean renew() {
    boolean planHolds = lease.renew(lost.orElseThrow());
    lost = Optional.empty();
    if (!planHolds) {
      abandoning = true;
      drain();
    }
    return planHolds;
  }

  private void drain() {
    while (inFlight > 0) {
      Workflow.await(() -> !events.isEmpty());
      handleEvents();
    }
  }

  private void start(int unit) {
    inFlight++;
    started++;
    call(unit);
  }

  private void call(int unit) {
    Unit planned = plan.units().get(unit);
    PhaseActivities steps = calls.steps(plan.taskQueue(), planned.label());
    LeaseRef used = lease.current();
    if (planned.small()) {
      UnitRequest request =
          new UnitRequest(
              used,
              state.buildId,
              plan.digest(),
              unit,
              nextOrdinal(unit, "run"),
              state.logicalTime,
              memoryTight[unit]);
      when(unit, used, Async.function(steps::runSteps, request), o -> new UnitEvent.Ended(unit, o));
    } else {
      StepRequest request = step(unit, used, nextOrdinal(unit, "execute"), 0);
      when(
          unit,
          used,
          Async.function(steps::execute, request),
          e -> new UnitEvent.Staged(unit, used, e));
    }
  }

  private void write(int unit, Executed executed) {
    PhaseActivities steps = calls.steps(plan.taskQueue(), plan.units().get(unit).label());
    LeaseRef used = lease.current();
    StepRequest request = step(unit, used, nextOrdinal(unit, "write"), executed.number());
    when(unit, used, Async.function(steps::write, request), o -> new UnitEvent.Ended(unit, o));
  }

  private StepRequest step(int unit, LeaseRef used, int ordinal, int executed) {
    return new StepRequest(
        used,
        state.buildId,
        plan.digest(),
        unit,
        ordinal,
        executed,
        state.logicalTime,
        memoryTight[unit]);
  }

  private int nextOrdinal(int unit, String what) {
    calledTimes[unit]++;
    int ordinal = firstOrdinal + calledTimes[unit];
    lastOrdinal = Math.max(lastOrdinal, ordinal);
    state.running(unit, plan.units().get(unit).label(), what, ordinal);
    return ordinal;
  }

  private <T> void when(
      int unit, LeaseRef used, Promise<T> promise, Function<T, UnitEvent> success) {
    promise.handle(
        (value, failure) ->
            events.add(
                failure == null ? success.apply(value) : new UnitEvent.Broke(unit, used, failure)));
  }

  private void handleEvents() {
    while (!events.isEmpty()) {
      UnitEvent event = events.poll();
      if (event instanceof UnitEvent.Staged staged) {
        staged(staged);
      } else if (event instanceof UnitEvent.Ended ended) {
        state.addFailures(ended.outcome().failures());
        ended(ended.unit(), ended.outcome().counts());
      } else if (event instanceof UnitEvent.Broke broke) {
        broke(broke);
      }
    }
  }

  private void staged(UnitEvent.Staged staged) {
    if (abandoning) {
      landed(staged.unit());
    } else if (staged.used().equals(lease.current())) {
      write(staged.unit(), staged.executed());
    } else {
      // Taking the new lease emptied the staging of the old one.
      call(staged.unit());
    }
  }

  private void broke(UnitEvent.Broke broke) {
    int unit = broke.unit();
    if (lease.isLost(broke.failure(), broke.used())) {
      landed(unit);
      ready.add(unit);
      lost = Optional.of(broke.used());
    } else if (abandoning && Failed.isCancelled(broke.failure())) {
      landed(unit);
    } else if (isOutOfMemory(broke.failure()) && !memoryTight[unit] && !abandoning) {
      memoryTight[unit] = true;
      call(unit);
    } else if (Failed.type(broke.failure()).equals(BuildFailures.FENCED)) {
      // Another build has the environment now: what still runs here learns it from its heartbeats.
      throw Failed.ending(broke.failure());
    } else {
      Failure failure = Failed.of(broke.failure());
      broken.add(new UnitFailure(unit, failure));
      Unit planned = plan.units().get(unit);
      state.addFailures(List.of(Failed.line(planned.label(), failure)));
      ended(unit, Counts.failed(planned.steps()));
    }
  }

  private void ended(int unit, Counts counts) {
    landed(unit);
    done.add(unit);
    state.counts = state.counts.plus(counts);
    state.unitsDone = done.size();
    for (int reader : readers.get(unit)) {
      waitsFor[reader]--;
      if (waitsFor[reader] == 0) {
        ready.add(reader);
      }
    }
  }

  private void landed(int unit) {
    inFlight--;
    state.ended(unit);
  }

  private int stepsLeft() {
    int steps = 0;
    for (int unit = 0; unit < plan.units().size(); unit++) {
      steps += done.contains(unit) ? 0 : plan.units().get(unit).steps();
    }
    return steps;
  }

  private static boolean isOutOfMemory(Throwable failure) {
    return Failed.type(failure).equals(BuildFailures.OUT_OF_MEMORY);
  }

  List<UnitFailure> broken() {
    return List.copyOf(broken);
  }

  int lastOrdinal() {
    return lastOrdinal;
  }

  /** What the next run needs to go on where this one stops. */
  Carry carry(Discovery discovery) {
    return new Carry(
        Workflow.getInfo().getRunId(),
        state.buildId,
        state.logicalTime,
        lease.current().epoch(),
        discovery,
        plan.digest(),
        done.encode(),
        state.counts,
        broken,
        state.failures(),
        lastOrdinal,
        state.paused,
        "");
  }
}
