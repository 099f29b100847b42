package dev.varve.activities.phase.compile;

import dev.varve.activities.phase.project.Discovered;
import dev.varve.activities.phase.project.DiscoveryArtifact;
import dev.varve.activities.phase.project.FrozenProjects;
import dev.varve.activities.phase.warehouse.OpenWarehouse;
import dev.varve.planner.Fingerprint;
import dev.varve.planner.InputException;
import dev.varve.planner.build.BuildPlan;
import dev.varve.planner.build.BuildPlanParser;
import dev.varve.planner.build.PlannedModel;
import dev.varve.planner.build.StepKey;
import dev.varve.planner.build.StepUnits;
import dev.varve.planner.compile.CompiledModel;
import dev.varve.planner.compile.CompiledModels;
import dev.varve.planner.compile.InputUse;
import dev.varve.planner.project.ParsedProject;
import dev.varve.planner.project.Project;
import dev.varve.storage.Digest;
import dev.varve.storage.manifest.Manifest;
import dev.varve.storage.staging.Attempt;
import dev.varve.workflows.Counts;
import dev.varve.workflows.phase.CompileRequest;
import dev.varve.workflows.phase.Unit;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Understands every model, decides what must run, and groups it into the units of the workflow. */
public final class CompilePhase {
  static final String COMPILED = "compiled";
  private static final int LABEL = 120;

  private final OpenWarehouse warehouse;
  private final FrozenProjects projects;
  private final ProjectPlanning planning;

  public CompilePhase(OpenWarehouse warehouse, FrozenProjects projects, ProjectPlanning planning) {
    this.warehouse = warehouse;
    this.projects = projects;
    this.planning = planning;
  }

  public dev.varve.workflows.phase.BuildPlan run(
      CompileRequest request, String taskQueue, long number) {
    String environment = request.lease().environment();
    Attempt attempt =
        Attempt.begin(warehouse.warehouse(), request.lease().epoch(), "compile", number);
    // The manifest and what was compiled before are large: each has a thread to be read by.
    CompletableFuture<Optional<Manifest>> current =
        CompletableFuture.supplyAsync(() -> warehouse.environments().current(environment));
    Discovered discovered =
        DiscoveryArtifact.fromJson(warehouse.artifact(request.discovery().digest()));
    ParsedProject parsed = projects.of(warehouse, discovered.files());
    Project project = parsed.project().orElseThrow(() -> new InputException(parsed.problems()));
    CompileCacheBlob cache = CompileCacheBlob.of(warehouse.store().index(COMPILED, project.name()));
    Optional<Manifest> manifest = read(current);
    ProjectPlanning.Planned planned =
        planning.plan(
            parsed,
            request.request(),
            request.discovery().buildId(),
            Instant.parse(request.discovery().logicalTime()),
            discovered,
            new WarehouseKnowledge(
                Optional.of(warehouse), project, discovered, environment, manifest),
            cache,
            true);
    if (!planned.problems().isEmpty()) {
      throw new InputException(planned.problems());
    }
    cache
        .toKeep()
        .ifPresent(blob -> warehouse.store().putIndex(attempt, COMPILED, project.name(), blob));
    BuildPlan plan = plan(request, planned, manifest, discovered, attempt);
    Digest digest = warehouse.store().putArtifact(attempt, BuildPlanParser.toJson(plan));
    attempt.finish();
    return summary(digest.hex(), plan, taskQueue);
  }

  private static <T> T read(CompletableFuture<T> reading) {
    try {
      return reading.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  private BuildPlan plan(
      CompileRequest request,
      ProjectPlanning.Planned planned,
      Optional<Manifest> manifest,
      Discovered discovered,
      Attempt attempt) {
    List<BuildPlan.Entry> entries = new ArrayList<>();
    List<CompiledModel> models = new ArrayList<>();
    List<Integer> steps = new ArrayList<>();
    for (PlannedModel model : planned.models()) {
      if (model.scheduled()) {
        steps.add(entries.size());
        models.add(model.model().orElseThrow());
      }
      entries.add(
          new BuildPlan.Entry(
              model.name(),
              model.decision(),
              model.model().map(CompiledModel::plan),
              model.key().map(StepKey::fingerprint),
              model.deepKey()));
    }
    Digest compiled = warehouse.store().putArtifact(attempt, CompiledModels.toJson(models));
    StepSizes sizes = new StepSizes(warehouse, discovered, manifest);
    return new BuildPlan(
        request.discovery().digest(),
        manifest.map(Manifest::number).orElse(0L),
        compiled.hex(),
        planned.settings(),
        planned.profile().name(),
        request.request().parameters(),
        entries,
        steps,
        StepUnits.of(unitSteps(models, sizes)));
  }

  private static List<StepUnits.Step> unitSteps(List<CompiledModel> models, StepSizes sizes) {
    Map<String, Integer> ordinals = new LinkedHashMap<>();
    List<StepUnits.Step> steps = new ArrayList<>();
    for (CompiledModel model : models) {
      List<Integer> after = new ArrayList<>();
      for (InputUse input : model.inputs()) {
        Integer ordinal = input.isSource() ? null : ordinals.get(input.table());
        if (ordinal != null) {
          after.add(ordinal);
        }
      }
      ordinals.put(model.name(), steps.size());
      // A unit runs under one profile, so a model with its own shares none.
      boolean small = sizes.small(model) && model.profile().isEmpty();
      steps.add(new StepUnits.Step(model.name(), small, after));
    }
    return steps;
  }

  /** What the workflow has to know of a plan. */
  public static dev.varve.workflows.phase.BuildPlan summary(
      String digest, BuildPlan plan, String taskQueue) {
    List<Unit> units = new ArrayList<>();
    for (StepUnits.Unit unit : plan.units()) {
      units.add(
          new Unit(
              label(plan, unit), unit.steps().size(), unit.small(), List.copyOf(unit.after())));
    }
    return new dev.varve.workflows.phase.BuildPlan(
        digest, taskQueue, units, settled(plan), plan.steps().size());
  }

  private static String label(BuildPlan plan, StepUnits.Unit unit) {
    BuildPlan.Entry first = plan.step(unit.steps().get(0));
    if (unit.steps().size() == 1) {
      String shown = first.plan().map(Fingerprint::abbreviated).orElse("");
      return cut(first.name() + " " + shown);
    }
    StringBuilder label = new StringBuilder(first.name());
    int named = 1;
    while (named < unit.steps().size() && named < 3) {
      label.append(", ").append(plan.step(unit.steps().get(named)).name());
      named++;
    }
    int more = unit.steps().size() - named;
    return cut(more == 0 ? label.toString() : label + " and " + more + " more");
  }

  private static String cut(String label) {
    String text = label.strip();
    return text.length() <= LABEL ? text : text.substring(0, LABEL - 1) + "…";
  }

  private static Counts settled(BuildPlan plan) {
    Tally tally = new Tally();
    plan.settled().forEach(entry -> tally.add(entry.decision().kind()));
    return tally.counts();
  }
}
