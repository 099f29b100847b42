package dev.varve.planner.normalize;

import dev.varve.planner.plan.Node;
import dev.varve.planner.plan.Scan;
import dev.varve.planner.types.Column;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The normal form of a plan that calls the columns it reads of models by numbers. With the contents
 * of those columns, in their order, it says what the plan computes, whatever its inputs call them.
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
   * @param form of an exact plan, without anything opaque
   * @param models the tables whose contents are known by column; a source's columns are known
   *     together, so that only their names tell them apart
   */
  static Nameless of(Normalizer.Form form, Set<String> models) {
    Map<String, List<String>> columns = FirstUse.of(form.normal());
    if (columns.keySet().stream().noneMatch(models::contains)) {
      return new Nameless(form.normal(), columns);
    }
    Node numbered =
        Rewriting.upwards(
            form.shape(),
            node ->
                node instanceof Scan scan && models.contains(scan.table())
                    ? numbered(scan, columns.getOrDefault(scan.table(), List.of()))
                    : node);
    return new Nameless(Normalizer.ordered(numbered), columns);
  }

  private static Scan numbered(Scan scan, List<String> names) {
    List<Column> numbered = new ArrayList<>();
    for (Column column : scan.columns()) {
      int number = names.indexOf(column.name());
      // What is not read is gone from the normal form, so that its name may stay.
      numbered.add(
          number < 0 ? column : new Column(Integer.toString(FIRST + number), column.type()));
    }
    // Facts name columns, and nothing that is still to be done asks for them.
    return new Scan(scan.table(), numbered);
  }
}
