package dev.varve.planner.testing;

import dev.varve.planner.DeepStack;
import dev.varve.planner.build.BuildSettings;
import dev.varve.planner.build.InputContents;
import dev.varve.planner.build.StepKeys;
import dev.varve.planner.compile.Compilation;
import dev.varve.planner.diff.ModelChange;
import dev.varve.planner.diff.ProjectDiff;
import dev.varve.planner.diff.ProjectVersion;
import dev.varve.planner.project.ParsedProject;
import dev.varve.planner.project.Policy;
import dev.varve.planner.project.Profile;
import dev.varve.planner.project.Project;
import dev.varve.planner.project.Tier;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Compares projects of tests. */
public final class Versions {
  private Versions() {}

  public static ProjectDiff between(ModelProject before, ModelProject after) {
    return between(before, Map.of(), after, Map.of());
  }

  /** With the values of parameters. */
  public static ProjectDiff between(
      ModelProject before,
      Map<String, String> oldValues,
      ModelProject after,
      Map<String, String> newValues) {
    ProjectVersion one = version(before, oldValues);
    ProjectVersion other = version(after, newValues);
    return DeepStack.call(() -> ProjectDiff.between(one, other));
  }

  /** What became of one model. */
  public static Optional<ModelChange> of(String model, ProjectDiff diff) {
    return diff.models().stream().filter(change -> change.name().equals(model)).findFirst();
  }

  private static ProjectVersion version(ModelProject written, Map<String, String> values) {
    ParsedProject parsed = written.parsed();
    Project project = parsed.project().orElseThrow(() -> new AssertionError(parsed.problems()));
    Compilation compilation = written.compile();
    Map<String, InputContents.OfSource> sources = new TreeMap<>();
    written
        .sourceSchemas()
        .forEach(
            (name, schema) ->
                sources.put(
                    name, new InputContents.OfSource(schema.toString(), "content of " + name)));
    BuildSettings settings =
        new BuildSettings(
            "diff",
            "lane",
            project.timezone(),
            Instant.EPOCH,
            values,
            Tier.STABLE,
            Optional.empty(),
            Policy.CONSERVATIVE,
            false);
    return new ProjectVersion(
        project,
        parsed.broken().keySet(),
        compilation,
        new StepKeys(settings, model -> Profile.PROD_FAST),
        sources,
        written.sourceSchemas());
  }
}
