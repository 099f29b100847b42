package dev.varve.planner.speak.substrait;

import dev.varve.planner.plan.Aggregate;
import dev.varve.planner.plan.ComparisonOperator;
import dev.varve.planner.plan.CteRef;
import dev.varve.planner.plan.Distinct;
import dev.varve.planner.plan.EmptyRows;
import dev.varve.planner.plan.Expression;
import dev.varve.planner.plan.Expression.Comparison;
import dev.varve.planner.plan.Expression.Constant;
import dev.varve.planner.plan.Expression.Input;
import dev.varve.planner.plan.Filter;
import dev.varve.planner.plan.Join;
import dev.varve.planner.plan.Node;
import dev.varve.planner.plan.OneRow;
import dev.varve.planner.plan.Project;
import dev.varve.planner.plan.Sort;
import dev.varve.planner.plan.Window;
import dev.varve.planner.plan.WithCte;
import java.util.BitSet;
import java.util.List;
import java.util.Map;

/** Whether there can be two rows of a node in which some columns have the same values. */
final class Matches {
  /** What common table expressions are, by number. */
  private final Map<Integer, Node> ctes;

  Matches(Map<Integer, Node> ctes) {
    this.ctes = ctes;
  }

  /** Whether a row on the left has at most one partner. */
  boolean isSingle(Join node) {
    return isDecided(equated(node, new BitSet(), true), node.right());
  }

  /** Whether rows that are the same in these columns are one row. */
  private boolean isDecided(BitSet columns, Node node) {
    if (node instanceof Aggregate aggregate) {
      return isDecided(columns, aggregate);
    }
    if (node instanceof Distinct distinct && !distinct.on()) {
      return columns.cardinality() == node.width().orElse(-1)
          || isDecided(columns, distinct.input());
    }
    if (node instanceof Filter filter) {
      return isDecided(equated(filter.predicates(), columns), filter.input());
    }
    if (node instanceof Project project) {
      return isDecided(below(project, columns), project.input());
    }
    if (node instanceof Sort || node instanceof Window) {
      Node input = node.inputs().get(0);
      return input.width().isPresent()
          && isDecided(columns.get(0, input.width().getAsInt()), input);
    }
    if (node instanceof Join join) {
      return isDecided(columns, join);
    }
    if (node instanceof CteRef reference) {
      Node definition = ctes.get(reference.id());
      return definition != null && isDecided(columns, definition);
    }
    return node instanceof OneRow
        || node instanceof EmptyRows
        || (node instanceof WithCte with && isDecided(columns, with.query()));
  }

  private static boolean isDecided(BitSet columns, Aggregate node) {
    boolean decided = node.groupingSets().size() == 1;
    for (int i = 0; i < node.groups().size(); i++) {
      boolean grouped = decided && node.groupingSets().get(0).contains(i);
      decided &= !grouped || columns.get(i) || node.groups().get(i) instanceof Constant;
    }
    return decided;
  }

  private static BitSet below(Project project, BitSet columns) {
    BitSet below = new BitSet();
    for (int i = 0; i < project.expressions().size(); i++) {
      if (columns.get(i) && project.expressions().get(i) instanceof Input input) {
        below.set(input.index());
      }
    }
    return below;
  }

  private boolean isDecided(BitSet columns, Join join) {
    if (join.left().width().isEmpty() || join.right().width().isEmpty()) {
      return false;
    }
    int width = join.left().width().getAsInt();
    BitSet left = columns.get(0, width);
    switch (join.kind()) {
      case SEMI, ANTI, MARK, SINGLE -> {
        return isDecided(left, join.left());
      }
      case CROSS, INNER, LEFT -> {
        BitSet right = right(join, columns, width);
        boolean fromLeft =
            isDecided(left, join.left()) && isDecided(equated(join, right, true), join.right());
        return fromLeft
            || (join.kind() != Join.Kind.LEFT
                && isDecided(right, join.right())
                && isDecided(equated(join, left, false), join.left()));
      }
      default -> {
        return false;
      }
    }
  }

  private static BitSet right(Join join, BitSet columns, int width) {
    BitSet right = new BitSet();
    for (int i = columns.nextSetBit(width); i >= 0; i = columns.nextSetBit(i + 1)) {
      right.set(join.kept().isEmpty() ? i - width : join.kept().get().get(i - width));
    }
    return right;
  }

  /** Columns of a side, and those that are the same as something of one row of the other. */
  private static BitSet equated(Join join, BitSet columns, boolean right) {
    BitSet more = (BitSet) columns.clone();
    for (Join.Condition condition : join.conditions()) {
      Expression side = right ? condition.right() : condition.left();
      if (isEquality(condition.operator()) && side instanceof Input input) {
        more.set(input.index());
      }
    }
    return more;
  }

  /** Columns, and those that are the same as one of them or as a value written out. */
  private static BitSet equated(List<Expression> predicates, BitSet columns) {
    BitSet more = (BitSet) columns.clone();
    int before;
    do {
      before = more.cardinality();
      for (Expression predicate : predicates) {
        if (predicate instanceof Comparison comparison && isEquality(comparison.operator())) {
          add(comparison.left(), comparison.right(), more);
          add(comparison.right(), comparison.left(), more);
        }
      }
    } while (more.cardinality() > before);
    return more;
  }

  private static void add(Expression known, Expression equal, BitSet columns) {
    boolean decided =
        known instanceof Constant || (known instanceof Input input && columns.get(input.index()));
    if (decided && equal instanceof Input input) {
      columns.set(input.index());
    }
  }

  private static boolean isEquality(ComparisonOperator operator) {
    return operator == ComparisonOperator.EQUAL || operator == ComparisonOperator.NOT_DISTINCT;
  }
}
