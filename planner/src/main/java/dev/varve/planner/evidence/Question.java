package dev.varve.planner.evidence;

import dev.varve.planner.Fingerprint;
import dev.varve.planner.classify.ResultClass;
import dev.varve.planner.encode.PlanEncoding;
import dev.varve.planner.types.Column;
import dev.varve.planner.types.EngineType;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Whether two definitions of one model give the same result. */
public record Question(Definition before, Definition after) {
  /** Which columns of the results are compared. */
  public ComparedColumns columns() {
    return ComparedColumns.of(before.columns(), after.columns());
  }

  /**
   * That both compute the same in all columns that they share, where that is known without data.
   */
  public Optional<Sameness> proof() {
    boolean same =
        before.fingerprint().equals(after.fingerprint())
            && before.arguments().equals(after.arguments())
            && before.resultClass() != ResultClass.VOLATILE
            && columns().inPlace()
            && !columns().shared().isEmpty();
    if (!same) {
      return Optional.empty();
    }
    if (before.resultClass() == ResultClass.ORDER_SENSITIVE) {
      return Optional.of(Sameness.ROWS_GIVEN_ORDER);
    }
    boolean ordered = before.ordersRows() && before.order().equals(after.order());
    return Optional.of(ordered ? Sameness.ROWS_IN_ORDER : Sameness.ROWS);
  }

  /** Whether results are compared in order: one asks for an order, and all columns are compared. */
  public boolean inOrder() {
    return (before.ordersRows() || after.ordersRows()) && columns().complete();
  }

  /** Whether the order of an input's rows may have a part in a difference. */
  public boolean dependsOnOrder() {
    return before.resultClass() != ResultClass.EXACT
        || after.resultClass() != ResultClass.EXACT
        || (inOrder() && (before.order().singleThread() || after.order().singleThread()));
  }

  /** Why no made-up tables can show anything, a sentence each; none where they can. */
  public List<String> obstacles() {
    Set<String> obstacles = new LinkedHashSet<>();
    for (Definition definition : List.of(before, after)) {
      if (definition.resultClass() == ResultClass.VOLATILE) {
        obstacles.add("The result is another one at each run.");
        obstacles.addAll(definition.doubts());
      }
    }
    if (columns().shared().isEmpty()) {
      obstacles.add("The two results have no column in common.");
    }
    Map<String, String> types = new TreeMap<>();
    for (Definition definition : List.of(before, after)) {
      UsedColumns.of(definition)
          .forEach(
              (table, columns) -> columns.forEach(column -> type(table, column, types, obstacles)));
    }
    return new ArrayList<>(obstacles);
  }

  private static void type(
      String table, Column column, Map<String, String> types, Set<String> obstacles) {
    String name = table + "." + column.name();
    String other = types.putIfAbsent(name, column.type());
    if (other != null && !other.equals(column.type())) {
      obstacles.add(
          "Both read " + name + ", which was " + other + " and is " + column.type() + ".");
    }
    if (ValuePools.none(EngineType.parse(column.type()))) {
      obstacles.add("No values of the type " + column.type() + " are made up (" + name + ").");
    }
  }

  /** From the fingerprints, so that the same question is always searched in the same way. */
  long seed() {
    Fingerprint both =
        PlanEncoding.ofTexts(List.of(before.fingerprint().hex(), after.fingerprint().hex()));
    return Long.parseUnsignedLong(both.hex().substring(0, 16), 16);
  }
}
