package dev.varve.workers.plan;

import java.util.List;
import java.util.Objects;

/** What a build would do, per model in the order of the build, and what is wrong. */
public record PlanReport(
    int formatVersion,
    String project,
    String environment,
    List<PlannedModel> models,
    List<PlanProblem> problems) {
  public PlanReport {
    Objects.requireNonNull(project);
    Objects.requireNonNull(environment);
    models = List.copyOf(models);
    problems = List.copyOf(problems);
  }
}
