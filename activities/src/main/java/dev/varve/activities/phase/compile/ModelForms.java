package dev.varve.activities.phase.compile;

import dev.varve.activities.lane.LaneException;
import dev.varve.planner.InputException;
import dev.varve.planner.Problem;
import dev.varve.planner.artifact.Difference;
import dev.varve.planner.artifact.ModelArtifacts;
import dev.varve.planner.artifact.Surroundings;
import dev.varve.planner.compile.UnderstoodModel;
import dev.varve.planner.diff.ModelChange;
import dev.varve.planner.function.FunctionEntry;
import dev.varve.planner.project.parameter.ParameterDeclaration;
import dev.varve.storage.StorageException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * A project's models in each form in which they are handed out. What a form needs beside the model
 * is found out when the first of it is made, once for all models.
 */
public final class ModelForms implements AutoCloseable {
  /** Why an inline model has no key. */
  public static final String NO_STEP = "it is inline, and has no step of its own";

  /** What a build would go by, of a model. */
  public interface Keys {
    Surroundings.Settings of(UnderstoodModel model);
  }

  /** What an environment's tables were built from, compared with what is there now. */
  record Changes(String against, Map<String, ModelChange> changes, String unknown) {}

  private final ProjectStudy study;
  private final Once<Keys> keys;
  private final Once<Map<String, String>> literals;
  private final Once<List<FunctionEntry>> functions;
  private final Once<Changes> changes;

  ModelForms(
      ProjectStudy study,
      Function<ProjectStudy, Keys> keys,
      Supplier<Map<String, String>> literals,
      Supplier<Changes> changes) {
    this.study = study;
    this.keys = new Once<>(() -> planned(keys));
    this.literals = new Once<>(() -> given(literals));
    this.functions = new Once<>(study::functions);
    this.changes = new Once<>(changes);
  }

  /** The project, to look models up in. */
  public ProjectStudy study() {
    return study;
  }

  public ModelArtifacts of(UnderstoodModel model) {
    return new ModelArtifacts(model, new Known(model));
  }

  /** What changed, or why nobody can tell. */
  static Changes compared(Supplier<Compared> comparing) {
    try {
      Compared found = comparing.get();
      Map<String, ModelChange> changes = new TreeMap<>();
      found.diff().models().forEach(change -> changes.put(change.name(), change));
      return new Changes(found.kind() + " " + found.name() + ", " + found.detail(), changes, "");
    } catch (InputException e) {
      return new Changes("", Map.of(), said(e.problems()));
    } catch (StorageException e) {
      return new Changes("", Map.of(), e.problem());
    } catch (LaneException e) {
      return new Changes("", Map.of(), e.problem());
    }
  }

  private Keys planned(Function<ProjectStudy, Keys> planning) {
    try {
      return planning.apply(study);
    } catch (InputException e) {
      String why = said(e.problems());
      return model -> Surroundings.Settings.unknown(why);
    }
  }

  /** Where something is missing, what is given cannot be told apart from it. */
  private static Map<String, String> given(Supplier<Map<String, String>> literals) {
    try {
      return literals.get();
    } catch (InputException e) {
      return Map.of();
    }
  }

  private static String said(List<Problem> problems) {
    return problems.stream().map(Problem::message).collect(Collectors.joining(" "));
  }

  @Override
  public void close() {
    study.close();
  }

  private final class Known implements Surroundings {
    private final UnderstoodModel model;

    Known(UnderstoodModel model) {
      this.model = model;
    }

    @Override
    public Settings settings() {
      return keys.get().of(model);
    }

    @Override
    public List<FunctionEntry> functions() {
      return functions.get();
    }

    @Override
    public Map<String, Value> parameters() {
      Map<String, Value> values = new TreeMap<>();
      for (String name : model.model().parameters()) {
        ParameterDeclaration declared = study.project().parameters().get(name);
        String text = literals.get().get(name);
        if (declared != null && text != null) {
          values.put(name, new Value(declared.type().sql(), text));
        }
      }
      return values;
    }

    @Override
    public Difference difference() {
      Changes found = changes.get();
      return found.unknown().isEmpty()
          ? Difference.of(
              found.against(), Optional.ofNullable(found.changes().get(model.model().name())))
          : Difference.unknown(found.unknown());
    }
  }
}
