package dev.varve.activities.temporal;

import dev.varve.activities.phase.Phases;
import dev.varve.workflows.BuildResult;
import dev.varve.workflows.Discovery;
import dev.varve.workflows.phase.BuildPlan;
import dev.varve.workflows.phase.CompileRequest;
import dev.varve.workflows.phase.DiscoverRequest;
import dev.varve.workflows.phase.Executed;
import dev.varve.workflows.phase.PhaseActivities;
import dev.varve.workflows.phase.PlanRequest;
import dev.varve.workflows.phase.SnapshotRequest;
import dev.varve.workflows.phase.StepRequest;
import dev.varve.workflows.phase.UnitOutcome;
import dev.varve.workflows.phase.UnitRequest;
import io.temporal.activity.Activity;
import io.temporal.activity.ActivityInfo;
import java.time.Duration;
import java.util.function.Function;

/** The phases as activities: kept alive by heartbeats, failing with codes. */
final class BuildPhases implements PhaseActivities {
  /** More attempts than an activity ever has. */
  private static final int ATTEMPTS = 100;

  private final ActivitySettings settings;
  private final Phases phases;
  private final Heartbeat heartbeat;

  BuildPhases(ActivitySettings settings, Phases phases, Heartbeat heartbeat) {
    this.settings = settings;
    this.phases = phases;
    this.heartbeat = heartbeat;
  }

  @Override
  public Discovery discover(DiscoverRequest request) {
    return during("discover", beat -> phases.discover(request, number(request.attempt())));
  }

  @Override
  public BuildPlan compile(CompileRequest request) {
    return during(
        "compile", beat -> phases.compile(request, stepQueue(), number(request.attempt())));
  }

  @Override
  public BuildPlan recallPlan(PlanRequest request) {
    return during("compile", beat -> phases.recallPlan(request, stepQueue()));
  }

  @Override
  public Executed execute(StepRequest request) {
    int number = number(request.attempt());
    long start = System.nanoTime();
    return during(
        "execute",
        beat -> {
          phases.execute(request, number, beat.cancellation());
          return new Executed(number, (System.nanoTime() - start) / 1_000_000);
        });
  }

  @Override
  public UnitOutcome write(StepRequest request) {
    return during(
        "write", beat -> phases.write(request, number(request.attempt()), beat.cancellation()));
  }

  @Override
  public UnitOutcome runSteps(UnitRequest request) {
    return during(
        "run", beat -> phases.runSteps(request, number(request.attempt()), beat.cancellation()));
  }

  @Override
  public BuildResult snapshot(SnapshotRequest request) {
    return during("snapshot", beat -> phases.snapshot(request, number(request.attempt())));
  }

  private <T> T during(String phase, Function<Heartbeat.Beating, T> work) {
    long start = System.nanoTime();
    try (Heartbeat.Beating beat = heartbeat.begin()) {
      return Failures.translated(() -> work.apply(beat));
    } finally {
      settings.metrics().phase(phase, Duration.ofNanos(System.nanoTime() - start));
    }
  }

  private String stepQueue() {
    return settings.stepQueue().apply(info().getActivityTaskQueue());
  }

  /** Rises with what the workflow asks again and with what the server tries again. */
  private static int number(int ordinal) {
    return ordinal * ATTEMPTS + Math.min(info().getAttempt(), ATTEMPTS - 1);
  }

  private static ActivityInfo info() {
    return Activity.getExecutionContext().getInfo();
  }
}
