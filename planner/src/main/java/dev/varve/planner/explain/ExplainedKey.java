package dev.varve.planner.explain;

import dev.varve.planner.Fingerprint;
import dev.varve.planner.build.DecisionKind;
import dev.varve.planner.build.Ingredient;
import dev.varve.planner.build.Ingredient.Kind;
import dev.varve.planner.build.InputContents;
import dev.varve.planner.build.Knowledge;
import dev.varve.planner.build.PlannedModel;
import dev.varve.planner.build.StepKey;
import dev.varve.planner.build.StepKeys;
import dev.varve.planner.build.TableContents;
import dev.varve.planner.compile.CompiledModel;
import dev.varve.planner.compile.InputUse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The step key of a model with all that is hashed into it.
 *
 * @param fingerprint absent where a part is not known yet
 */
public record ExplainedKey(Optional<Fingerprint> fingerprint, List<Part> parts) {
  /**
   * An ingredient.
   *
   * @param value absent where it is not known yet
   * @param why it is not known; empty where it is
   */
  public record Part(Kind kind, String name, Optional<String> value, String why) {}

  /** Of what is no step. */
  public static final ExplainedKey NONE = new ExplainedKey(Optional.empty(), List.of());

  public ExplainedKey {
    parts = List.copyOf(parts);
  }

  /**
   * Of one model.
   *
   * @param planned what becomes of the models that it reads
   */
  public static ExplainedKey of(
      CompiledModel model, StepKeys keys, Knowledge knowledge, Map<String, PlannedModel> planned) {
    List<Part> parts = new ArrayList<>();
    keys.ownIngredients(model).forEach(ingredient -> parts.add(known(ingredient)));
    boolean complete = true;
    for (InputUse input : model.inputs()) {
      if (!input.counts()) {
        continue;
      }
      Optional<InputContents> contents =
          input.isSource()
              ? Optional.of(knowledge.source(input.table()))
              : contents(input.table(), knowledge, planned);
      if (contents.isPresent()) {
        StepKeys.inputIngredients(input, contents.get())
            .forEach(ingredient -> parts.add(known(ingredient)));
      } else {
        complete = false;
        parts.addAll(unknown(input, planned));
      }
    }
    Optional<StepKey> key =
        complete
            ? Optional.ofNullable(planned.get(model.name())).flatMap(PlannedModel::key)
            : Optional.empty();
    return new ExplainedKey(key.map(StepKey::fingerprint), parts);
  }

  private static Part known(Ingredient ingredient) {
    return new Part(ingredient.kind(), ingredient.name(), Optional.of(ingredient.value()), "");
  }

  /** As a build would find it when the model's turn comes, where that is certain now. */
  private static Optional<InputContents> contents(
      String table, Knowledge knowledge, Map<String, PlannedModel> planned) {
    PlannedModel input = planned.get(table);
    if (input == null) {
      return Optional.empty();
    }
    DecisionKind decision = input.decision().kind();
    Optional<TableContents> contents = Optional.empty();
    if (decision == DecisionKind.SKIP) {
      contents = knowledge.current(table).map(Knowledge.CurrentTable::contents);
    } else if (decision == DecisionKind.REUSE) {
      contents = input.key().flatMap(key -> knowledge.stored(key.fingerprint()));
    }
    return contents.map(InputContents.OfTable::new);
  }

  private static List<Part> unknown(InputUse input, Map<String, PlannedModel> planned) {
    String why =
        Optional.ofNullable(planned.get(input.table()))
            .filter(model -> model.decision().kind() == DecisionKind.REBUILD)
            .map(model -> input.table() + " is to be built first")
            .orElse(input.table() + " cannot be built");
    List<Part> parts = new ArrayList<>();
    parts.add(new Part(Kind.ROWS, input.table(), Optional.empty(), why));
    List<String> columns = input.allColumns() ? List.of("*") : input.columns();
    columns.forEach(
        column ->
            parts.add(new Part(Kind.COLUMN, input.table() + "." + column, Optional.empty(), why)));
    return parts;
  }
}
