package dev.varve.workers.cli;

import dev.varve.activities.metrics.Amounts;
import dev.varve.workers.cli.Columns.Cell;
import dev.varve.workflows.BuildResult;
import dev.varve.workflows.Counts;
import dev.varve.workflows.Failure;
import dev.varve.workflows.StepReport;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The summary of a build for people. */
final class BuildText {
  /** Longer lists are for the report. */
  private static final int STEPS_LISTED = 50;

  private BuildText() {}

  /** The steps that did something, the counts, and where the {@code tables} are. */
  static void print(
      PrintStream out, Paint paint, BuildResult result, Duration took, Path tables, boolean all) {
    List<StepReport> worked = new ArrayList<>();
    for (StepReport step : result.steps()) {
      if (all || !Decisions.isQuiet(step.decision())) {
        worked.add(step);
      }
    }
    worked.sort(Comparator.comparingInt(step -> Decisions.rank(step.decision())));
    int shown = all ? worked.size() : Math.min(STEPS_LISTED, worked.size());
    if (shown > 0) {
      table(out, paint, worked.subList(0, shown));
      int more = worked.size() - shown + result.stepsOmitted();
      if (more > 0) {
        out.println("  " + paint.dim("… and " + Amounts.count(more) + " more"));
      }
      out.println();
    }
    out.println(verdict(paint, result) + ": " + counts(result.counts()) + ", in " + time(took));
    Columns places = new Columns("  ");
    place(places, paint, "tables", tables.toString());
    place(places, paint, "report", result.report());
    place(places, paint, "build", result.buildId() + ", logical time " + result.logicalTime());
    places.lines().forEach(line -> out.println("  " + line));
  }

  private static void place(Columns places, Paint paint, String label, String value) {
    if (!value.isEmpty()) {
      places.add(List.of(Cell.left(label, paint.dim(label)), Cell.left(Columns.printable(value))));
    }
  }

  private static void table(PrintStream out, Paint paint, List<StepReport> steps) {
    Columns columns = new Columns("  ");
    for (StepReport step : steps) {
      String decision = Columns.printable(Decisions.done(step.decision()));
      String reason = Columns.printable(reason(step));
      String rows = step.rows() == null ? "" : Amounts.count(step.rows(), "row", "rows");
      columns.add(
          List.of(
              Cell.left(decision, paint.decision(step.decision(), decision)),
              Cell.left(Columns.printable(step.model())),
              Cell.right(rows),
              Cell.right(step.bytes() == null ? "" : Amounts.bytes(step.bytes())),
              Cell.right(took(step)),
              Cell.left(reason, paint.dim(reason))));
    }
    List<String> lines = columns.lines();
    for (int i = 0; i < lines.size(); i++) {
      out.println("  " + lines.get(i));
      Failure error = steps.get(i).error();
      if (error != null) {
        failure(out, paint, error);
      }
    }
  }

  /** A step that was not tried took no time, which is not worth saying. */
  private static String took(StepReport step) {
    boolean tried = step.rows() != null || step.error() != null;
    return tried && step.milliseconds() != null ? time(step.milliseconds()) : "";
  }

  /** A failure says itself why the table is not there. */
  private static String reason(StepReport step) {
    return step.reason() == null || step.error() != null ? "" : step.reason().message();
  }

  private static void failure(PrintStream out, Paint paint, Failure error) {
    List<String> message = error.message().strip().lines().toList();
    String first = message.isEmpty() ? "" : Columns.printable(message.get(0));
    out.println("      " + paint.red(error.code()) + ": " + first);
    message.stream().skip(1).forEach(line -> out.println("      " + Columns.printable(line)));
    if (!error.mend().isEmpty()) {
      error.mend().lines().forEach(line -> out.println("      " + Columns.printable(line)));
    }
  }

  private static String verdict(Paint paint, BuildResult result) {
    String place = Columns.printable(result.project() + " / " + result.environment());
    return switch (result.outcome()) {
      case BuildResult.DONE -> paint.green("Built " + place);
      case BuildResult.CANCELLED -> paint.yellow("Cancelled " + place);
      case BuildResult.SUPERSEDED ->
          paint.yellow("Superseded by an equal build that waits for " + place);
      default -> paint.red("Failed " + place);
    };
  }

  /** {@code 2 rebuilt, 4 skipped}; all zero means that the project has no models. */
  static String counts(Counts counts) {
    List<String> parts = new ArrayList<>();
    part(parts, counts.failed(), "failed");
    part(parts, counts.cancelled(), "cancelled");
    part(parts, counts.blocked(), "blocked");
    part(parts, counts.rebuilt(), "rebuilt");
    part(parts, counts.reused(), "reused");
    part(parts, counts.removed(), "removed");
    part(parts, counts.skipped(), "skipped");
    part(parts, counts.inline(), "inline");
    return parts.isEmpty() ? "nothing to do" : String.join(", ", parts);
  }

  private static void part(List<String> parts, int count, String word) {
    if (count > 0) {
      parts.add(Amounts.count(count) + " " + word);
    }
  }

  private static String time(long milliseconds) {
    return time(Duration.ofMillis(milliseconds));
  }

  private static String time(Duration duration) {
    return Amounts.duration(duration);
  }
}
