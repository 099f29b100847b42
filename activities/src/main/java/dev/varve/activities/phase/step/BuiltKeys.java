package dev.varve.activities.phase.step;

import dev.varve.planner.build.Ingredient;
import dev.varve.planner.build.StepKey;
import dev.varve.planner.build.StepKeys;
import dev.varve.planner.compile.CompiledModel;
import dev.varve.planner.compile.InputUse;
import dev.varve.planner.explain.ExplainedKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The keys of a build's steps with all that is in them, once the steps have ended. */
public final class BuiltKeys {
  private final BuildContext build;
  private final StepInputs inputs;

  public BuiltKeys(BuildContext build) {
    this.build = build;
    this.inputs = new StepInputs(build);
  }

  /** The key of a model; without a fingerprint where an input was not built. */
  public ExplainedKey of(CompiledModel model) {
    List<ExplainedKey.Part> parts = new ArrayList<>();
    List<Ingredient> all = new ArrayList<>(build.keys().ownIngredients(model));
    Optional<String> broken = inputs.broken(model);
    if (broken.isEmpty()) {
      for (InputUse input : model.inputs()) {
        if (input.counts()) {
          all.addAll(StepKeys.inputIngredients(input, inputs.contents(input)));
        }
      }
    }
    for (Ingredient each : all) {
      parts.add(new ExplainedKey.Part(each.kind(), each.name(), Optional.of(each.value()), ""));
    }
    if (broken.isPresent()) {
      parts.add(
          new ExplainedKey.Part(
              Ingredient.Kind.ROWS, broken.get(), Optional.empty(), "it was not built"));
      return new ExplainedKey(Optional.empty(), parts);
    }
    return new ExplainedKey(Optional.of(StepKey.of(all).fingerprint()), parts);
  }
}
