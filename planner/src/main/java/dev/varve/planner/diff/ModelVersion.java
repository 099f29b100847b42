package dev.varve.planner.diff;

import dev.varve.planner.Fingerprint;
import dev.varve.planner.build.DeepKeys;
import dev.varve.planner.build.Ingredient;
import dev.varve.planner.build.StepKeys;
import dev.varve.planner.compile.Compilation;
import dev.varve.planner.compile.CompiledModel;
import dev.varve.planner.compile.Trims.Trimmed;
import dev.varve.planner.compile.UnderstoodModel;
import dev.varve.planner.project.ModelFile;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A model as one version of its project has it. To be asked under a {@link
 * dev.varve.planner.DeepStack}.
 */
public final class ModelVersion {
  private final ModelFile file;
  private final CompiledModel model;
  private final Compilation compilation;
  private final StepKeys keys;
  private final DeepKeys deepKeys;

  ModelVersion(
      ModelFile file,
      CompiledModel model,
      Compilation compilation,
      StepKeys keys,
      DeepKeys deepKeys) {
    this.file = Objects.requireNonNull(file);
    this.model = Objects.requireNonNull(model);
    this.compilation = compilation;
    this.keys = keys;
    this.deepKeys = deepKeys;
  }

  /** As it is written. */
  public ModelFile file() {
    return file;
  }

  public CompiledModel model() {
    return model;
  }

  /** With all that is not kept of it; its plans are to be walked under a deep stack. */
  public UnderstoodModel understood() {
    return compilation.trims().understood(model);
  }

  /** What it computes of the tables that it names, in some of its columns. */
  Optional<Trimmed> computed(List<String> columns) {
    return compilation.trims().of(model.name(), columns);
  }

  /** What some of its columns hold, down to the sources. */
  Optional<Fingerprint> held(List<String> columns) {
    return deepKeys.identity(model.name(), columns);
  }

  /** What all of it is made of, down to the sources. */
  Optional<Fingerprint> deepKey() {
    return deepKeys.of(model);
  }

  /** What its step depends on besides its inputs. */
  List<Ingredient> ingredients() {
    return keys.ownIngredients(model);
  }
}
