package dev.varve.activities.phase;

import static java.util.Comparator.naturalOrder;

import dev.varve.activities.phase.compile.Tally;
import dev.varve.activities.phase.step.BuildContext;
import dev.varve.activities.phase.step.StepOutcome;
import dev.varve.observability.BuildReport;
import dev.varve.observability.BuildSummary;
import dev.varve.observability.StepSummary;
import dev.varve.planner.Fingerprint;
import dev.varve.planner.build.BuildPlan;
import dev.varve.planner.build.Decision;
import dev.varve.planner.build.DecisionKind;
import dev.varve.storage.manifest.Manifest;
import dev.varve.storage.manifest.TableEntry;
import dev.varve.workflows.BuildResult;
import dev.varve.workflows.Counts;
import dev.varve.workflows.Failure;
import dev.varve.workflows.Reason;
import dev.varve.workflows.StepReport;
import dev.varve.workflows.UnitFailure;
import dev.varve.workflows.phase.SnapshotRequest;
import io.temporal.api.common.v1.Payload;
import io.temporal.common.converter.DataConverter;
import io.temporal.common.converter.DefaultDataConverter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedSet;
import java.util.TreeSet;

/** Puts together what a build ends with, and the page that shows it. */
final class BuildResults {
  static final String FILE = "result.json";
  static final String REPORT = "report.html";

  /** One for all: making one costs more than encoding a step. */
  private static final DataConverter CONVERTER = DefaultDataConverter.newDefaultInstance();

  /** From here on a server warns of the size of a payload. */
  static final int MOST_BYTES = 256 * 1024;

  /** What somebody has to look at comes before what went well; what was skipped needs nobody. */
  private static final List<String> TOLD_FIRST =
      List.of("fail", "blocked", "cancelled", "removed", "rebuild", "reuse");

  private final SnapshotRequest request;
  private final String project;
  private final String buildId;
  private final Tally tally = new Tally();
  private final List<StepReport> steps = new ArrayList<>();
  private int cancelled;

  BuildResults(SnapshotRequest request, String project, String buildId) {
    this.request = request;
    this.project = project;
    this.buildId = buildId;
  }

  BuildResult of(Optional<BuildContext> build, Optional<Manifest> manifest, Path report) {
    build.ifPresent(this::collect);
    Counts counts = tally.counts(cancelled);
    return new BuildResult(
        BuildResult.FORMAT_VERSION,
        outcome(counts),
        buildId,
        project,
        request.lease().environment(),
        request.discovery().logicalTime(),
        counts,
        steps,
        manifest.map(m -> m.environment() + "/" + m.number()).orElse(""),
        0,
        report.toString());
  }

  private String outcome(Counts counts) {
    if (request.cancelled()) {
      return BuildResult.CANCELLED;
    }
    return counts.failed() > 0 || counts.blocked() > 0 ? BuildResult.FAILED : BuildResult.DONE;
  }

  private void collect(BuildContext build) {
    Map<Integer, Failure> broken = new LinkedHashMap<>();
    for (UnitFailure failure : request.broken()) {
      broken.put(failure.unit(), failure.failure());
    }
    int ordinal = 0;
    for (BuildPlan.Entry entry : build.plan().entries()) {
      DecisionKind kind = entry.decision().kind();
      if (kind != DecisionKind.REUSE && kind != DecisionKind.REBUILD) {
        settled(entry, build);
      } else {
        Optional<StepOutcome> outcome = build.outcome(ordinal);
        if (outcome.isPresent()) {
          ended(entry, outcome.get());
        } else {
          unfinished(entry, Optional.ofNullable(broken.get(build.unitOf(ordinal))));
        }
        ordinal++;
      }
    }
  }

  private void settled(BuildPlan.Entry entry, BuildContext build) {
    tally.add(entry.decision().kind());
    Optional<TableEntry> table = build.before(entry.name());
    add(
        entry.name(),
        entry.decision(),
        entry.key().map(Fingerprint::hex),
        table,
        0L,
        null,
        Optional.empty());
  }

  private void ended(BuildPlan.Entry entry, StepOutcome outcome) {
    tally.add(outcome.decision().kind());
    Failure failure =
        outcome.failure().map(f -> new Failure(f.code(), f.message(), f.mend())).orElse(null);
    add(
        entry.name(),
        outcome.decision(),
        outcome.table().map(TableEntry::stepKey),
        outcome.table(),
        outcome.milliseconds(),
        failure,
        outcome.startedAt());
  }

  private void unfinished(BuildPlan.Entry entry, Optional<Failure> failure) {
    if (failure.isPresent()) {
      tally.add(DecisionKind.FAIL);
      Reason reason = new Reason(failure.get().code(), failure.get().message(), List.of());
      steps.add(
          new StepReport(
              entry.name(), "fail", reason, null, null, null, null, failure.get(), null));
    } else {
      cancelled++;
      Reason reason = new Reason("CANCELLED", "the build ended before it was its turn", List.of());
      steps.add(
          new StepReport(entry.name(), "cancelled", reason, null, null, null, null, null, null));
    }
  }

  private void add(
      String model,
      Decision decision,
      Optional<String> key,
      Optional<TableEntry> table,
      long milliseconds,
      Failure failure,
      Optional<Instant> startedAt) {
    dev.varve.planner.build.Reason reason = decision.reason();
    steps.add(
        new StepReport(
            model,
            decision.kind().word(),
            new Reason(reason.code().name(), reason.message(), reason.changed()),
            key.orElse(null),
            table.map(TableEntry::rows).orElse(null),
            table.map(TableEntry::bytes).orElse(null),
            milliseconds,
            failure,
            startedAt.map(Instant::toString).orElse(null)));
  }

  /** The same words everywhere: the run bundle keeps the very JSON that a workflow's result has. */
  static byte[] toJson(BuildResult result) {
    Payload payload = CONVERTER.toPayload(result).orElseThrow();
    return payload.getData().toByteArray();
  }

  static BuildResult fromJson(byte[] json) {
    Payload payload =
        CONVERTER.toPayload("").orElseThrow().toBuilder()
            .setData(com.google.protobuf.ByteString.copyFrom(json))
            .build();
    return CONVERTER.fromPayload(payload, BuildResult.class, BuildResult.class);
  }

  /**
   * What is returned to the workflow: where the list is long it leaves out what needs nobody, then
   * what went well.
   *
   * @param bytes how long its JSON is
   */
  static BuildResult trimmed(BuildResult result, int bytes) {
    if (bytes <= MOST_BYTES) {
      return result;
    }
    int left = MOST_BYTES - toJson(with(result, List.of())).length;
    SortedSet<Integer> kept = new TreeSet<>();
    for (String decision : TOLD_FIRST) {
      for (int i = 0; i < result.steps().size(); i++) {
        StepReport step = result.steps().get(i);
        if (step.decision().equals(decision)) {
          // A comma stands between two.
          int more = bytes(step) + 1;
          if (more <= left) {
            left -= more;
            kept.add(i);
          }
        }
      }
    }
    return with(result, kept.stream().map(result.steps()::get).toList());
  }

  private static int bytes(StepReport step) {
    return CONVERTER.toPayload(step).orElseThrow().getData().size();
  }

  private static BuildResult with(BuildResult result, List<StepReport> steps) {
    return new BuildResult(
        result.formatVersion(),
        result.outcome(),
        result.buildId(),
        result.project(),
        result.environment(),
        result.logicalTime(),
        result.counts(),
        steps,
        result.manifest(),
        result.steps().size() - steps.size(),
        result.report());
  }

  static String report(BuildResult result, SnapshotRequest request, Optional<String> artifacts) {
    List<StepSummary> steps = new ArrayList<>();
    Optional<Instant> first =
        result.steps().stream().flatMap(step -> started(step).stream()).min(naturalOrder());
    for (StepReport step : result.steps()) {
      steps.add(summary(step, first));
    }
    List<BuildSummary.Detail> details =
        new ArrayList<>(
            List.of(
                new BuildSummary.Detail("warehouse", request.lease().warehouse()),
                new BuildSummary.Detail("manifest", result.manifest()),
                new BuildSummary.Detail("epoch", Long.toString(request.lease().epoch()))));
    artifacts.ifPresent(kept -> details.add(new BuildSummary.Detail("artifacts", kept)));
    return BuildReport.html(
        new BuildSummary(
            result.buildId(),
            result.project(),
            result.environment(),
            result.logicalTime(),
            state(result),
            Optional.empty(),
            Optional.empty(),
            counts(result.counts()),
            steps,
            0,
            details));
  }

  private static BuildSummary.State state(BuildResult result) {
    return switch (result.outcome()) {
      case BuildResult.DONE -> BuildSummary.State.DONE;
      case BuildResult.CANCELLED -> BuildSummary.State.CANCELLED;
      default -> BuildSummary.State.FAILED;
    };
  }

  private static List<BuildSummary.Count> counts(Counts counts) {
    List<BuildSummary.Count> shown = new ArrayList<>(steps(counts));
    if (counts.inline() > 0) {
      shown.add(new BuildSummary.Count("inline", counts.inline()));
    }
    return shown;
  }

  private static List<BuildSummary.Count> steps(Counts counts) {
    return List.of(
        new BuildSummary.Count("fail", counts.failed()),
        new BuildSummary.Count("cancelled", counts.cancelled()),
        new BuildSummary.Count("blocked", counts.blocked()),
        new BuildSummary.Count("rebuild", counts.rebuilt()),
        new BuildSummary.Count("reuse", counts.reused()),
        new BuildSummary.Count("removed", counts.removed()),
        new BuildSummary.Count("skip", counts.skipped()));
  }

  private static Optional<Instant> started(StepReport step) {
    return Optional.ofNullable(step.startedAt()).map(Instant::parse);
  }

  /** The report shows when a step ran from the first query on. */
  private static StepSummary summary(StepReport step, Optional<Instant> first) {
    OptionalLong start =
        started(step).stream()
            .mapToLong(at -> Duration.between(first.orElse(at), at).toMillis())
            .findFirst();
    return new StepSummary(
        step.model(),
        step.decision(),
        step.reason().code(),
        step.reason().message(),
        step.reason().changed(),
        Optional.ofNullable(step.key()),
        optional(step.rows()),
        optional(step.bytes()),
        start,
        optional(step.milliseconds()),
        Optional.ofNullable(step.error())
            .map(f -> new StepSummary.StepFailure(f.code(), f.message(), f.mend())));
  }

  private static OptionalLong optional(Long value) {
    return value == null ? OptionalLong.empty() : OptionalLong.of(value);
  }
}
