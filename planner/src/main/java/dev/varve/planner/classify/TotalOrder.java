package dev.varve.planner.classify;

import dev.varve.planner.plan.Aggregate;
import dev.varve.planner.plan.Distinct;
import dev.varve.planner.plan.Expression;
import dev.varve.planner.plan.Expression.Input;
import dev.varve.planner.plan.Filter;
import dev.varve.planner.plan.Join;
import dev.varve.planner.plan.Limit;
import dev.varve.planner.plan.Node;
import dev.varve.planner.plan.Project;
import dev.varve.planner.plan.Sort;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Whether an order leaves no two different rows equal. */
final class TotalOrder {
  private TotalOrder() {}

  /**
   * Whether rows of a node that are equal by all of some expressions are the same row, or are one
   * row.
   */
  static boolean isDecidedBy(List<Expression> keys, Node rows) {
    BitSet named = new BitSet();
    for (Expression key : keys) {
      if (key instanceof Input input && Equality.isIdentity(input.type())) {
        named.set(input.index());
      }
    }
    OptionalInt width = rows.width();
    if (width.isPresent() && named.nextClearBit(0) >= width.getAsInt()) {
      return true;
    }
    Optional<BitSet> unique = unique(rows);
    if (unique.isEmpty()) {
      return false;
    }
    unique.get().andNot(named);
    return unique.get().isEmpty();
  }

  /** Columns that no two rows have in common; nothing when there are none for certain. */
  private static Optional<BitSet> unique(Node node) {
    if (node instanceof Aggregate aggregate) {
      boolean oneSet =
          aggregate.groupingSets().size() == 1
              && aggregate.groupingSets().get(0).size() == aggregate.groups().size();
      return oneSet ? Optional.of(first(aggregate.groups().size())) : Optional.empty();
    }
    if (node instanceof Distinct distinct && !distinct.on() && distinct.width().isPresent()) {
      return Optional.of(first(distinct.width().getAsInt()));
    }
    if (node instanceof Filter || node instanceof Sort || node instanceof Limit) {
      return unique(node.inputs().get(0));
    }
    if (node instanceof Join join
        && (join.kind() == Join.Kind.SEMI
            || join.kind() == Join.Kind.ANTI
            || join.kind() == Join.Kind.MARK)) {
      return unique(join.left());
    }
    return node instanceof Project project
        ? unique(project.input()).flatMap(below -> above(below, project))
        : Optional.empty();
  }

  private static BitSet first(int count) {
    BitSet columns = new BitSet();
    columns.set(0, count);
    return columns;
  }

  /** Where a projection passes all of some columns on. */
  private static Optional<BitSet> above(BitSet below, Project project) {
    BitSet missing = (BitSet) below.clone();
    BitSet above = new BitSet();
    for (int i = 0; i < project.expressions().size(); i++) {
      if (project.expressions().get(i) instanceof Input input && missing.get(input.index())) {
        missing.clear(input.index());
        above.set(i);
      }
    }
    return missing.isEmpty() ? Optional.of(above) : Optional.empty();
  }
}
