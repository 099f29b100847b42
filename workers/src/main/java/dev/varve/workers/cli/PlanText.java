package dev.varve.workers.cli;

import dev.varve.activities.metrics.Amounts;
import dev.varve.activities.plan.PlanReport;
import dev.varve.activities.plan.PlannedModel;
import dev.varve.workers.cli.Columns.Cell;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A plan for people: what would happen to each model, and why. */
final class PlanText {
  /** Up to so many models that stay as they are, each gets its line. */
  private static final int QUIET_LISTED = 20;

  private static final int CHANGES_LISTED = 5;

  private PlanText() {}

  static void print(PrintStream out, Paint paint, PlanReport plan, boolean everything) {
    out.println(paint.bold(plan.project()) + paint.dim(" / ") + paint.bold(plan.environment()));
    long quiet = plan.models().stream().filter(m -> Decisions.isQuiet(m.decision())).count();
    boolean listQuiet = everything || quiet <= QUIET_LISTED;
    List<PlannedModel> listed = new ArrayList<>();
    for (PlannedModel model : plan.models()) {
      if (listQuiet || !Decisions.isQuiet(model.decision())) {
        listed.add(model);
      }
    }
    listed.sort(Comparator.comparingInt(model -> Decisions.rank(model.decision())));
    if (!listed.isEmpty()) {
      out.println();
      table(out, paint, listed, everything);
    }
    out.println();
    out.println(summary(plan));
  }

  private static void table(
      PrintStream out, Paint paint, List<PlannedModel> models, boolean everything) {
    Columns columns = new Columns("  ");
    for (PlannedModel model : models) {
      String decision = Columns.printable(model.decision());
      String reason = Columns.printable(why(model));
      columns.add(
          List.of(
              Cell.left(decision, paint.decision(model.decision(), decision)),
              Cell.left(Columns.printable(model.name())),
              Cell.left(reason, Decisions.isQuiet(model.decision()) ? paint.dim(reason) : reason)));
    }
    List<String> lines = columns.lines();
    for (int i = 0; i < lines.size(); i++) {
      out.println("  " + lines.get(i));
      if (everything) {
        changes(out, paint, models.get(i));
      }
    }
  }

  private static String why(PlannedModel model) {
    return model.reason().message().isEmpty()
        ? model.error().map(error -> error.message()).orElse("")
        : model.reason().message();
  }

  private static void changes(PrintStream out, Paint paint, PlannedModel model) {
    List<String> changed = model.reason().changed();
    if (Decisions.isQuiet(model.decision())) {
      return;
    }
    for (String part : changed.subList(0, Math.min(CHANGES_LISTED, changed.size()))) {
      if (!model.reason().message().contains(part)) {
        out.println("      " + paint.dim(Columns.printable(part)));
      }
    }
    if (changed.size() > CHANGES_LISTED) {
      int more = changed.size() - CHANGES_LISTED;
      out.println("      " + paint.dim("… and " + Amounts.count(more) + " more"));
    }
  }

  /** {@code 6 models: 2 to rebuild, 4 up to date.} */
  static String summary(PlanReport plan) {
    Map<Integer, List<PlannedModel>> byRank = new TreeMap<>();
    for (PlannedModel model : plan.models()) {
      byRank.computeIfAbsent(Decisions.rank(model.decision()), r -> new ArrayList<>()).add(model);
    }
    List<String> parts = new ArrayList<>();
    for (List<PlannedModel> group : byRank.values()) {
      int stale = (int) group.stream().filter(PlanText::isStale).count();
      if (stale < group.size()) {
        parts.add(Amounts.count(group.size() - stale) + " " + words(group.get(0).decision()));
      }
      if (stale > 0) {
        parts.add(Amounts.count(stale) + " stale by policy");
      }
    }
    String models = Amounts.count(plan.models().size(), "model", "models");
    return parts.isEmpty() ? models + "." : models + ": " + String.join(", ", parts) + ".";
  }

  private static boolean isStale(PlannedModel model) {
    return model.reason().code().equals("STALE_BY_POLICY");
  }

  private static String words(String decision) {
    return switch (decision) {
      case "skip" -> "up to date";
      case "reuse" -> "to reuse";
      case "rebuild" -> "to rebuild";
      case "removed" -> "to remove";
      case "fail" -> "with an error";
      default -> decision;
    };
  }
}
