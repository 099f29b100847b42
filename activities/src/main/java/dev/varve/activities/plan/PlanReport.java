package dev.varve.activities.plan;

import java.util.List;
import java.util.Objects;

/** What a build would do now, and why: the answer of {@code varve plan}. */
public record PlanReport(
    int formatVersion,
    String project,
    String environment,
    List<PlannedModel> models,
    List<PlanProblem> problems) {
  public static final int FORMAT_VERSION = 1;

  public PlanReport {
    Objects.requireNonNull(project);
    Objects.requireNonNull(environment);
    models = List.copyOf(models);
    problems = List.copyOf(problems);
  }
}
