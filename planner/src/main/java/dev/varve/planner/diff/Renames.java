package dev.varve.planner.diff;

import dev.varve.planner.compile.InputUse;
import dev.varve.planner.compile.Trims.Trimmed;
import dev.varve.planner.plan.Node;
import dev.varve.planner.plan.Scan;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Tables and columns that are proved to be what was called otherwise before. */
final class Renames {
  private final Map<String, String> tables = new TreeMap<>();
  private final Map<String, Map<String, String>> columns = new TreeMap<>();

  void table(String before, String after) {
    tables.put(before, after);
  }

  void column(String tableBefore, String before, String after) {
    columns.computeIfAbsent(tableBefore, table -> new TreeMap<>()).put(before, after);
  }

  /** Whether a table is called otherwise. */
  boolean anyTable() {
    return !tables.isEmpty();
  }

  /** A plan that reads tables by the names that they have now. */
  Node renamed(Node plan) {
    return plan instanceof Scan scan
        ? new Scan(tables.getOrDefault(scan.table(), scan.table()), scan.columns(), scan.facts())
        : plan.mapInputs(this::renamed);
  }

  /** What a column of a table was called; as it is called now where it was not renamed. */
  String before(String tableBefore, String after) {
    for (Map.Entry<String, String> name : columns.getOrDefault(tableBefore, Map.of()).entrySet()) {
      if (name.getValue().equals(after)) {
        return name.getKey();
      }
    }
    return after;
  }

  /** Whether two queries are one, reading columns that are the same under whatever names. */
  boolean same(Trimmed before, Trimmed after) {
    return before.query().equals(after.query()) && same(before.inputs(), after.inputs());
  }

  /** Whether the same is read, in the same order. */
  boolean same(List<InputUse> before, List<InputUse> after) {
    Map<String, InputUse> now = new TreeMap<>();
    after.forEach(use -> now.put(use.table(), use));
    for (InputUse use : before) {
      InputUse renamed = renamed(use);
      if (!renamed.equals(now.remove(renamed.table()))) {
        return false;
      }
    }
    return now.isEmpty();
  }

  private InputUse renamed(InputUse use) {
    Map<String, String> names = columns.getOrDefault(use.table(), Map.of());
    List<String> read = new ArrayList<>();
    use.columns().forEach(column -> read.add(names.getOrDefault(column, column)));
    return new InputUse(
        tables.getOrDefault(use.table(), use.table()),
        use.isSource(),
        read,
        use.allColumns(),
        use.counts());
  }
}
