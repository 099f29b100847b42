package dev.varve.planner.diff;

import dev.varve.planner.classify.RowTypes;
import dev.varve.planner.plan.Expression;
import dev.varve.planner.plan.Expression.Comparison;
import dev.varve.planner.plan.Expression.Input;
import dev.varve.planner.plan.Expression.Logical;
import dev.varve.planner.plan.Filter;
import dev.varve.planner.plan.Join;
import dev.varve.planner.plan.Join.Condition;
import dev.varve.planner.plan.Join.Kind;
import dev.varve.planner.plan.Node;
import dev.varve.planner.plan.Project;
import dev.varve.planner.types.EngineType;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.function.IntUnaryOperator;

/**
 * Writes inner joins as people do. In a normal form they are a filter over all rows beside all
 * rows, in an order that nobody chose; here each table joins those that it has to do with. For
 * reading only: what may raise an error is moved too.
 */
final class InnerJoins {
  /** An input of the joins; its first column is the {@code from}th of all. */
  private record Leaf(Node node, int from) {
    int width() {
      return node.width().orElseThrow();
    }

    BitSet columns() {
      BitSet columns = new BitSet();
      columns.set(from, from + width());
      return columns;
    }
  }

  private final List<Leaf> leaves = new ArrayList<>();

  /** Over the columns of all leaves side by side. */
  private final List<Expression> asked = new ArrayList<>();

  private InnerJoins() {}

  static Node of(Node plan) {
    if (plan instanceof Filter filter && isInner(filter.input())) {
      return group(filter.input(), filter.predicates()).orElse(plan);
    }
    if (isInner(plan)) {
      return group(plan, List.of()).orElse(plan);
    }
    return plan.mapInputs(InnerJoins::of);
  }

  private static boolean isInner(Node node) {
    return node instanceof Join join
        && (join.kind() == Kind.CROSS || join.kind() == Kind.INNER)
        && join.kept().isEmpty()
        && join.width().isPresent();
  }

  private static Optional<Node> group(Node joins, List<Expression> predicates) {
    Optional<List<EngineType>> types = RowTypes.of(joins);
    InnerJoins group = new InnerJoins();
    group.collect(joins, 0);
    predicates.forEach(each -> group.ask(each, 0));
    boolean opaque =
        group.asked.stream()
            .anyMatch(each -> each.any(Expression.OpaqueExpression.class::isInstance));
    return types.isEmpty() || opaque ? Optional.empty() : Optional.of(group.joined(types.get()));
  }

  private void collect(Node node, int from) {
    if (node instanceof Join join && isInner(join)) {
      int width = join.left().width().orElseThrow();
      collect(join.left(), from);
      collect(join.right(), from + width);
      for (Condition condition : join.conditions()) {
        asked.add(
            new Comparison(
                condition.operator(),
                moved(condition.left(), column -> column + from),
                moved(condition.right(), column -> column + from + width)));
      }
      join.predicate().ifPresent(each -> ask(each, from));
    } else if (node instanceof Filter filter && isInner(filter.input())) {
      collect(filter.input(), from);
      filter.predicates().forEach(each -> ask(each, from));
    } else {
      leaves.add(new Leaf(of(node), from));
    }
  }

  private void ask(Expression predicate, int from) {
    if (predicate instanceof Logical logical && logical.operator() == Logical.Operator.AND) {
      logical.operands().forEach(each -> ask(each, from));
    } else {
      asked.add(moved(predicate, column -> column + from));
    }
  }

  /** Left-deep, each leaf after one that it is compared with where there is one. */
  private Node joined(List<EngineType> types) {
    int[] positions = new int[types.size()];
    List<Leaf> left = new ArrayList<>(leaves);
    Leaf first = left.remove(0);
    BitSet there = first.columns();
    Node node = filtered(first);
    place(first, 0, positions);
    while (!left.isEmpty()) {
      Leaf next = next(left, there);
      left.remove(next);
      int width = node.width().orElseThrow();
      place(next, width, positions);
      there.or(next.columns());
      node = join(node, filtered(next), there, width, positions);
    }
    List<Expression> columns = new ArrayList<>();
    for (int i = 0; i < positions.length; i++) {
      columns.add(new Input(positions[i], types.get(i)));
    }
    return new Project(node, columns);
  }

  private static void place(Leaf leaf, int at, int[] positions) {
    for (int i = 0; i < leaf.width(); i++) {
      positions[leaf.from + i] = at + i;
    }
  }

  private Leaf next(List<Leaf> left, BitSet there) {
    for (Leaf leaf : left) {
      BitSet both = leaf.columns();
      both.or(there);
      for (Expression each : asked) {
        BitSet read = columns(each);
        if (within(read, both) && read.intersects(leaf.columns())) {
          return leaf;
        }
      }
    }
    return left.get(0);
  }

  private Node filtered(Leaf leaf) {
    List<Expression> own = taken(leaf.columns());
    List<Expression> moved =
        own.stream().map(each -> moved(each, column -> column - leaf.from)).toList();
    return moved.isEmpty() ? leaf.node : new Filter(leaf.node, moved);
  }

  /** What is asked of these columns and no others. */
  private List<Expression> taken(BitSet columns) {
    List<Expression> taken = asked.stream().filter(each -> within(columns(each), columns)).toList();
    asked.removeAll(taken);
    return taken;
  }

  private Node join(Node node, Node next, BitSet there, int width, int[] positions) {
    List<Condition> conditions = new ArrayList<>();
    List<Expression> others = new ArrayList<>();
    for (Expression each : taken(there)) {
      Expression here = moved(each, column -> positions[column]);
      condition(here, width).ifPresentOrElse(conditions::add, () -> others.add(here));
    }
    Optional<Expression> predicate =
        others.size() > 1
            ? Optional.of(new Logical(Logical.Operator.AND, others))
            : others.stream().findFirst();
    Kind kind = conditions.isEmpty() && predicate.isEmpty() ? Kind.CROSS : Kind.INNER;
    return new Join(kind, node, next, conditions, predicate, Optional.empty(), List.of());
  }

  private static Optional<Condition> condition(Expression predicate, int width) {
    if (!(predicate instanceof Comparison comparison)) {
      return Optional.empty();
    }
    BitSet left = columns(comparison.left());
    BitSet right = columns(comparison.right());
    if (left.isEmpty() || right.isEmpty()) {
      return Optional.empty();
    }
    if (left.length() <= width && right.nextSetBit(0) >= width) {
      return Optional.of(
          new Condition(
              comparison.operator(),
              comparison.left(),
              moved(comparison.right(), column -> column - width)));
    }
    if (right.length() <= width && left.nextSetBit(0) >= width) {
      return Optional.of(
          new Condition(
              comparison.operator().flipped(),
              comparison.right(),
              moved(comparison.left(), column -> column - width)));
    }
    return Optional.empty();
  }

  private static BitSet columns(Expression expression) {
    BitSet columns = new BitSet();
    collect(expression, columns);
    return columns;
  }

  private static void collect(Expression expression, BitSet columns) {
    if (expression instanceof Input input) {
      columns.set(input.index());
    }
    expression.children().forEach(child -> collect(child, columns));
  }

  private static boolean within(BitSet columns, BitSet others) {
    BitSet rest = (BitSet) columns.clone();
    rest.andNot(others);
    return rest.isEmpty();
  }

  private static Expression moved(Expression expression, IntUnaryOperator position) {
    return expression instanceof Input input
        ? new Input(position.applyAsInt(input.index()), input.type())
        : expression.mapChildren(child -> moved(child, position));
  }
}
