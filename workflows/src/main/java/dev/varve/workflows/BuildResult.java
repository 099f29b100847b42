package dev.varve.workflows;

import static java.util.Objects.requireNonNullElse;

import java.util.List;

/**
 * What a build ends with: the result of the workflow and of {@code varve build --json}.
 *
 * @param outcome done, failed, cancelled or superseded; by the counts when left empty
 * @param manifest the manifest it left, empty for none
 * @param stepsOmitted how many steps the list leaves out to stay small; the report has them all
 * @param report path of the report
 */
public record BuildResult(
    int formatVersion,
    String outcome,
    String buildId,
    String project,
    String environment,
    String logicalTime,
    Counts counts,
    List<StepReport> steps,
    String manifest,
    int stepsOmitted,
    String report) {
  public static final int FORMAT_VERSION = 1;
  public static final String DONE = "done";
  public static final String FAILED = "failed";
  public static final String CANCELLED = "cancelled";
  public static final String SUPERSEDED = "superseded";

  public BuildResult {
    counts = counts == null ? Counts.NONE : counts;
    outcome = requireNonNullElse(outcome, "").isEmpty() ? outcomeOf(counts) : outcome;
    steps = steps == null ? List.of() : List.copyOf(steps);
    manifest = requireNonNullElse(manifest, "");
    report = requireNonNullElse(report, "");
  }

  private static String outcomeOf(Counts counts) {
    if (counts.cancelled() > 0) {
      return CANCELLED;
    }
    return counts.failed() + counts.blocked() > 0 ? FAILED : DONE;
  }
}
