package dev.varve.planner.normalize;

import dev.varve.planner.plan.Node;
import dev.varve.planner.plan.Scan;
import dev.varve.planner.types.Column;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The normal form of a plan that calls the columns it reads by numbers. With the contents of those
 * columns, in their order, it says what the plan computes, whatever its inputs call them.
 *
 * @param columns by table, the names of the columns that the plan reads, each at its number
 */
public record Nameless(Node plan, Map<String, List<String>> columns) {
  /** Raised when the numbers or the order after them change. */
  static final int VERSION = 2;

  /** With as many digits as any number will have, so that numbers sort as they count. */
  private static final int FIRST = 100_000;

  /**
   * Takes the names out of a plan.
   *
   * @param normal the normal form of an exact plan, without anything opaque
   */
  public static Nameless of(Node normal) {
    Map<String, List<String>> columns = FirstUse.of(normal);
    Node numbered = Rewriting.upwards(normal, node -> numbered(node, columns));
    return new Nameless(Normalizer.ordered(numbered), columns);
  }

  private static Node numbered(Node node, Map<String, List<String>> columns) {
    if (!(node instanceof Scan scan)) {
      return node;
    }
    List<String> names = columns.getOrDefault(scan.table(), List.of());
    List<Column> numbered = new ArrayList<>();
    for (Column column : scan.columns()) {
      int number = names.indexOf(column.name());
      // What is not read is gone from the normal form, so that its name may stay.
      numbered.add(
          number < 0 ? column : new Column(Integer.toString(FIRST + number), column.type()));
    }
    return new Scan(scan.table(), numbered);
  }
}
