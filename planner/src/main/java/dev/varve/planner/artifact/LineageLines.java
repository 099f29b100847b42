package dev.varve.planner.artifact;

import dev.varve.planner.compile.CompiledModel;
import dev.varve.planner.compile.InputUse;
import dev.varve.planner.compile.UnderstoodModel;
import dev.varve.planner.lineage.ColumnLineage;
import dev.varve.planner.lineage.Influence;
import dev.varve.planner.lineage.Influences;
import dev.varve.planner.lineage.Origin;
import dev.varve.planner.lineage.PlanLineage;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Where each column comes from, one origin a line: how, from what, and what influences it. */
final class LineageLines {
  private LineageLines() {}

  static String of(UnderstoodModel understood) {
    CompiledModel model = understood.model();
    Map<String, List<String>> tables = new TreeMap<>();
    for (InputUse input : model.inputs()) {
      tables.put(input.table(), input.columns());
    }
    PlanLineage lineage = PlanLineage.of(understood.bound(), model.columns().size(), tables);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < model.columns().size(); i++) {
      ColumnLineage column = lineage.columns().get(i);
      String name = model.columns().get(i).name();
      column
          .values()
          .forEach(
              (origin, how) -> text.append(name + " " + word(how) + " " + written(origin) + "\n"));
      influences(name, column.influences(), text);
    }
    influences("(rows)", lineage.rows(), text);
    lineage.notUnderstood().forEach(what -> text.append("not understood: " + what + "\n"));
    return text.toString();
  }

  private static void influences(String name, Influences influences, StringBuilder text) {
    influences
        .byOrigin()
        .forEach(
            (origin, ways) -> {
              for (Influence way : ways) {
                text.append(name + " influenced by " + written(origin) + " " + word(way) + "\n");
              }
            });
  }

  private static String written(Origin origin) {
    return origin.isRows() ? origin.table() + " (rows)" : origin.table() + "." + origin.column();
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
