package dev.varve.workflows.build;

import dev.varve.workflows.BuildFailures;
import dev.varve.workflows.BuildResult;
import dev.varve.workflows.Counts;
import dev.varve.workflows.Discovery;
import dev.varve.workflows.Failure;
import dev.varve.workflows.QueueActivities;
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
import dev.varve.workflows.phase.Leased;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.BooleanSupplier;

/** A warehouse in memory: leases with epochs, waiters, and units that do what a test says. */
final class FakeWarehouse implements LeaseActivities, PhaseActivities, QueueActivities {
  /** What a unit does instead of just being rebuilt. */
  interface Behaviour {
    Counts run(int unit, ActivityExecutionContext context);
  }

  final List<String> calls = new CopyOnWriteArrayList<>();
  final List<Leased> requests = new CopyOnWriteArrayList<>();
  final List<LeaseRequest> asked = new CopyOnWriteArrayList<>();
  final Map<Integer, Behaviour> behaviours = new ConcurrentHashMap<>();
  final Map<String, BuildResult> finished = new ConcurrentHashMap<>();
  volatile List<Unit> units = List.of();
  volatile String stepQueue = "";
  volatile int pollers = 1;
  volatile BooleanSupplier attributes = () -> false;
  volatile RuntimeException acquireFailure;
  volatile RuntimeException compileFailure;
  volatile RuntimeException snapshotFailure;
  volatile CountDownLatch compileMayEnd = new CountDownLatch(0);
  volatile CountDownLatch snapshotMayEnd = new CountDownLatch(0);

  /** The n-th next leased call is refused as that of another run. */
  volatile int resetAfterCalls = -1;

  private final Map<String, String> holders = new TreeMap<>();
  private final Map<String, Map<String, String>> waiters = new TreeMap<>();
  private long epoch;
  private String holderBuild = "";

  synchronized void hold(String environment, String holder, String build) {
    epoch++;
    holders.put(environment, holder);
    holderBuild = build;
  }

  synchronized void free(String environment) {
    holders.remove(environment);
  }

  synchronized Optional<String> holder(String environment) {
    return Optional.ofNullable(holders.get(environment));
  }

  synchronized List<String> waiters(String environment) {
    return List.copyOf(waiters.getOrDefault(environment, Map.of()).keySet());
  }

  @Override
  public synchronized LeaseGrant acquireLease(LeaseRequest request) {
    asked.add(request);
    if (acquireFailure != null) {
      throw acquireFailure;
    }
    String environment = request.environment();
    String holder = holders.get(environment);
    boolean mine = request.workflowId().equals(holder);
    if (holder != null && !mine && !request.takeLease()) {
      boolean superseded = request.waitForIt() && !waits(request);
      calls.add(superseded ? "superseded" : "busy");
      return new LeaseGrant(
          false,
          0,
          0,
          "shop",
          "/w",
          "id",
          holder,
          holder,
          holderBuild,
          "",
          superseded,
          attributes.getAsBoolean());
    }
    waiters.getOrDefault(environment, new LinkedHashMap<>()).remove(request.workflowId());
    long previous = epoch;
    if (!mine || request.keepEpoch() == 0) {
      epoch++;
    }
    calls.add("acquire");
    holders.put(environment, request.workflowId());
    return new LeaseGrant(
        true,
        epoch,
        previous,
        "shop",
        "/w",
        "id",
        "",
        "",
        "",
        "",
        false,
        attributes.getAsBoolean());
  }

  /** Of those that want the same only the first waits. */
  private boolean waits(LeaseRequest request) {
    Map<String, String> waiting =
        waiters.computeIfAbsent(request.environment(), key -> new LinkedHashMap<>());
    if (waiting.containsKey(request.workflowId())) {
      return true;
    }
    if (waiting.containsValue(request.wanted())) {
      return false;
    }
    waiting.put(request.workflowId(), request.wanted());
    return true;
  }

  @Override
  public synchronized void stopWaiting(LeaseRequest request) {
    calls.add("stopWaiting");
    waiters.get(request.environment()).remove(request.workflowId());
  }

  @Override
  public synchronized ReleaseResult releaseLease(LeaseRef lease) {
    calls.add("release");
    holders.remove(lease.environment());
    return new ReleaseResult(waiters(lease.environment()).stream().findFirst().orElse(""));
  }

  @Override
  public Attachment followHolder(AttachRequest request) {
    calls.add("follow");
    BuildResult result = finished.get(request.holderBuildId());
    return new Attachment(result != null, result, "3 of 5 units ended");
  }

  @Override
  public Discovery discover(DiscoverRequest request) {
    enter("discover", request);
    return new Discovery("d1", "", "", 3, 1, false);
  }

  @Override
  public BuildPlan compile(CompileRequest request) {
    enter("compile", request);
    Bench.until(
        () -> {
          Activity.getExecutionContext().heartbeat(null);
          return compileMayEnd.getCount() == 0;
        });
    if (compileFailure != null) {
      throw compileFailure;
    }
    return plan(new Counts(1, 0, 0, 0, 0, 0, 0));
  }

  @Override
  public BuildPlan recallPlan(PlanRequest request) {
    enter("recall", request);
    return plan(Counts.NONE);
  }

  private BuildPlan plan(Counts settled) {
    int steps = units.stream().mapToInt(Unit::steps).sum();
    return new BuildPlan("p1", stepQueue, units, settled, steps);
  }

  @Override
  public Executed execute(StepRequest request) {
    enter("execute " + request.unit() + (request.memoryTight() ? " tight" : ""), request);
    run(request.unit());
    return new Executed(request.attempt() * 1000 + 1, 5);
  }

  @Override
  public UnitOutcome write(StepRequest request) {
    enter("write " + request.unit() + " of " + request.executed(), request);
    return new UnitOutcome(rebuilt(1), 10, 100, List.of());
  }

  @Override
  public UnitOutcome runSteps(UnitRequest request) {
    enter("run " + request.unit(), request);
    Counts counts = run(request.unit());
    List<String> failures =
        counts.failed() > 0
            ? List.of("model" + request.unit() + ": SQL_ERROR no column x")
            : List.of();
    return new UnitOutcome(counts, 10, 100, failures);
  }

  private Counts run(int unit) {
    Behaviour behaviour = behaviours.get(unit);
    return behaviour == null ? rebuilt(1) : behaviour.run(unit, Activity.getExecutionContext());
  }

  @Override
  public BuildResult snapshot(SnapshotRequest request) {
    enter(request.cancelled() ? "snapshot cancelled" : "snapshot", request);
    Latches.await(snapshotMayEnd);
    if (snapshotFailure != null) {
      throw snapshotFailure;
    }
    return result(request.lease().buildId(), request.lease().environment(), request.counts());
  }

  static BuildResult result(String buildId, String environment, Counts counts) {
    return new BuildResult(
        1, "", buildId, "shop", environment, "2026-01-01T00:00:00Z", counts, List.of(), "7", 0, "");
  }

  @Override
  public int countPollers(String taskQueue) {
    calls.add("pollers of " + taskQueue);
    return pollers;
  }

  private synchronized void enter(String call, Leased request) {
    requests.add(request);
    if (resetAfterCalls == 0) {
      resetAfterCalls = -1;
      calls.add(call + " refused");
      throw BuildFailures.runReset();
    }
    resetAfterCalls = Math.max(-1, resetAfterCalls - 1);
    calls.add(call);
  }

  static Counts rebuilt(int steps) {
    return new Counts(0, 0, steps, 0, 0, 0, 0);
  }

  static Unit small(int... after) {
    return new Unit("small", 1, true, boxed(after));
  }

  static Unit big(int... after) {
    return new Unit("big", 1, false, boxed(after));
  }

  private static List<Integer> boxed(int... after) {
    List<Integer> list = new ArrayList<>();
    for (int unit : after) {
      list.add(unit);
    }
    return list;
  }

  static RuntimeException infrastructure(String code) {
    return BuildFailures.lasting(new Failure(code, "It broke.", "Mend it."));
  }
}
