package dev.varve.planner.facts;

import dev.varve.planner.plan.Aggregate;
import dev.varve.planner.plan.ComparisonOperator;
import dev.varve.planner.plan.Distinct;
import dev.varve.planner.plan.EmptyRows;
import dev.varve.planner.plan.Expression;
import dev.varve.planner.plan.Expression.Comparison;
import dev.varve.planner.plan.Expression.Constant;
import dev.varve.planner.plan.Expression.Input;
import dev.varve.planner.plan.Filter;
import dev.varve.planner.plan.Join;
import dev.varve.planner.plan.Limit;
import dev.varve.planner.plan.Node;
import dev.varve.planner.plan.OneRow;
import dev.varve.planner.plan.Project;
import dev.varve.planner.plan.Scan;
import dev.varve.planner.plan.SetOperation;
import dev.varve.planner.plan.Sort;
import dev.varve.planner.plan.Window;
import dev.varve.planner.plan.WindowCall;
import dev.varve.planner.plan.WithCte;
import dev.varve.planner.types.Column;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** Columns of which no two rows of a node have the same values, as far as that is certain. */
public final class UniqueColumns {
  /** Raised when more or less is known of any plan: what is made of it changes then. */
  public static final int VERSION = 1;

  /** More ways of telling rows apart are of no use, and joins multiply them. */
  private static final int MOST_KEYS = 8;

  private UniqueColumns() {}

  /** Whether no two rows have the same values in some columns. */
  public static boolean isDecidedBy(BitSet columns, Node node) {
    return keys(node).stream().anyMatch(key -> isWithin(key, columns));
  }

  /** Keys, each without a column where there is at most one row. */
  static List<BitSet> keys(Node node) {
    List<BitSet> keys = new ArrayList<>();
    for (BitSet key : candidates(node)) {
      boolean more = keys.stream().noneMatch(known -> isWithin(known, key));
      if (more && keys.size() < MOST_KEYS) {
        keys.add(key);
      }
    }
    return keys;
  }

  private static boolean isWithin(BitSet some, BitSet columns) {
    BitSet others = (BitSet) some.clone();
    others.andNot(columns);
    return others.isEmpty();
  }

  private static List<BitSet> candidates(Node node) {
    if (node instanceof Scan scan) {
      return declared(scan);
    }
    if (node instanceof OneRow || node instanceof EmptyRows) {
      return List.of(new BitSet());
    }
    if (node instanceof Aggregate aggregate) {
      return ofGroups(aggregate);
    }
    if (node instanceof Distinct distinct) {
      return ofDistinct(distinct);
    }
    if (node instanceof Filter filter) {
      return ofFilter(filter);
    }
    if (node instanceof Limit limit) {
      return ofLimit(limit);
    }
    if (node instanceof Sort sort) {
      return keys(sort.input());
    }
    if (node instanceof Window window) {
      return ofWindow(window);
    }
    if (node instanceof Join join) {
      return ofJoin(join);
    }
    if (node instanceof SetOperation operation) {
      return ofSetOperation(operation);
    }
    if (node instanceof WithCte with) {
      return keys(with.query());
    }
    return node instanceof Project project
        ? above(keys(project.input()), project.expressions())
        : List.of();
  }

  private static List<BitSet> declared(Scan scan) {
    List<String> names = scan.columns().stream().map(Column::name).toList();
    List<BitSet> keys = new ArrayList<>();
    for (List<String> key : scan.facts().keys()) {
      if (names.containsAll(key)) {
        BitSet columns = new BitSet();
        key.forEach(name -> columns.set(names.indexOf(name)));
        keys.add(columns);
      }
    }
    return keys;
  }

  private static List<BitSet> ofGroups(Aggregate aggregate) {
    int count = aggregate.groups().size();
    boolean plain =
        aggregate.groupingSets().size() == 1 && aggregate.groupingSets().get(0).size() == count;
    if (!plain) {
      return List.of();
    }
    // Fewer than all groups are enough where they tell the rows below apart.
    List<BitSet> keys = new ArrayList<>(above(keys(aggregate.input()), aggregate.groups()));
    keys.add(first(count));
    return keys;
  }

  private static List<BitSet> ofDistinct(Distinct distinct) {
    List<BitSet> keys = new ArrayList<>(keys(distinct.input()));
    if (!distinct.on()) {
      distinct.width().ifPresent(width -> keys.add(first(width)));
    } else if (distinct.targets().stream().allMatch(Input.class::isInstance)) {
      keys.add(columns(distinct.targets()));
    }
    return keys;
  }

  private static List<BitSet> ofFilter(Filter filter) {
    BitSet fixed = new BitSet();
    for (Expression predicate : filter.predicates()) {
      if (predicate instanceof Comparison comparison && isEquality(comparison.operator())) {
        if (comparison.left() instanceof Input input && comparison.right() instanceof Constant) {
          fixed.set(input.index());
        }
        if (comparison.right() instanceof Input input && comparison.left() instanceof Constant) {
          fixed.set(input.index());
        }
      }
    }
    List<BitSet> keys = new ArrayList<>();
    for (BitSet key : keys(filter.input())) {
      BitSet rest = (BitSet) key.clone();
      rest.andNot(fixed);
      keys.add(rest);
    }
    return keys;
  }

  private static List<BitSet> ofLimit(Limit limit) {
    boolean one =
        limit.limit().kind().equals("CONSTANT_VALUE") && limit.limit().constant().equals("1");
    return one ? List.of(new BitSet()) : keys(limit.input());
  }

  /** The rows of a partition have numbers of their own. */
  private static List<BitSet> ofWindow(Window window) {
    List<BitSet> keys = new ArrayList<>(keys(window.input()));
    if (window.input().width().isEmpty()) {
      return keys;
    }
    int position = window.input().width().getAsInt();
    for (Expression expression : window.calls()) {
      if (expression instanceof WindowCall call
          && call.kind().equals("WINDOW_ROW_NUMBER")
          && call.argumentOrder().isEmpty()
          && call.partitions().stream().allMatch(Input.class::isInstance)) {
        BitSet numbered = columns(call.partitions());
        numbered.set(position);
        keys.add(numbered);
      }
      position++;
    }
    return keys;
  }

  private static List<BitSet> ofJoin(Join join) {
    if (join.left().width().isEmpty()) {
      return List.of();
    }
    List<BitSet> left = keys(join.left());
    return switch (join.kind()) {
      case SEMI, ANTI, MARK, SINGLE, ASOF, ASOF_LEFT -> left;
      case INNER, CROSS, LEFT -> {
        List<BitSet> right = right(join);
        List<BitSet> keys = new ArrayList<>();
        if (isMatchedOnce(join)) {
          keys.addAll(left);
        }
        if (join.kind() != Join.Kind.LEFT && matchesOnce(join)) {
          keys.addAll(right);
        }
        for (BitSet one : left) {
          for (BitSet other : right) {
            BitSet both = (BitSet) one.clone();
            both.or(other);
            keys.add(both);
          }
        }
        yield keys;
      }
      case RIGHT, FULL, ASOF_RIGHT, ASOF_FULL, POSITIONAL -> List.of();
    };
  }

  /** The right side's keys as far as its columns are yielded, where they stand in the join. */
  private static List<BitSet> right(Join join) {
    int width = join.left().width().orElseThrow();
    List<BitSet> keys = new ArrayList<>();
    for (BitSet key : keys(join.right())) {
      BitSet moved = new BitSet();
      boolean all = true;
      for (int column = key.nextSetBit(0); column >= 0; column = key.nextSetBit(column + 1)) {
        int kept = join.kept().isPresent() ? join.kept().get().indexOf(column) : column;
        all &= kept >= 0;
        if (kept >= 0) {
          moved.set(width + kept);
        }
      }
      if (all) {
        keys.add(moved);
      }
    }
    return keys;
  }

  /** The columns of one side that a match has in common with the other side. */
  private static BitSet equated(Join join, boolean left) {
    BitSet columns = new BitSet();
    for (Join.Condition condition : join.conditions()) {
      Expression side = left ? condition.left() : condition.right();
      if (isEquality(condition.operator()) && side instanceof Input input) {
        columns.set(input.index());
      }
    }
    return columns;
  }

  /** Whether a join has at most one row of the right side for each of the left. */
  public static boolean isMatchedOnce(Join join) {
    return isDecidedBy(equated(join, false), join.right());
  }

  /** Whether a join has at most one row of the left side for each of the right. */
  public static boolean matchesOnce(Join join) {
    return isDecidedBy(equated(join, true), join.left());
  }

  private static boolean isEquality(ComparisonOperator operator) {
    return operator == ComparisonOperator.EQUAL || operator == ComparisonOperator.NOT_DISTINCT;
  }

  private static List<BitSet> ofSetOperation(SetOperation operation) {
    if (operation.all()) {
      return List.of();
    }
    List<BitSet> keys = new ArrayList<>();
    if (operation.kind() != SetOperation.Kind.UNION) {
      keys.addAll(keys(operation.inputs().get(0)));
    }
    operation.width().ifPresent(width -> keys.add(first(width)));
    return keys;
  }

  private static BitSet first(int count) {
    BitSet columns = new BitSet();
    columns.set(0, count);
    return columns;
  }

  private static BitSet columns(List<Expression> inputs) {
    BitSet columns = new BitSet();
    inputs.forEach(input -> columns.set(((Input) input).index()));
    return columns;
  }

  /** Those of which expressions pass all columns on. */
  private static List<BitSet> above(List<BitSet> below, List<Expression> expressions) {
    List<BitSet> above = new ArrayList<>();
    for (BitSet key : below) {
      BitSet missing = (BitSet) key.clone();
      BitSet passed = new BitSet();
      for (int i = 0; i < expressions.size(); i++) {
        if (expressions.get(i) instanceof Input input && missing.get(input.index())) {
          missing.clear(input.index());
          passed.set(i);
        }
      }
      if (missing.isEmpty()) {
        above.add(passed);
      }
    }
    return above;
  }
}
