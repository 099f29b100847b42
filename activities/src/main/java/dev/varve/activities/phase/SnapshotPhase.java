package dev.varve.activities.phase;

import dev.varve.activities.phase.step.BuildContext;
import dev.varve.activities.phase.step.StepOutcome;
import dev.varve.activities.phase.warehouse.OpenWarehouse;
import dev.varve.activities.phase.warehouse.StagedContent;
import dev.varve.planner.Fingerprint;
import dev.varve.planner.build.BuildPlan;
import dev.varve.planner.build.DecisionKind;
import dev.varve.planner.build.ReasonCode;
import dev.varve.storage.manifest.Manifest;
import dev.varve.storage.manifest.SourceEntry;
import dev.varve.storage.manifest.TableEntry;
import dev.varve.storage.source.SourcePin;
import dev.varve.storage.staging.Attempt;
import dev.varve.workflows.BuildResult;
import dev.varve.workflows.phase.SnapshotRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;

/** Writes down what the environment holds now, and what there is to tell of the build. */
final class SnapshotPhase {
  private final OpenWarehouse warehouse;
  private final RunArtifacts artifacts;

  SnapshotPhase(OpenWarehouse warehouse, RunArtifacts artifacts) {
    this.warehouse = warehouse;
    this.artifacts = artifacts;
  }

  /**
   * Ends a build.
   *
   * @param build absent when the build ended before anything was planned.
   */
  BuildResult run(
      SnapshotRequest request, String project, Optional<BuildContext> build, long number) {
    Attempt attempt =
        Attempt.begin(warehouse.warehouse(), request.lease().epoch(), "snapshot", number);
    Optional<String> kept =
        build.flatMap(context -> artifacts.keep(request.request(), context, attempt));
    Optional<Manifest> manifest =
        build.flatMap(context -> manifest(context, request, project, attempt));
    String buildId =
        request.discovery().buildId().isEmpty()
            ? request.lease().buildId()
            : request.discovery().buildId();
    Path run = warehouse.warehouse().run(buildId);
    BuildResult result =
        new BuildResults(request, project, buildId)
            .of(build, manifest, run.resolve(BuildResults.REPORT));
    // Of thousands of steps the page takes as long to write as all the rest.
    CompletableFuture<String> report =
        CompletableFuture.supplyAsync(() -> BuildResults.report(result, request, kept));
    byte[] json = BuildResults.toJson(result);
    StagedContent.replace(warehouse, attempt, "result", json, run.resolve(BuildResults.FILE));
    StagedContent.replace(
        warehouse,
        attempt,
        "report",
        report.join().getBytes(StandardCharsets.UTF_8),
        run.resolve(BuildResults.REPORT));
    if (!request.discovery().buildId().isEmpty()) {
      warehouse
          .store()
          .putIndex(attempt, DiscoverPhase.UNFINISHED, request.lease().environment(), new byte[0]);
    }
    attempt.finish();
    return BuildResults.trimmed(result, json.length);
  }

  /** The manifest that holds from now on; the current one where nothing changed. */
  private Optional<Manifest> manifest(
      BuildContext build, SnapshotRequest request, String projectName, Attempt attempt) {
    Optional<Manifest> before = warehouse.environments().current(build.environment());
    TreeMap<String, TableEntry> tables = new TreeMap<>();
    before.ifPresent(m -> m.tables().forEach(table -> tables.put(table.table(), table)));
    SortedSet<String> unread = new TreeSet<>();
    SortedMap<String, String> definedBy = new TreeMap<>();
    before.ifPresent(m -> definedBy.putAll(m.definedBy()));
    String project = build.discovered().files();
    for (BuildPlan.Entry entry : build.plan().entries()) {
      if (entry.decision().kind() == DecisionKind.REMOVED) {
        tables.remove(entry.name());
      } else if (entry.decision().kind() == DecisionKind.SKIP) {
        boolean stale = entry.decision().reason().code() == ReasonCode.STALE_BY_POLICY;
        tables.computeIfPresent(
            entry.name(),
            (name, table) -> {
              String deepKey = entry.deepKey().map(Fingerprint::hex).orElse(table.deepKey());
              return table.withStale(stale).withDeepKey(deepKey);
            });
        if (!stale) {
          definedBy.put(entry.name(), project);
        }
      }
    }
    for (int ordinal = 0; ordinal < build.plan().steps().size(); ordinal++) {
      Optional<StepOutcome> outcome = build.outcome(ordinal);
      if (outcome.isPresent() && outcome.get().table().isPresent()) {
        tables.put(outcome.get().model(), outcome.get().table().get());
        definedBy.put(outcome.get().model(), project);
      } else {
        build.model(ordinal).inputs().forEach(input -> unread.add(input.table()));
      }
    }
    List<TableEntry> now = List.copyOf(tables.values());
    List<SourceEntry> sources = sources(build, before, unread);
    Manifest manifest =
        new Manifest(
                Manifest.FORMAT_VERSION,
                build.environment(),
                0,
                build.buildId(),
                projectName,
                request.discovery().logicalTime(),
                request.lease().epoch(),
                now,
                sources)
            .definedBy(definedBy);
    if (before.isPresent()
        && before.get().tables().equals(now)
        && before.get().sources().equals(sources)
        && before.get().definitions().equals(manifest.definitions())) {
      return before;
    }
    return Optional.of(warehouse.environments().publish(attempt, manifest));
  }

  /**
   * The pins that the tables rest on. A source that a failed step should have read, or that cannot
   * be read at all, keeps its former pin, so that the next build still says what is new in it.
   */
  private static List<SourceEntry> sources(
      BuildContext build, Optional<Manifest> before, SortedSet<String> unread) {
    Map<String, SourceEntry> old = new LinkedHashMap<>();
    before.ifPresent(m -> m.sources().forEach(source -> old.put(source.source(), source)));
    List<SourceEntry> sources = new ArrayList<>();
    for (String source : build.project().sources().keySet()) {
      SourcePin pin = build.discovered().pins().get(source);
      if ((pin == null || unread.contains(source)) && old.containsKey(source)) {
        sources.add(old.get(source));
      } else if (pin != null) {
        sources.add(new SourceEntry(pin.source(), pin.files(), ""));
      }
    }
    return sources;
  }
}
