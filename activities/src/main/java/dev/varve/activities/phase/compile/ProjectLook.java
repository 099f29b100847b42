package dev.varve.activities.phase.compile;

import dev.varve.activities.phase.project.BuildFolder;
import dev.varve.activities.phase.project.Discovered;
import dev.varve.activities.phase.project.Discoverer;
import dev.varve.activities.phase.project.DiscoveryCaches;
import dev.varve.activities.phase.project.Lanes;
import dev.varve.activities.phase.project.SourceSchemas;
import dev.varve.activities.phase.warehouse.OpenWarehouse;
import dev.varve.activities.phase.warehouse.Warehouses;
import dev.varve.planner.InputException;
import dev.varve.planner.Problem;
import dev.varve.planner.build.PlannedModel;
import dev.varve.planner.project.ParsedProject;
import dev.varve.planner.project.Project;
import dev.varve.planner.project.ProjectFiles;
import dev.varve.planner.project.ProjectReader;
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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

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
    Path folder = Path.of(request.project()).toAbsolutePath().normalize();
    ProjectFiles files = ProjectFiles.read(folder);
    ParsedProject parsed = ProjectReader.parse(files);
    Project project = parsed.project().orElseThrow(() -> new InputException(parsed.problems()));
    List<Problem> unresolved = BuildFolder.unresolved(project.warehouse());
    Optional<OpenWarehouse> warehouse =
        unresolved.isEmpty()
            ? warehouses.existing(BuildFolder.warehouse(folder, project.warehouse()))
            : Optional.empty();
    DiscoveryCaches caches = new DiscoveryCaches(warehouse);
    Discoverer.Found found =
        new Discoverer(
                new SourcePins(caches),
                new SourceSchemas(
                    caches, sources -> lanes.reading(project, sources, spillFolder())))
            .discover(folder, files, project);
    Discovered discovered =
        new Discovered(folder.toString(), "", found.pins(), found.schemas(), found.faults());
    Optional<Manifest> manifest =
        warehouse.flatMap(w -> w.environments().current(request.environment()));
    CompileCacheBlob cache =
        CompileCacheBlob.of(
            warehouse.flatMap(w -> w.store().index(CompilePhase.COMPILED, project.name())));
    Instant time =
        request.logicalTime().isEmpty() ? Instant.now() : Instant.parse(request.logicalTime());
    ProjectPlanning.Planned planned =
        planning.plan(
            parsed,
            request,
            NO_BUILD,
            time,
            discovered,
            new WarehouseKnowledge(warehouse, project, discovered, request.environment(), manifest),
            cache);
    List<Problem> problems = new ArrayList<>(unresolved);
    problems.addAll(planned.problems());
    return new Seen(project.name(), planned.models(), problems, planned.errors());
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
