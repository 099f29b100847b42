package dev.varve.activities.phase.compile;

import dev.varve.activities.phase.compile.ProjectLook.Looked;
import dev.varve.activities.phase.project.Discovered;
import dev.varve.activities.phase.warehouse.Contents;
import dev.varve.planner.Problem;
import dev.varve.planner.build.BuildSettings;
import dev.varve.planner.build.InputContents;
import dev.varve.planner.build.StepKeys;
import dev.varve.planner.compile.Compilation;
import dev.varve.planner.compile.Compiler;
import dev.varve.planner.compile.CompilerSettings;
import dev.varve.planner.contract.SourceContract;
import dev.varve.planner.diff.ProjectDiff;
import dev.varve.planner.diff.ProjectVersion;
import dev.varve.planner.project.Profile;
import dev.varve.planner.project.Project;
import dev.varve.planner.project.SourceDeclaration;
import dev.varve.planner.project.parameter.Arguments;
import dev.varve.planner.project.parameter.ParameterDeclaration;
import dev.varve.planner.types.KnownTable;
import dev.varve.planner.types.TableFacts;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/** Compiles a project as it was and as it is, over the same sources, and compares the two. */
final class ProjectComparison {
  /** The same for both, so that no key differs by it. */
  private static final String BUILD = "diff";

  private final ProjectLook look;
  private final String laneVersion;

  ProjectComparison(ProjectLook look, String laneVersion) {
    this.look = look;
    this.laneVersion = laneVersion;
  }

  /**
   * Compares.
   *
   * @param use may look at models more closely as long as it runs
   */
  <T> T of(Looked now, Path folder, Baseline baseline, Function<Compared, T> use) {
    Looked was = look.look(folder, baseline.files(), false);
    try (Compiler before = compiler(was);
        Compiler after = compiler(now)) {
      List<Problem> problems = new ArrayList<>();
      Map<String, KnownTable> sources = now.discovered().tables(now.project());
      ProjectVersion one = version(before, was, known(was, sources), new ArrayList<>());
      ProjectVersion other = version(after, now, sources, problems);
      ProjectDiff diff = ProjectDiff.between(one, other);
      return use.apply(
          new Compared(
              now.project().name(),
              baseline.kind(),
              baseline.name(),
              baseline.detail(),
              baseline.notes(),
              diff,
              one,
              other,
              was.project().timezone(),
              now.project().timezone(),
              defaults(was.project()),
              defaults(now.project()),
              problems));
    }
  }

  /** What a variable holds may be a secret, and is no part of an example. */
  private static Arguments defaults(Project project) {
    Map<String, ParameterDeclaration> plain = new TreeMap<>(project.parameters());
    plain
        .values()
        .removeIf(parameter -> parameter.defaultValue().map(v -> v.isDeferred()).orElse(false));
    return Arguments.of(plain, List.of(), Map.of(), variable -> Optional.empty());
  }

  private static Compiler compiler(Looked looked) {
    return new Compiler(CompilerSettings.of(looked.project().timezone()));
  }

  /** The sources as they were declared, knowing of their rows what was verified now too. */
  private static Map<String, KnownTable> known(Looked was, Map<String, KnownTable> now) {
    Map<String, KnownTable> known = new TreeMap<>();
    was.discovered()
        .schemas()
        .forEach(
            (name, schema) -> {
              SourceDeclaration source = was.project().sources().get(name);
              TableFacts verified = now.containsKey(name) ? now.get(name).facts() : TableFacts.NONE;
              TableFacts declared =
                  source == null ? TableFacts.NONE : SourceContract.check(source, schema).facts();
              known.put(name, new KnownTable(schema, declared.and(verified)));
            });
    return known;
  }

  private ProjectVersion version(
      Compiler compiler, Looked looked, Map<String, KnownTable> sources, List<Problem> problems) {
    Discovered discovered = looked.discovered();
    Compilation compilation =
        ProjectPlanning.compile(compiler, looked.parsed(), sources, Map.of(), looked.cache());
    problems.addAll(compilation.problems());
    discovered.faults().values().forEach(problems::addAll);
    Project project = looked.project();
    return new ProjectVersion(
        project,
        looked.parsed().broken().keySet(),
        compilation,
        new StepKeys(settings(project), model -> profile(project, model.profile())),
        sources(project, discovered),
        discovered.schemas());
  }

  private static Map<String, InputContents.OfSource> sources(
      Project project, Discovered discovered) {
    Map<String, InputContents.OfSource> sources = new TreeMap<>();
    for (SourceDeclaration source : project.sources().values()) {
      if (discovered.pins().containsKey(source.name())) {
        sources.put(source.name(), Contents.source(source, discovered.pins().get(source.name())));
      }
    }
    return sources;
  }

  private static Profile profile(Project project, Optional<String> name) {
    return project
        .profiles()
        .getOrDefault(name.orElse(project.defaults().profile()), Profile.PROD_FAST);
  }

  private BuildSettings settings(Project project) {
    Map<String, String> values = new LinkedHashMap<>();
    for (ParameterDeclaration parameter : project.parameters().values()) {
      // As it is written: what a variable holds may be a secret.
      values.put(
          parameter.name(), parameter.defaultValue().map(v -> v.written()).orElse("no default"));
    }
    return new BuildSettings(
        BUILD,
        laneVersion,
        project.timezone(),
        Instant.EPOCH,
        values,
        project.defaults().tier(),
        Optional.empty(),
        project.defaults().policy(),
        false);
  }
}
