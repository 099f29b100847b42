package dev.varve.planner.evidence;

import dev.varve.planner.plan.Expression.OpaqueExpression;
import dev.varve.planner.plan.Node;
import dev.varve.planner.plan.OpaqueNode;
import dev.varve.planner.plan.Scan;
import dev.varve.planner.types.Column;
import dev.varve.planner.types.TableSchema;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Which columns of which tables a definition reads: the others can hold what they like. */
final class UsedColumns {
  private UsedColumns() {}

  /** By table, in the order of its schema. */
  static SortedMap<String, List<Column>> of(Definition definition) {
    TreeMap<String, Set<String>> read = new TreeMap<>();
    boolean understood = scans(definition.plan(), read);
    SortedMap<String, List<Column>> used = new TreeMap<>();
    for (Map.Entry<String, TableSchema> table : definition.tables().entrySet()) {
      Set<String> names = read.get(table.getKey());
      if (!understood) {
        used.put(table.getKey(), table.getValue().columns());
      } else if (names != null) {
        used.put(
            table.getKey(),
            table.getValue().columns().stream()
                .filter(column -> names.contains(column.name()))
                .toList());
      }
    }
    return used;
  }

  /** Gives whether all of it is understood. */
  private static boolean scans(Node node, Map<String, Set<String>> read) {
    boolean understood =
        !(node instanceof OpaqueNode)
            && node.expressions().stream()
                .noneMatch(value -> value.any(part -> part instanceof OpaqueExpression));
    if (node instanceof Scan scan) {
      Set<String> names = read.computeIfAbsent(scan.table(), table -> new LinkedHashSet<>());
      scan.columns().forEach(column -> names.add(column.name()));
    }
    for (Node input : node.inputs()) {
      understood &= scans(input, read);
    }
    return understood;
  }
}
