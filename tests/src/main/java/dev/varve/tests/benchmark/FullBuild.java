package dev.varve.tests.benchmark;

import dev.varve.planner.project.Tier;
import dev.varve.workers.BuildListener;
import dev.varve.workers.Varve;
import dev.varve.workers.VarveOptions;
import dev.varve.workflows.BuildRequest;
import dev.varve.workflows.BuildResult;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** A build of a project that was never built, through the Java API. */
record FullBuild(Path project, int models, Tier tier, VarveOptions options) {
  private static final String ENVIRONMENT = "dev";

  static FullBuild embedded(Path project, int models, Tier tier) {
    return new FullBuild(project, models, tier, VarveOptions.embedded());
  }

  Path warehouse() {
    return project.resolve("warehouse");
  }

  /** From opening the project to having closed it again. */
  BuildResult run(BuildListener listener) {
    BuildResult result;
    try (Varve varve = Varve.open(project, options)) {
      result = varve.build(request(varve.request(ENVIRONMENT).project()), listener);
    }
    if (result.counts().rebuilt() != models) {
      throw new IllegalStateException(
          "not a full build of " + models + " models: " + result.counts());
    }
    return result;
  }

  private BuildRequest request(String folder) {
    return new BuildRequest(
        folder, ENVIRONMENT, null, null, tier.name(), null, null, null, false, null, false, null);
  }

  /** The rows of each model by its name; a long result leaves some models out. */
  static Map<String, Long> rows(BuildResult result) {
    Map<String, Long> rows = new LinkedHashMap<>();
    result.steps().forEach(step -> rows.put(step.model(), step.rows()));
    return rows;
  }
}
