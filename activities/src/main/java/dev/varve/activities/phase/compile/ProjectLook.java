package dev.varve.activities.phase.compile;

import dev.varve.activities.lane.duckdb.DuckDbLanes;
import dev.varve.activities.phase.project.BuildFolder;
import dev.varve.activities.phase.project.Discovered;
import dev.varve.activities.phase.project.Discoverer;
import dev.varve.activities.phase.project.DiscoveryCaches;
import dev.varve.activities.phase.project.Lanes;
import dev.varve.activities.phase.project.SourceChecks;
import dev.varve.activities.phase.project.SourceSchemas;
import dev.varve.activities.phase.project.SourceValues;
import dev.varve.activities.phase.warehouse.OpenWarehouse;
import dev.varve.activities.phase.warehouse.Warehouses;
import dev.varve.planner.InputException;
import dev.varve.planner.Problem;
import dev.varve.planner.artifact.Surroundings;
import dev.varve.planner.build.Knowledge;
import dev.varve.planner.build.PlannedModel;
import dev.varve.planner.build.StepKeys;
import dev.varve.planner.compile.UnderstoodModel;
import dev.varve.planner.explain.ExplainedKey;
import dev.varve.planner.explain.ModelExplanation;
import dev.varve.planner.project.ParsedProject;
import dev.varve.planner.project.Project;
import dev.varve.planner.project.ProjectFiles;
import dev.varve.planner.project.ProjectReader;
import dev.varve.planner.project.Tier;
import dev.varve.storage.manifest.Manifest;
import dev.varve.storage.source.SourcePins;
import dev.varve.workflows.BuildRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Looks at a project as discover and compile would, without a lease and without leaving a trace.
 */
public final class ProjectLook {
  private static final String NO_BUILD = "plan";

  private final Warehouses warehouses;
  private final Lanes lanes;
  private final ProjectPlanning planning;

  public ProjectLook(Warehouses warehouses, Lanes lanes, String laneVersion) {
    this.warehouses = warehouses;
    this.lanes = lanes;
    this.planning = new ProjectPlanning(laneVersion);
  }

  /**
   * Every model that was looked at, and all that is wrong.
   *
   * @param errors what keeps each model that fails from being built.
   */
  public record Seen(
      String project,
      List<PlannedModel> models,
      List<Problem> problems,
      Map<String, Problem> errors) {
    public Seen {
      models = List.copyOf(models);
      problems = List.copyOf(problems);
      errors = Collections.unmodifiableMap(new TreeMap<>(errors));
    }
  }

  /**
   * A project whose {@code varve.yaml} is right.
   *
   * @throws InputException else, with all that is wrong with the whole project
   */
  public BuildFolder folder(String project, String environment) {
    return BuildFolder.find(project)
        .orElseThrow(() -> new InputException(faults(project, environment)));
  }

  /** All that keeps a project as a whole from being built. */
  public List<Problem> faults(String project, String environment) {
    try {
      return plan(BuildRequest.of(project, environment)).problems();
    } catch (InputException e) {
      return e.problems();
    }
  }

  /**
   * Plans what a build would do now.
   *
   * @throws InputException when so much is wrong, or so wrong a thing is asked for, that no model
   *     can be planned; with all that is wrong.
   */
  public Seen plan(BuildRequest request) {
    Looked looked = look(request.project(), true);
    ProjectPlanning.Planned planned = plan(looked, request, knowledge(looked, request));
    List<Problem> problems = new ArrayList<>(looked.unresolved);
    problems.addAll(planned.problems());
    return new Seen(looked.project.name(), planned.models(), problems, planned.errors());
  }

  /**
   * All that decides about one model, as a build of everything with this request would find it now.
   *
   * @throws InputException when there is no such model, or it cannot be understood
   */
  public Explained explain(BuildRequest request, String model) {
    Looked looked = look(request.project(), true);
    WarehouseKnowledge knowledge = knowledge(looked, request);
    try (ProjectStudy study = new ProjectStudy(looked)) {
      UnderstoodModel understood = study.understood(model);
      String name = understood.model().name();
      ProjectPlanning.Planned planned = plan(looked, ofEverything(request), knowledge);
      Map<String, PlannedModel> models = new TreeMap<>();
      planned.models().forEach(each -> models.put(each.name(), each));
      StepKeys keys = planned.keys(looked.project);
      return new Explained(
          looked.project.name(),
          models.get(name),
          ModelExplanation.of(understood),
          understood.model().inline()
              ? ExplainedKey.NONE
              : ExplainedKey.of(understood.model(), keys, knowledge, models),
          planned.settings().tier(understood.model()),
          study.versions());
    }
  }

  /**
   * A project's models in the forms in which they are handed out, as a build of everything with
   * this request would find them now.
   */
  public ModelForms forms(BuildRequest request) {
    Looked looked = look(request.project(), false);
    WarehouseKnowledge knowledge = knowledge(looked, request);
    Once<ProjectPlanning.Planned> planned =
        new Once<>(() -> plan(looked, ofEverything(request), knowledge));
    return new ModelForms(
        new ProjectStudy(looked),
        study -> keys(looked.project, planned.get(), knowledge, study.versions()),
        () -> planned.get().settings().literals(),
        () -> changes(looked, request.environment()));
  }

  private static ModelForms.Keys keys(
      Project project,
      ProjectPlanning.Planned planned,
      WarehouseKnowledge knowledge,
      List<String> versions) {
    Map<String, PlannedModel> models = new TreeMap<>();
    planned.models().forEach(each -> models.put(each.name(), each));
    StepKeys keys = planned.keys(project);
    return model ->
        model.model().inline()
            ? Surroundings.Settings.unknown(ModelForms.NO_STEP)
            : Surroundings.Settings.of(
                ExplainedKey.of(model.model(), keys, knowledge, models),
                planned.profile(project, model.model()),
                versions);
  }

  /**
   * The same of a build whose steps have ended, before its environment holds what they made.
   *
   * @param keys of its models
   */
  public ModelForms forms(
      OpenWarehouse warehouse,
      ParsedProject parsed,
      Discovered discovered,
      String environment,
      Map<String, String> literals,
      Function<ProjectStudy, ModelForms.Keys> keys) {
    Project project = parsed.project().orElseThrow();
    CompileCacheBlob cache =
        CompileCacheBlob.of(warehouse.store().index(CompilePhase.COMPILED, project.name()));
    Looked looked =
        new Looked(parsed, project, List.of(), Optional.of(warehouse), discovered, cache);
    return new ModelForms(
        new ProjectStudy(looked), keys, () -> literals, () -> changes(looked, environment));
  }

  private ModelForms.Changes changes(Looked now, String environment) {
    Path folder = Path.of(now.discovered.folder());
    return ModelForms.compared(
        () ->
            new ProjectComparison(this, planning.laneVersion())
                .of(now, folder, Baseline.find(now, folder, environment, ""), found -> found));
  }

  private static BuildRequest ofEverything(BuildRequest request) {
    return new BuildRequest(
        request.project(),
        request.environment(),
        List.of(),
        request.profile(),
        request.tier(),
        request.policy(),
        request.parameters(),
        request.logicalTime(),
        request.rebuild(),
        request.ifBusy(),
        request.takeLease(),
        request.carry());
  }

  /**
   * A model with all that decides about it.
   *
   * @param versions of all that decides what its text means
   */
  public record Explained(
      String project,
      PlannedModel planned,
      ModelExplanation explanation,
      ExplainedKey key,
      Tier tier,
      List<String> versions) {
    public Explained {
      versions = List.copyOf(versions);
    }
  }

  /**
   * Compares a project with what it was.
   *
   * @param environment whose tables were built from what it was, and that is meant where nothing is
   *     named
   * @param against an environment or a revision; empty for the environment
   * @param use what is made of it, while models can still be looked at more closely
   */
  public <T> T compare(
      String project, String environment, String against, Function<Compared, T> use) {
    Path folder = Path.of(project).toAbsolutePath().normalize();
    Looked now = look(project, true);
    Baseline baseline = Baseline.find(now, folder, environment, against);
    return new ProjectComparison(this, planning.laneVersion()).of(now, folder, baseline, use);
  }

  /**
   * Opens a project whose models are to be understood more closely than a build does.
   *
   * @param values whether the rows of sources are looked at too: what is known of them is part of
   *     what a build makes of the models
   */
  public ProjectStudy study(String project, boolean values) {
    return new ProjectStudy(look(project, values));
  }

  /** What is there, before anything is asked for. */
  record Looked(
      ParsedProject parsed,
      Project project,
      List<Problem> unresolved,
      Optional<OpenWarehouse> warehouse,
      Discovered discovered,
      CompileCacheBlob cache) {}

  /**
   * Looks at a project.
   *
   * @param values whether the rows of sources are looked at too, as a build would
   */
  private Looked look(String projectFolder, boolean values) {
    Path folder = Path.of(projectFolder).toAbsolutePath().normalize();
    return look(folder, ProjectFiles.read(folder), values);
  }

  /** Files as if they stood in a folder. */
  Looked look(Path folder, ProjectFiles files, boolean values) {
    ParsedProject parsed = ProjectReader.parse(files);
    Project project = parsed.project().orElseThrow(() -> new InputException(parsed.problems()));
    List<Problem> unresolved = BuildFolder.unresolved(project.warehouse());
    Optional<OpenWarehouse> warehouse =
        unresolved.isEmpty()
            ? warehouses.existing(BuildFolder.warehouse(folder, project.warehouse()))
            : Optional.empty();
    DiscoveryCaches caches = new DiscoveryCaches(warehouse);
    SourcePins pins = new SourcePins(caches);
    // One engine for all that has to be looked at, and none where nothing has.
    Map<SortedSet<Path>, DuckDbLanes> open = new LinkedHashMap<>();
    Function<SortedSet<Path>, DuckDbLanes> engine =
        sources -> open.computeIfAbsent(sources, s -> lanes.reading(project, s, spillFolder()));
    Discoverer.Found found =
        new Discoverer(
                pins,
                new SourceSchemas(caches, pins, engine),
                values ? new SourceChecks(caches, pins, engine) : SourceValues.UNREAD)
            .discover(folder, files, project);
    Discovered discovered =
        new Discovered(
            folder.toString(), "", found.pins(), found.schemas(), found.faults(), values);
    CompileCacheBlob cache =
        CompileCacheBlob.of(
            warehouse.flatMap(w -> w.store().index(CompilePhase.COMPILED, project.name())));
    return new Looked(parsed, project, unresolved, warehouse, discovered, cache);
  }

  private static WarehouseKnowledge knowledge(Looked looked, BuildRequest request) {
    Optional<Manifest> manifest =
        looked.warehouse.flatMap(w -> w.environments().current(request.environment()));
    return new WarehouseKnowledge(
        looked.warehouse, looked.project, looked.discovered, request.environment(), manifest);
  }

  private ProjectPlanning.Planned plan(Looked looked, BuildRequest request, Knowledge knowledge) {
    Instant time =
        request.logicalTime().isEmpty() ? Instant.now() : Instant.parse(request.logicalTime());
    return planning.plan(
        looked.parsed, request, NO_BUILD, time, looked.discovered, knowledge, looked.cache, false);
  }

  private static Path spillFolder() {
    try {
      Path folder = Files.createTempDirectory("varve-plan-");
      folder.toFile().deleteOnExit();
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
