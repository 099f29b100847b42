package dev.varve.planner.facts;

import dev.varve.planner.plan.Aggregate;
import dev.varve.planner.plan.Join;
import dev.varve.planner.plan.Node;
import dev.varve.planner.plan.OneRow;
import dev.varve.planner.plan.Project;
import dev.varve.planner.plan.Sort;
import dev.varve.planner.plan.Values;
import dev.varve.planner.plan.Window;

/** How many rows a node has, as far as that is certain. */
public final class RowCounts {
  private RowCounts() {}

  /** Whether there is one row, whatever the tables hold. */
  public static boolean isOne(Node node) {
    if (node instanceof Aggregate aggregate) {
      return aggregate.groups().isEmpty() && aggregate.groupingSets().size() == 1;
    }
    if (node instanceof Project || node instanceof Sort || node instanceof Window) {
      return isOne(node.inputs().get(0));
    }
    if (node instanceof Join join) {
      return isProduct(join) && isOne(join.left()) && isOne(join.right());
    }
    return node instanceof OneRow || (node instanceof Values values && values.rows().size() == 1);
  }

  private static boolean isProduct(Join join) {
    return join.kind() == Join.Kind.CROSS
        && join.conditions().isEmpty()
        && join.predicate().isEmpty();
  }
}
