package dev.varve.activities.phase;

import dev.varve.activities.lane.duckdb.DuckDbLanes;
import dev.varve.activities.phase.compile.CompilePhase;
import dev.varve.activities.phase.compile.ProjectLook;
import dev.varve.activities.phase.compile.ProjectPlanning;
import dev.varve.activities.phase.compile.Tally;
import dev.varve.activities.phase.failure.StepFailure;
import dev.varve.activities.phase.project.BuildFolder;
import dev.varve.activities.phase.project.DiscoveryCaches;
import dev.varve.activities.phase.project.FrozenProjects;
import dev.varve.activities.phase.project.Lanes;
import dev.varve.activities.phase.step.BuildContext;
import dev.varve.activities.phase.step.Cancellation;
import dev.varve.activities.phase.step.StepOutcome;
import dev.varve.activities.phase.step.UnitRun;
import dev.varve.activities.phase.warehouse.OpenWarehouse;
import dev.varve.activities.phase.warehouse.Warehouses;
import dev.varve.observability.Metrics;
import dev.varve.planner.build.BuildPlanParser;
import dev.varve.planner.build.DecisionKind;
import dev.varve.planner.project.Profile;
import dev.varve.storage.StorageException;
import dev.varve.storage.source.SourcePins;
import dev.varve.storage.staging.Attempt;
import dev.varve.workflows.BuildResult;
import dev.varve.workflows.Discovery;
import dev.varve.workflows.lease.LeaseRef;
import dev.varve.workflows.phase.BuildPlan;
import dev.varve.workflows.phase.CompileRequest;
import dev.varve.workflows.phase.DiscoverRequest;
import dev.varve.workflows.phase.PlanRequest;
import dev.varve.workflows.phase.SnapshotRequest;
import dev.varve.workflows.phase.StepRequest;
import dev.varve.workflows.phase.UnitOutcome;
import dev.varve.workflows.phase.UnitRequest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The phases of a build, each from a request to what the workflow has to know of its result. */
public final class Phases {
  private static final int MOST_FAILURES = 5;
  private static final int BUILDS_KEPT = 4;

  private final Warehouses warehouses;
  private final Lanes lanes;
  private final Metrics metrics;
  private final ProjectPlanning planning;
  private final String laneVersion;
  private final FrozenProjects projects = new FrozenProjects();
  private final Map<String, BuildContext> builds = new LinkedHashMap<>();
  private final Map<Path, SourcePins> pins = new LinkedHashMap<>();

  public Phases(Warehouses warehouses, Lanes lanes, Metrics metrics, String laneVersion) {
    this.warehouses = warehouses;
    this.lanes = lanes;
    this.metrics = metrics;
    this.laneVersion = laneVersion;
    this.planning = new ProjectPlanning(laneVersion);
  }

  public Discovery discover(DiscoverRequest request, long number) {
    return new DiscoverPhase(warehouse(request.lease()), projects, lanes).run(request, number);
  }

  public BuildPlan compile(CompileRequest request, String taskQueue, long number) {
    return new CompilePhase(warehouse(request.lease()), projects, planning)
        .run(request, taskQueue, number);
  }

  public BuildPlan recallPlan(PlanRequest request, String taskQueue) {
    byte[] plan = warehouse(request.lease()).artifact(request.planDigest());
    return CompilePhase.summary(request.planDigest(), BuildPlanParser.fromJson(plan), taskQueue);
  }

  /** The first half of a big step. */
  public void execute(StepRequest request, long number, Cancellation cancellation) {
    BuildContext build = build(request.lease(), request.buildId(), request.planDigest());
    if (build.outcomes().of(request.unit()).isPresent()) {
      return;
    }
    Attempt attempt =
        Attempt.begin(
            build.warehouse().warehouse(), request.lease().epoch(), step(request.unit()), number);
    run(build, request.unit(), request.memoryTight(), attempt, cancellation).execute();
  }

  /** The second half of a big step; where the first half's folder is lost, all of it. */
  public UnitOutcome write(StepRequest request, long number, Cancellation cancellation) {
    BuildContext build = build(request.lease(), request.buildId(), request.planDigest());
    Optional<List<StepOutcome>> known = build.outcomes().of(request.unit());
    if (known.isPresent()) {
      return outcome(known.get());
    }
    Attempt attempt = staged(build, request, number);
    List<StepOutcome> outcomes =
        run(build, request.unit(), request.memoryTight(), attempt, cancellation).write();
    attempt.finish();
    return counted(outcomes);
  }

  private static Attempt staged(BuildContext build, StepRequest request, long number) {
    long epoch = request.lease().epoch();
    String step = step(request.unit());
    try {
      return Attempt.takeOver(
          build.warehouse().warehouse(), epoch, step, request.executed(), number);
    } catch (StorageException e) {
      if (!e.code().equals("STAGED_FILES_GONE")) {
        throw e;
      }
      return Attempt.begin(build.warehouse().warehouse(), epoch, step, number);
    }
  }

  /** All of a unit of small steps. */
  public UnitOutcome runSteps(UnitRequest request, long number, Cancellation cancellation) {
    BuildContext build = build(request.lease(), request.buildId(), request.planDigest());
    Optional<List<StepOutcome>> known = build.outcomes().of(request.unit());
    if (known.isPresent()) {
      return outcome(known.get());
    }
    Attempt attempt =
        Attempt.begin(
            build.warehouse().warehouse(), request.lease().epoch(), step(request.unit()), number);
    List<StepOutcome> outcomes =
        run(build, request.unit(), request.memoryTight(), attempt, cancellation).run();
    attempt.finish();
    return counted(outcomes);
  }

  public BuildResult snapshot(SnapshotRequest request, long number) {
    OpenWarehouse warehouse = warehouse(request.lease());
    Optional<BuildContext> build =
        request.planDigest().isEmpty()
            ? Optional.empty()
            : Optional.of(
                build(request.lease(), request.discovery().buildId(), request.planDigest()));
    String project =
        build
            .map(context -> context.project().name())
            .orElseGet(() -> BuildFolder.read(request.request().project()).project());
    RunArtifacts artifacts =
        new RunArtifacts(warehouse, projects, new ProjectLook(warehouses, lanes, laneVersion));
    BuildResult result =
        new SnapshotPhase(warehouse, artifacts).run(request, project, build, number);
    synchronized (builds) {
      builds.remove(request.planDigest());
    }
    return result;
  }

  private UnitRun run(
      BuildContext build,
      int unit,
      boolean memoryTight,
      Attempt attempt,
      Cancellation cancellation) {
    Profile profile = build.profile(build.unit(unit), memoryTight);
    DuckDbLanes engine =
        lanes.of(build.project(), build.sourceFolders(), build.warehouse(), profile);
    return new UnitRun(build, unit, engine, pins(build.warehouse()), attempt, cancellation);
  }

  private SourcePins pins(OpenWarehouse warehouse) {
    synchronized (pins) {
      return pins.computeIfAbsent(
          warehouse.warehouse().root(),
          root -> new SourcePins(new DiscoveryCaches(Optional.of(warehouse))));
    }
  }

  private OpenWarehouse warehouse(LeaseRef lease) {
    return warehouses.require(lease.warehouse(), lease.warehouseId());
  }

  /** The build's common part, read once for the many units that a worker runs of it. */
  private BuildContext build(LeaseRef lease, String buildId, String planDigest) {
    synchronized (builds) {
      BuildContext known = builds.get(planDigest);
      if (known == null) {
        known =
            BuildContext.load(warehouse(lease), projects, lease.environment(), buildId, planDigest);
        if (builds.size() == BUILDS_KEPT) {
          builds.remove(builds.keySet().iterator().next());
        }
        builds.put(planDigest, known);
      }
      return known;
    }
  }

  private UnitOutcome counted(List<StepOutcome> outcomes) {
    for (StepOutcome outcome : outcomes) {
      metrics.step(outcome.decision().kind().word());
      if (outcome.decision().kind() == DecisionKind.REBUILD) {
        outcome.table().ifPresent(table -> metrics.published(table.rows(), table.bytes()));
      }
    }
    return outcome(outcomes);
  }

  private static UnitOutcome outcome(List<StepOutcome> outcomes) {
    Tally tally = new Tally();
    long rows = 0;
    long bytes = 0;
    List<String> failures = new ArrayList<>();
    for (StepOutcome outcome : outcomes) {
      tally.add(outcome.decision().kind());
      if (outcome.decision().kind() == DecisionKind.REBUILD && outcome.table().isPresent()) {
        rows += outcome.table().get().rows();
        bytes += outcome.table().get().bytes();
      }
      if (outcome.failure().isPresent() && failures.size() < MOST_FAILURES) {
        StepFailure failure = outcome.failure().get();
        failures.add(outcome.model() + ": " + failure.code() + " " + sentence(failure.message()));
      }
    }
    return new UnitOutcome(tally.counts(), rows, bytes, failures);
  }

  /** Without its full stop, since it is quoted within a sentence. */
  private static String sentence(String message) {
    return message.endsWith(".") ? message.substring(0, message.length() - 1) : message;
  }

  private static String step(int unit) {
    return "unit-" + unit;
  }
}
