package dev.varve.activities.phase.step;

import dev.varve.activities.phase.failure.PhaseFailures;
import dev.varve.activities.phase.project.Discovered;
import dev.varve.activities.phase.project.DiscoveryArtifact;
import dev.varve.activities.phase.project.FrozenProjects;
import dev.varve.activities.phase.project.SourceFolders;
import dev.varve.activities.phase.warehouse.OpenWarehouse;
import dev.varve.planner.build.BuildPlan;
import dev.varve.planner.build.BuildPlanParser;
import dev.varve.planner.build.StepKeys;
import dev.varve.planner.build.StepUnits;
import dev.varve.planner.compile.CompiledModel;
import dev.varve.planner.compile.CompiledModels;
import dev.varve.planner.project.Profile;
import dev.varve.planner.project.Project;
import dev.varve.storage.manifest.Manifest;
import dev.varve.storage.manifest.TableEntry;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;

/** All that the steps of one build share on a worker, read once from the warehouse. */
public final class BuildContext {
  private final OpenWarehouse warehouse;
  private final String environment;
  private final String buildId;
  private final BuildPlan plan;
  private final Discovered discovered;
  private final Project project;
  private final List<CompiledModel> models;
  private final Map<String, TableEntry> tables = new LinkedHashMap<>();
  private final Map<String, Integer> ordinals = new LinkedHashMap<>();
  private final int[] unitOfStep;
  private final StepKeys keys;
  private final OutcomeLog outcomes;
  private final SortedSet<Path> sourceFolders;

  private BuildContext(
      OpenWarehouse warehouse,
      FrozenProjects projects,
      String environment,
      String buildId,
      String planDigest) {
    this.warehouse = warehouse;
    this.environment = environment;
    this.buildId = buildId;
    this.plan = BuildPlanParser.fromJson(warehouse.artifact(planDigest));
    this.discovered = DiscoveryArtifact.fromJson(warehouse.artifact(plan.discovery()));
    this.project =
        projects
            .of(warehouse, discovered.files())
            .project()
            .orElseThrow(
                () -> PhaseFailures.artifactMissing(warehouse.warehouse().root(), planDigest));
    this.models = CompiledModels.fromJson(warehouse.artifact(plan.compiled()));
    for (int ordinal = 0; ordinal < models.size(); ordinal++) {
      ordinals.put(models.get(ordinal).name(), ordinal);
    }
    this.unitOfStep = new int[models.size()];
    for (int unit = 0; unit < plan.units().size(); unit++) {
      for (int step : plan.units().get(unit).steps()) {
        unitOfStep[step] = unit;
      }
    }
    if (plan.manifest() > 0) {
      Manifest manifest =
          warehouse
              .environments()
              .current(environment)
              .filter(m -> m.number() == plan.manifest() || m.buildId().equals(buildId))
              .orElseThrow(() -> PhaseFailures.manifestMoved(environment));
      manifest.tables().forEach(table -> tables.put(table.table(), table));
    }
    this.keys = new StepKeys(plan.settings(), this::profile);
    this.sourceFolders =
        SourceFolders.of(project, Path.of(discovered.folder()), discovered.pins().values());
    this.outcomes = new OutcomeLog(warehouse, buildId, planDigest);
  }

  public static BuildContext load(
      OpenWarehouse warehouse,
      FrozenProjects projects,
      String environment,
      String buildId,
      String planDigest) {
    return new BuildContext(warehouse, projects, environment, buildId, planDigest);
  }

  public OpenWarehouse warehouse() {
    return warehouse;
  }

  public String environment() {
    return environment;
  }

  public String buildId() {
    return buildId;
  }

  public BuildPlan plan() {
    return plan;
  }

  public StepUnits.Unit unit(int ordinal) {
    return plan.units().get(ordinal);
  }

  public CompiledModel model(int ordinal) {
    return models.get(ordinal);
  }

  public Discovered discovered() {
    return discovered;
  }

  /** Where the files of the sources are, behind whatever links. */
  public SortedSet<Path> sourceFolders() {
    return Collections.unmodifiableSortedSet(sourceFolders);
  }

  public Project project() {
    return project;
  }

  StepKeys keys() {
    return keys;
  }

  public OutcomeLog outcomes() {
    return outcomes;
  }

  /**
   * How the steps of a unit run; after memory ran out, with as little of it as there is a profile
   * for. The row groups stay the same, since they are part of what the step key promises.
   */
  public Profile profile(StepUnits.Unit unit, boolean memoryTight) {
    Profile own = profile(models.get(unit.steps().get(0)));
    return memoryTight ? Profile.MEMORY_TIGHT.withRowGroupRows(own.rowGroupRows()) : own;
  }

  private Profile profile(CompiledModel model) {
    return project.profiles().get(model.profile().orElse(plan.profile()));
  }

  /** The table as it was before this build. */
  public Optional<TableEntry> before(String table) {
    return Optional.ofNullable(tables.get(table));
  }

  /** The step that brings this table up to date, where there is one. */
  Optional<Integer> ordinal(String table) {
    return Optional.ofNullable(ordinals.get(table));
  }

  /** What became of a step, once its unit has ended. */
  public Optional<StepOutcome> outcome(int ordinal) {
    return outcomes
        .of(unitOf(ordinal))
        .flatMap(unit -> unit.stream().filter(o -> o.ordinal() == ordinal).findFirst());
  }

  public int unitOf(int step) {
    return unitOfStep[step];
  }
}
