package dev.varve.planner.normalize;

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

/** Columns of which no two rows of a node have the same values. */
public final class UniqueColumns {
  private UniqueColumns() {}

  /** Such columns, none where there is at most one row; nothing where none are known. */
  static Optional<BitSet> of(Node node) {
    if (node instanceof Aggregate aggregate) {
      boolean plain =
          aggregate.groupingSets().size() == 1
              && aggregate.groupingSets().get(0).size() == aggregate.groups().size();
      return plain ? Optional.of(first(aggregate.groups().size())) : Optional.empty();
    }
    if (node instanceof Distinct distinct && !distinct.on() && node.width().isPresent()) {
      return Optional.of(first(node.width().getAsInt()));
    }
    if (node instanceof Filter || node instanceof Sort || node instanceof Limit) {
      return of(node.inputs().get(0));
    }
    if (node instanceof Join join) {
      return switch (join.kind()) {
        case SEMI, ANTI, MARK -> of(join.left());
        default -> Optional.empty();
      };
    }
    return node instanceof Project project
        ? of(project.input()).flatMap(below -> above(below, project.expressions()))
        : Optional.empty();
  }

  private static BitSet first(int count) {
    BitSet columns = new BitSet();
    columns.set(0, count);
    return columns;
  }

  /** Where a projection passes all of some columns on. */
  private static Optional<BitSet> above(BitSet below, List<Expression> expressions) {
    BitSet missing = (BitSet) below.clone();
    BitSet above = new BitSet();
    for (int i = 0; i < expressions.size(); i++) {
      if (expressions.get(i) instanceof Input input && missing.get(input.index())) {
        missing.clear(input.index());
        above.set(i);
      }
    }
    return missing.isEmpty() ? Optional.of(above) : Optional.empty();
  }

  /** Whether no two rows have the same values in some columns. */
  public static boolean isDecidedBy(BitSet columns, Node node) {
    Optional<BitSet> unique = of(node);
    if (unique.isEmpty()) {
      return false;
    }
    BitSet others = (BitSet) unique.get().clone();
    others.andNot(columns);
    return others.isEmpty();
  }
}
