package dev.varve.activities.phase.compile;

import dev.varve.planner.build.Knowledge;
import dev.varve.planner.build.PlannedModel;
import dev.varve.planner.build.ReasonCode;
import dev.varve.planner.compile.Compilation;
import dev.varve.planner.compile.CompiledModel;
import dev.varve.planner.compile.InputUse;
import dev.varve.planner.types.KnownTable;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Tables that the policy leaves without their new columns. Whoever reads such a table is compiled
 * against what it holds; where that comes out otherwise than against what it would hold, the new
 * columns are wanted, and the table is built after all.
 */
final class StaleTables {
  private final Compilation compilation;
  private final Knowledge knowledge;
  private final Function<Map<String, KnownTable>, Compilation> holding;

  /**
   * Of one planning.
   *
   * @param compilation of all models as they are written
   * @param holding compiles them against tables that stay as they are
   */
  StaleTables(
      Compilation compilation,
      Knowledge knowledge,
      Function<Map<String, KnownTable>, Compilation> holding) {
    this.compilation = compilation;
    this.knowledge = knowledge;
    this.holding = holding;
  }

  /**
   * Decides until nobody reads what is left out.
   *
   * @param decide for all models, given those that must not be left
   */
  List<PlannedModel> settle(Function<Set<String>, List<PlannedModel>> decide) {
    TreeSet<String> wanted = new TreeSet<>();
    while (true) {
      List<PlannedModel> models = decide.apply(wanted);
      Set<String> more = wanted(models, left(models));
      if (more.isEmpty()) {
        return models;
      }
      wanted.addAll(more);
    }
  }

  private Map<String, KnownTable> left(List<PlannedModel> models) {
    Map<String, KnownTable> left = new TreeMap<>();
    for (PlannedModel model : models) {
      if (model.decision().reason().code() == ReasonCode.STALE_BY_POLICY) {
        left.put(model.name(), knowledge.current(model.name()).orElseThrow().known());
      }
    }
    return left;
  }

  private Set<String> wanted(List<PlannedModel> models, Map<String, KnownTable> left) {
    Set<String> wanted = new TreeSet<>();
    if (left.isEmpty()) {
      return wanted;
    }
    Map<String, CompiledModel> held = new TreeMap<>();
    holding.apply(left).models().forEach(model -> held.put(model.name(), model));
    Set<String> asked = new TreeSet<>();
    models.forEach(model -> asked.add(model.name()));
    for (CompiledModel reader : compilation.models()) {
      boolean counts = asked.contains(reader.name()) && !left.containsKey(reader.name());
      if (counts && !reader.equals(held.get(reader.name()))) {
        reader.inputs().stream()
            .map(InputUse::table)
            .filter(left::containsKey)
            .forEach(wanted::add);
      }
    }
    return wanted;
  }
}
