package dev.varve.workflows.build;

import dev.varve.workflows.BuildAttributes;
import dev.varve.workflows.BuildProgress;
import dev.varve.workflows.BuildResult;
import dev.varve.workflows.Counts;
import dev.varve.workflows.RunningUnit;
import io.temporal.workflow.Workflow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a person can ask a build about. The workflow writes it as it goes; nothing is decided from
 * it but the pause.
 */
final class BuildState {
  private static final int FAILURES_KEPT = 20;
  private static final int RUNNING_SHOWN = 50;

  String buildId = "";
  String project = "";
  String environment = "";
  String logicalTime = "";
  String taskQueue = "";
  String waitingFor = "";
  String hint = "";
  Counts counts = Counts.NONE;
  int steps;
  int units;
  int unitsDone;
  boolean paused;

  /** What the snapshot came to. */
  Optional<BuildResult> result = Optional.empty();

  /** Set by the signal, cleared before the lease is asked for. */
  boolean awaitedLeaseIsFree;

  private String phase = "starting";
  private boolean attributesRegistered;
  private String shownStatus = "";
  private final TreeMap<Integer, RunningUnit> running = new TreeMap<>();
  private final List<String> failures = new ArrayList<>();

  void enter(String next) {
    phase = next;
    publish();
  }

  String phase() {
    return phase;
  }

  void running(int unit, String label, String what, int attempt) {
    String now = Instant.ofEpochMilli(Workflow.currentTimeMillis()).toString();
    running.put(unit, new RunningUnit(unit, label, what, now, attempt));
  }

  void ended(int unit) {
    running.remove(unit);
  }

  void addFailures(List<String> more) {
    for (String failure : more) {
      if (failures.size() < FAILURES_KEPT) {
        failures.add(failure);
      }
    }
  }

  List<String> failures() {
    return List.copyOf(failures);
  }

  void forgetUnits() {
    running.clear();
    failures.clear();
    counts = Counts.NONE;
    unitsDone = 0;
  }

  /** From here on the status is kept as search attributes. */
  void attributesAreRegistered() {
    attributesRegistered = true;
  }

  /** Shows the present state in the web UI and, where possible, in the search attributes. */
  void publish() {
    Workflow.setCurrentDetails(Details.of(progress()));
    if (!attributesRegistered) {
      return;
    }
    String status = paused ? "paused" : status(phase);
    if (status.equals(shownStatus)) {
      return;
    }
    if (shownStatus.isEmpty()) {
      Workflow.upsertTypedSearchAttributes(
          BuildAttributes.PROJECT.valueSet(project),
          BuildAttributes.ENVIRONMENT.valueSet(environment),
          BuildAttributes.STATUS.valueSet(status));
    } else {
      Workflow.upsertTypedSearchAttributes(BuildAttributes.STATUS.valueSet(status));
    }
    shownStatus = status;
  }

  private static String status(String phase) {
    return switch (phase) {
      case "starting", "discover", "compile", "execute", "snapshot" -> "building";
      default -> phase;
    };
  }

  /** The end of a build that had nothing to take a snapshot of. */
  BuildResult endedWithoutSteps(String outcome, Counts counts) {
    return new BuildResult(
        BuildResult.FORMAT_VERSION,
        outcome,
        buildId,
        project,
        environment,
        logicalTime,
        counts,
        List.of(),
        "",
        0,
        "");
  }

  BuildProgress progress() {
    List<RunningUnit> shown = running.values().stream().limit(RUNNING_SHOWN).toList();
    return new BuildProgress(
        phase,
        buildId,
        project,
        environment,
        logicalTime,
        counts,
        steps,
        units,
        unitsDone,
        shown,
        running.size() - shown.size(),
        failures,
        paused,
        waitingFor,
        taskQueue,
        hint);
  }
}
