package dev.varve.planner.build;

import dev.varve.planner.build.Knowledge.CurrentTable;
import dev.varve.planner.classify.OutputOrder;
import dev.varve.planner.classify.OutputOrder.Basis;
import dev.varve.planner.classify.ResultClass;
import dev.varve.planner.compile.CompiledModel;
import dev.varve.planner.compile.InputUse;
import dev.varve.planner.compile.OutputColumn;
import dev.varve.planner.compile.PlanPath;
import dev.varve.planner.compile.Trims;
import dev.varve.planner.compile.Trims.Trimmed;
import dev.varve.planner.types.Column;
import dev.varve.planner.types.SqlNames;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Whether a model only adds columns to a table: cut down to those that the table has, it would have
 * the very step key that the table was built with, but for the place of new columns in the order.
 */
final class Additions {
  private final StepKeys keys;
  private final Trims trims;

  Additions(StepKeys keys, Trims trims) {
    this.keys = keys;
    this.trims = trims;
  }

  /** The columns that come in; nothing where more than that may differ. */
  Optional<List<String>> of(
      CompiledModel model,
      CurrentTable current,
      Function<InputUse, Optional<InputContents>> contents) {
    Optional<List<OutputColumn>> had = had(model, current);
    boolean mayBe =
        had.isPresent()
            && had.get().size() < model.columns().size()
            && model.resultClass() == ResultClass.EXACT
            && model.path() == PlanPath.ALGEBRA
            && model.order().basis() != Basis.MODEL;
    if (!mayBe) {
      return Optional.empty();
    }
    List<String> names = had.get().stream().map(OutputColumn::name).toList();
    List<String> added = new ArrayList<>();
    for (OutputColumn column : model.columns()) {
      if (!names.contains(column.name())) {
        added.add(column.name());
      }
    }
    Optional<Trimmed> query = trims.of(model.name(), names);
    Optional<OutputOrder> order = without(added, model.order());
    if (query.isEmpty() || order.isEmpty()) {
      return Optional.empty();
    }
    CompiledModel before =
        model.cutDown(query.get().query(), had.get(), query.get().inputs(), order.get());
    return keys.key(before, contents)
        .filter(key -> key.fingerprint().equals(current.stepKey()))
        .map(key -> List.copyOf(added));
  }

  /** The columns of the table as the model makes them now; nothing where one is another or gone. */
  private static Optional<List<OutputColumn>> had(CompiledModel model, CurrentTable current) {
    Map<String, OutputColumn> columns = new LinkedHashMap<>();
    model.columns().forEach(column -> columns.put(column.name(), column));
    List<OutputColumn> had = new ArrayList<>();
    for (Column column : current.schema().columns()) {
      OutputColumn now = columns.get(column.name());
      if (now == null || !now.stored().engineType().equals(column.type())) {
        return Optional.empty();
      }
      had.add(now);
    }
    return Optional.of(had);
  }

  /** As if rows were not ordered by new columns too. */
  private static Optional<OutputOrder> without(List<String> added, OutputOrder order) {
    if (order.basis() == Basis.ENGINE) {
      return Optional.of(order);
    }
    List<String> terms = new ArrayList<>(order.terms());
    terms.removeIf(term -> added.stream().map(SqlNames::quote).anyMatch(term::contains));
    return terms.isEmpty() ? Optional.empty() : Optional.of(new OutputOrder(order.basis(), terms));
  }
}
