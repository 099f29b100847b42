package dev.varve.planner.diff;

import dev.varve.planner.Problem;
import dev.varve.planner.build.DeepKeys;
import dev.varve.planner.build.InputContents;
import dev.varve.planner.build.StepKeys;
import dev.varve.planner.compile.Compilation;
import dev.varve.planner.compile.CompiledModel;
import dev.varve.planner.project.ModelFile;
import dev.varve.planner.project.Project;
import dev.varve.planner.types.TableSchema;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** A project as it was or is, with all of it compiled that can be. */
public final class ProjectVersion {
  private final Compilation compilation;
  private final NavigableMap<String, ModelVersion> models = new TreeMap<>();
  private final NavigableMap<String, TableSchema> schemas = new TreeMap<>();
  private final NavigableSet<String> names = new TreeSet<>();
  private final NavigableMap<String, InputContents.OfSource> sources;

  /**
   * A project with the content that its sources count as having.
   *
   * @param broken names of models that could not even be read
   * @param keys of its steps; versions that are compared have the same lane, time and build
   * @param sources of each that can be read, by name
   * @param sourceSchemas of each that can be read
   */
  public ProjectVersion(
      Project project,
      Set<String> broken,
      Compilation compilation,
      StepKeys keys,
      Map<String, InputContents.OfSource> sources,
      Map<String, TableSchema> sourceSchemas) {
    schemas.putAll(sourceSchemas);
    this.compilation = compilation;
    this.sources = Collections.unmodifiableNavigableMap(new TreeMap<>(sources));
    Map<String, ModelFile> files = new TreeMap<>();
    project.models().forEach(model -> files.put(model.name(), model));
    names.addAll(broken);
    names.addAll(files.keySet());
    DeepKeys deepKeys = new DeepKeys(compilation, keys, this.sources::get);
    for (CompiledModel model : compilation.models()) {
      ModelFile file = files.get(model.name());
      schemas.put(model.name(), model.schema());
      models.put(model.name(), new ModelVersion(file, model, compilation, keys, deepKeys));
    }
  }

  /** The names of all models, also of those that cannot be understood. */
  public NavigableSet<String> names() {
    return Collections.unmodifiableNavigableSet(names);
  }

  NavigableMap<String, InputContents.OfSource> sources() {
    return sources;
  }

  /** The columns of every table that is understood. */
  public NavigableMap<String, TableSchema> schemas() {
    return Collections.unmodifiableNavigableMap(schemas);
  }

  /** A model that is understood. */
  public Optional<ModelVersion> model(String name) {
    return Optional.ofNullable(models.get(name));
  }

  /** Those that are understood, inputs first. */
  List<ModelVersion> ordered() {
    return compilation.models().stream().map(model -> models.get(model.name())).toList();
  }

  /** Why a model is not understood. */
  String fault(String name) {
    String blocked = compilation.blocked().get(name);
    if (blocked != null) {
      return "it reads " + blocked + ", which has an error";
    }
    for (Problem problem : compilation.problems()) {
      if (problem.model().equals(Optional.of(name))) {
        return problem.message();
      }
    }
    String culprit = compilation.failed().get(name);
    return culprit == null ? "it has an error" : "there is an error in " + culprit;
  }

  /** By table, the models that read it, in order. */
  NavigableMap<String, List<String>> readers() {
    NavigableMap<String, List<String>> readers = new TreeMap<>();
    for (CompiledModel model : compilation.models()) {
      model
          .inputs()
          .forEach(
              input ->
                  readers
                      .computeIfAbsent(input.table(), table -> new ArrayList<>())
                      .add(model.name()));
    }
    return readers;
  }
}
