package dev.varve.activities.phase;

import dev.varve.activities.lane.duckdb.DuckDbLanes;
import dev.varve.activities.phase.project.Discovered;
import dev.varve.activities.phase.project.Discoverer;
import dev.varve.activities.phase.project.DiscoveryArtifact;
import dev.varve.activities.phase.project.DiscoveryCaches;
import dev.varve.activities.phase.project.FrozenProject;
import dev.varve.activities.phase.project.FrozenProjects;
import dev.varve.activities.phase.project.Lanes;
import dev.varve.activities.phase.project.SourceChecks;
import dev.varve.activities.phase.project.SourceSchemas;
import dev.varve.activities.phase.warehouse.OpenWarehouse;
import dev.varve.activities.phase.warehouse.StagedContent;
import dev.varve.planner.InputException;
import dev.varve.planner.project.ParsedProject;
import dev.varve.planner.project.Profile;
import dev.varve.planner.project.Project;
import dev.varve.planner.project.ProjectFiles;
import dev.varve.storage.Digest;
import dev.varve.storage.source.SourcePins;
import dev.varve.storage.staging.Attempt;
import dev.varve.workflows.BuildRequest;
import dev.varve.workflows.Discovery;
import dev.varve.workflows.phase.DiscoverRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.SortedSet;
import java.util.function.Function;

/** Freezes a project's files, pins its sources and finds out what they look like. */
final class DiscoverPhase {
  static final String UNFINISHED = "unfinished";

  /** From the id that a lease gives a build to the one under which it goes on. */
  static final String RESUMED = "resumed";

  private final OpenWarehouse warehouse;
  private final FrozenProjects projects;
  private final Lanes lanes;

  DiscoverPhase(OpenWarehouse warehouse, FrozenProjects projects, Lanes lanes) {
    this.warehouse = warehouse;
    this.projects = projects;
    this.lanes = lanes;
  }

  Discovery run(DiscoverRequest request, long number) {
    BuildRequest build = request.request();
    Path folder = Path.of(build.project()).toAbsolutePath().normalize();
    Attempt attempt =
        Attempt.begin(warehouse.warehouse(), request.lease().epoch(), "discover", number);
    ProjectFiles files = ProjectFiles.read(folder);
    byte[] frozen = FrozenProject.encode(files);
    ParsedProject parsed = projects.of(frozen, files);
    Project project = parsed.project().orElseThrow(() -> new InputException(parsed.problems()));
    DiscoveryCaches caches = new DiscoveryCaches(Optional.of(warehouse));
    SourcePins pins = new SourcePins(caches);
    Function<SortedSet<Path>, DuckDbLanes> engine =
        sources -> lanes.of(project, sources, warehouse, Profile.PROD_FAST);
    Discoverer.Found found =
        new Discoverer(
                pins,
                new SourceSchemas(caches, pins, engine),
                new SourceChecks(caches, pins, engine))
            .discover(folder, files, project);
    Digest kept = put(attempt, frozen);
    Digest discovery =
        put(
            attempt,
            DiscoveryArtifact.toJson(
                new Discovered(
                    folder.toString(), kept.hex(), found.pins(), found.schemas(), found.faults())));
    caches.keep(attempt);
    RunRecord record =
        resumable(build, discovery)
            .orElseGet(
                () ->
                    new RunRecord(
                        request.lease().buildId(),
                        RequestDigest.of(build),
                        discovery.hex(),
                        request.logicalTime()));
    boolean resumed = !record.buildId().equals(request.lease().buildId());
    Path run = warehouse.warehouse().run(record.buildId());
    byte[] json = record.toJson();
    StagedContent.replace(warehouse, attempt, "build", json, run.resolve(RunRecord.FILE));
    warehouse.store().putIndex(attempt, UNFINISHED, build.environment(), json);
    if (resumed) {
      byte[] id = record.buildId().getBytes(StandardCharsets.UTF_8);
      warehouse.store().putIndex(attempt, RESUMED, request.lease().buildId(), id);
    }
    attempt.finish();
    return new Discovery(
        discovery.hex(),
        record.buildId(),
        record.logicalTime(),
        project.models().size(),
        project.sources().size(),
        resumed);
  }

  /** A build that was killed goes on, with its logical time, when the very same is asked for. */
  private Optional<RunRecord> resumable(BuildRequest build, Digest discovery) {
    return warehouse
        .store()
        .index(UNFINISHED, build.environment())
        .filter(json -> json.length > 0)
        .flatMap(RunRecord::read)
        .filter(record -> record.request().equals(RequestDigest.of(build)))
        .filter(record -> record.discovery().equals(discovery.hex()));
  }

  private Digest put(Attempt attempt, byte[] artifact) {
    Digest digest = Digest.of(artifact);
    return warehouse.store().artifact(digest).isPresent()
        ? digest
        : warehouse.store().putArtifact(attempt, artifact);
  }
}
