package dev.varve.activities.phase.compile;

import dev.varve.activities.phase.project.Discovered;
import dev.varve.activities.phase.project.RequestedBuild;
import dev.varve.planner.DeepStack;
import dev.varve.planner.InputException;
import dev.varve.planner.Problem;
import dev.varve.planner.build.BuildDecisions;
import dev.varve.planner.build.BuildSettings;
import dev.varve.planner.build.KeptColumns;
import dev.varve.planner.build.Knowledge;
import dev.varve.planner.build.Knowledge.CurrentTable;
import dev.varve.planner.build.PlannedModel;
import dev.varve.planner.build.RefusedTies;
import dev.varve.planner.build.StepKeys;
import dev.varve.planner.compile.Compilation;
import dev.varve.planner.compile.CompileCache;
import dev.varve.planner.compile.CompiledModel;
import dev.varve.planner.compile.Compiler;
import dev.varve.planner.compile.CompilerSettings;
import dev.varve.planner.project.ModelFile;
import dev.varve.planner.project.ParsedProject;
import dev.varve.planner.project.Profile;
import dev.varve.planner.project.Project;
import dev.varve.planner.project.parameter.ParameterDeclaration;
import dev.varve.planner.project.parameter.TypedLiteral;
import dev.varve.planner.project.selection.Selection;
import dev.varve.planner.project.table.TableParameter;
import dev.varve.planner.types.KnownTable;
import dev.varve.storage.Digest;
import dev.varve.workflows.BuildRequest;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/** From a discovered project to decisions: what {@code plan} shows and a build carries out. */
public final class ProjectPlanning {
  /**
   * What was decided for every selected model.
   *
   * @param problems those that keep a selected model from being built.
   * @param errors the first of them for each model that fails.
   */
  record Planned(
      Compilation compilation,
      List<PlannedModel> models,
      BuildSettings settings,
      Profile profile,
      List<Problem> problems,
      Map<String, Problem> errors) {
    Planned {
      Objects.requireNonNull(compilation);
      Objects.requireNonNull(settings);
      Objects.requireNonNull(profile);
      models = List.copyOf(models);
      problems = List.copyOf(problems);
      errors = Collections.unmodifiableMap(new TreeMap<>(errors));
    }

    /** The keys of its steps. */
    StepKeys keys(Project project) {
      return new StepKeys(settings, model -> profile(project, model));
    }

    /** Under which a model runs. */
    Profile profile(Project project, CompiledModel model) {
      return model.profile().map(project.profiles()::get).orElse(profile);
    }
  }

  private final String laneVersion;

  /**
   * Plans for one lane.
   *
   * @param laneVersion what the step keys say of Varve and of the engine that runs the steps.
   */
  public ProjectPlanning(String laneVersion) {
    this.laneVersion = laneVersion;
  }

  String laneVersion() {
    return laneVersion;
  }

  /**
   * Decides for every selected model.
   *
   * @param recorded whether it will be carried out, so that what is known of the tables to come is
   *     wanted too.
   * @throws InputException when the request itself is wrong: parameters, profile, selection; with
   *     all else that is wrong.
   */
  Planned plan(
      ParsedProject written,
      BuildRequest request,
      String buildId,
      Instant logicalTime,
      Discovered discovered,
      Knowledge knowledge,
      CompileCache cache,
      boolean recorded) {
    RequestedBuild asked = RequestedBuild.of(written, request);
    ParsedProject parsed = asked.parsed();
    Project project = asked.project();
    Profile profile = asked.profile();
    TreeSet<String> names = new TreeSet<>(parsed.broken().keySet());
    project.models().forEach(model -> names.add(model.name()));
    try (Compiler compiler = new Compiler(CompilerSettings.of(project.timezone()))) {
      BuildSettings settings = settings(asked, request, buildId, logicalTime);
      Function<Map<String, KnownTable>, Compilation> compiling =
          held -> {
            Compilation all = compile(compiler, parsed, discovered.tables(project), held, cache);
            List<ModelFile> files = project.models();
            Compilation kept =
                KeptColumns.check(
                    all, files, table -> knowledge.current(table).map(CurrentTable::schema));
            return RefusedTies.check(kept, files, settings::tier);
          };
      Compilation present = compiling.apply(Map.of());
      Faults faults = new Faults(parsed, discovered, asked, present);
      Set<String> selected;
      try {
        selected = selected(parsed, request, present, knowledge);
      } catch (InputException e) {
        throw new InputException(faults.allAnd(e.problems()));
      }
      Map<String, KnownTable> held = held(project, present, selected, names, knowledge);
      Compilation compilation = held.isEmpty() ? present : compiling.apply(held);
      faults = new Faults(parsed, discovered, asked, compilation);
      List<Problem> problems = faults.of(selected, request.select().isEmpty());
      if (!asked.complete()) {
        throw new InputException(problems);
      }
      StepKeys keys =
          new StepKeys(
              settings, model -> model.profile().map(project.profiles()::get).orElse(profile));
      Function<Set<String>, List<PlannedModel>> decide =
          wanted ->
              DeepStack.call(
                  () ->
                      new BuildDecisions(settings, keys, knowledge, recorded, wanted)
                          .decide(compilation, selected::contains, names));
      StaleTables stale =
          new StaleTables(
              compilation,
              knowledge,
              left -> {
                Map<String, KnownTable> all = new LinkedHashMap<>(held);
                all.putAll(left);
                return compiling.apply(all);
              });
      List<PlannedModel> models = stale.settle(decide);
      compilation.trims().keep();
      return new Planned(
          compilation, models, settings, profile, problems, faults.byModel(problems));
    }
  }

  /**
   * With the problems of models that could not even be read beside those of models that could not
   * be bound.
   */
  static Compilation compile(
      Compiler compiler,
      ParsedProject parsed,
      Map<String, KnownTable> sources,
      Map<String, KnownTable> held,
      CompileCache cache) {
    Compilation compilation =
        compiler.compile(
            parsed.project().orElseThrow(),
            parsed.broken().keySet(),
            parsed.brokenSources().keySet(),
            sources,
            held,
            cache);
    List<Problem> problems = new ArrayList<>();
    for (Problem problem : parsed.problems()) {
      if (!problem.model().map(held::containsKey).orElse(false)) {
        problems.add(problem);
      }
    }
    problems.addAll(compilation.problems());
    return new Compilation(
        compilation.models(),
        problems,
        compilation.failed(),
        compilation.blocked(),
        compilation.reads(),
        compilation.trims());
  }

  /**
   * Tables that selected models read, that are not built themselves, and whose models say something
   * else by now than the environment holds: what it holds is what will be read.
   */
  private static Map<String, KnownTable> held(
      Project project,
      Compilation present,
      Set<String> selected,
      Set<String> models,
      Knowledge knowledge) {
    Map<String, KnownTable> texts = new LinkedHashMap<>();
    present.models().forEach(model -> texts.put(model.name(), model.known()));
    Map<String, KnownTable> held = new LinkedHashMap<>();
    Set<String> inline = new TreeSet<>();
    project.models().stream().filter(ModelFile::inline).forEach(m -> inline.add(m.name()));
    for (String reader : selected) {
      for (String table : read(reader, present.reads(), inline)) {
        if (models.contains(table) && !selected.contains(table)) {
          knowledge
              .current(table)
              .map(CurrentTable::known)
              .filter(known -> !known.equals(texts.get(table)))
              .ifPresent(known -> held.put(table, known));
        }
      }
    }
    return held;
  }

  /** The tables with rows that a model reads, itself or through inline models. */
  private static Set<String> read(
      String model, Map<String, List<String>> reads, Set<String> inline) {
    Set<String> read = new TreeSet<>();
    Set<String> seen = new TreeSet<>();
    Deque<String> open = new ArrayDeque<>(List.of(model));
    while (!open.isEmpty()) {
      for (String table : reads.getOrDefault(open.poll(), List.of())) {
        if (!inline.contains(table)) {
          read.add(table);
        } else if (seen.add(table)) {
          open.add(table);
        }
      }
    }
    return read;
  }

  private BuildSettings settings(
      RequestedBuild asked, BuildRequest request, String buildId, Instant logicalTime) {
    Project project = asked.project();
    Map<String, String> literals = new LinkedHashMap<>();
    asked
        .arguments()
        .values()
        .forEach((name, literal) -> literals.put(name, shown(project, request, name, literal)));
    return new BuildSettings(
        buildId,
        laneVersion,
        project.timezone(),
        logicalTime,
        literals,
        project.defaults().tier(),
        asked.tier(),
        asked.policy(),
        request.rebuild());
  }

  /** A value that comes from the environment may be a secret: keys and plans hold its digest. */
  private static String shown(
      Project project, BuildRequest request, String name, TypedLiteral literal) {
    ParameterDeclaration declaration = project.parameters().get(name);
    boolean secret =
        !request.parameters().containsKey(name)
            && declaration.defaultValue().map(v -> v.isDeferred()).orElse(false);
    return secret ? "digest " + Digest.of(literal.text()).abbreviated() : literal.text();
  }

  private static Set<String> selected(
      ParsedProject parsed, BuildRequest request, Compilation compilation, Knowledge knowledge) {
    Set<String> changed = new TreeSet<>();
    for (CompiledModel model : compilation.models()) {
      // What is inline has no table to compare with: its readers are what changes.
      if (model.inline()) {
        continue;
      }
      boolean same =
          knowledge
              .current(model.name())
              .map(table -> table.plan().equals(model.plan()))
              .orElse(false);
      if (!same) {
        changed.add(model.name());
      }
    }
    List<Selection.Selectable> nodes = new ArrayList<>();
    parsed
        .broken()
        .forEach(
            (name, file) -> nodes.add(new Selection.Selectable(name, file, List.of(), List.of())));
    for (ModelFile model : parsed.project().orElseThrow().models()) {
      nodes.add(
          new Selection.Selectable(
              model.name(),
              model.file(),
              model.header().tags(),
              compilation.reads().getOrDefault(model.name(), List.of())));
    }
    Set<String> selected = new TreeSet<>(Selection.parse(request.select()).select(nodes, changed));
    // Whoever gives rows means them, also where only their readers are named.
    for (TableParameter table : parsed.project().orElseThrow().tables().values()) {
      if (selected.stream()
          .anyMatch(
              name -> compilation.reads().getOrDefault(name, List.of()).contains(table.table()))) {
        selected.add(table.table());
      }
    }
    return selected;
  }
}
