package dev.varve.tests.harness;

import dev.varve.activities.plan.PlanProblem;
import dev.varve.activities.plan.PlanReport;
import dev.varve.activities.plan.PlannedModel;
import dev.varve.workers.BuildListener;
import dev.varve.workers.TableView;
import dev.varve.workers.Varve;
import dev.varve.workers.VarveException;
import dev.varve.workers.VarveOptions;
import dev.varve.workflows.BuildResult;
import dev.varve.workflows.StepReport;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Builds inside this process, as Java programs run them. */
public final class Embedded {
  private Embedded() {}

  /** Builds all of a project into {@code dev}. */
  public static BuildResult build(ProjectFolder project) {
    return build(Request.of(project));
  }

  public static BuildResult build(Request request) {
    try (Varve varve = open(request)) {
      return varve.build(request.asIs(), BuildListener.silent());
    }
  }

  public static PlanReport plan(ProjectFolder project) {
    return plan(Request.of(project));
  }

  public static PlanReport plan(Request request) {
    try (Varve varve = open(request)) {
      return varve.plan(request.asIs());
    }
  }

  public static TableView show(ProjectFolder project, String model) {
    try (Varve varve = open(Request.of(project))) {
      return varve.show(model, "dev", 100);
    }
  }

  /** What is wrong with a project or a request that must be refused. */
  public static List<PlanProblem> refused(Request request) {
    try {
      BuildResult result = build(request);
      throw new AssertionError("was not refused: " + result);
    } catch (VarveException e) {
      if (e.kind() != VarveException.Kind.INPUT) {
        throw e;
      }
      return e.problems();
    }
  }

  /** The decision for each model. */
  public static SortedMap<String, String> decisions(BuildResult result) {
    SortedMap<String, String> decisions = new TreeMap<>();
    for (StepReport step : result.steps()) {
      decisions.put(step.model(), step.decision());
    }
    return decisions;
  }

  public static StepReport step(BuildResult result, String model) {
    return result.steps().stream()
        .filter(step -> step.model().equals(model))
        .findFirst()
        .orElseThrow(() -> new AssertionError(model + " is not in " + decisions(result)));
  }

  public static PlannedModel planned(PlanReport plan, String model) {
    return plan.models().stream()
        .filter(planned -> planned.name().equals(model))
        .findFirst()
        .orElseThrow(() -> new AssertionError(model + " is not in " + plan));
  }

  /** For builds that are looked at while they run. */
  public static Varve open(Request request) {
    return Varve.open(request.project().root(), VarveOptions.embedded());
  }
}
