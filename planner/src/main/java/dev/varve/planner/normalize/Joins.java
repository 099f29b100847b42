package dev.varve.planner.normalize;

import dev.varve.planner.classify.RowTypes;
import dev.varve.planner.plan.Expression;
import dev.varve.planner.plan.Expression.Comparison;
import dev.varve.planner.plan.Expression.Input;
import dev.varve.planner.plan.Expression.Logical;
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

/** What joins ask of their rows, as expressions over the columns of both sides. */
final class Joins {
  private Joins() {}

  /** Whether what a join asks may be taken apart: it keeps all columns and all is understood. */
  static boolean isOpen(Join join) {
    return join.kept().isEmpty()
        && join.correlated().isEmpty()
        && RowTypes.of(join.left()).isPresent()
        && RowTypes.of(join.right()).isPresent()
        && !Rewriting.anyOpaque(join.expressions());
  }

  static boolean isInner(Node node) {
    return node instanceof Join join
        && (join.kind() == Kind.INNER || join.kind() == Kind.CROSS)
        && isOpen(join);
  }

  /** All that a join asks, every part of an AND by itself. */
  static List<Expression> asked(Join join) {
    int width = join.left().width().orElseThrow();
    List<Expression> asked = new ArrayList<>();
    for (Condition condition : join.conditions()) {
      asked.add(
          new Comparison(
              condition.operator(),
              condition.left(),
              Rewriting.moved(condition.right(), column -> column + width)));
    }
    join.predicate().ifPresent(predicate -> flatten(predicate, asked));
    return asked;
  }

  private static void flatten(Expression predicate, List<Expression> parts) {
    if (predicate instanceof Logical logical && logical.operator() == Logical.Operator.AND) {
      logical.operands().forEach(operand -> flatten(operand, parts));
    } else {
      parts.add(predicate);
    }
  }

  /** A join of two nodes that asks all of a list. */
  static Join asking(Kind kind, Node left, Node right, List<Expression> asked) {
    int width = left.width().orElseThrow();
    List<Condition> conditions = new ArrayList<>();
    List<Expression> others = new ArrayList<>();
    for (Expression each : asked) {
      Optional<Condition> condition =
          each instanceof Comparison comparison ? condition(comparison, width) : Optional.empty();
      condition.ifPresentOrElse(conditions::add, () -> others.add(each));
    }
    Optional<Expression> predicate =
        others.isEmpty()
            ? Optional.empty()
            : Optional.of(
                others.size() == 1
                    ? others.get(0)
                    : new Logical(Logical.Operator.AND, List.copyOf(others)));
    return new Join(kind, left, right, conditions, predicate, Optional.empty(), List.of());
  }

  /** A comparison of the two sides. */
  private static Optional<Condition> condition(Comparison comparison, int width) {
    int left = side(comparison.left(), width);
    int right = side(comparison.right(), width);
    if (left * right != -1) {
      return Optional.empty();
    }
    Expression ofLeft = left < 0 ? comparison.left() : comparison.right();
    Expression ofRight = left < 0 ? comparison.right() : comparison.left();
    return Optional.of(
        new Condition(
            left < 0 ? comparison.operator() : comparison.operator().flipped(),
            ofLeft,
            Rewriting.moved(ofRight, column -> column - width)));
  }

  /** Below 0 where it reads the left columns alone, above where the right alone, else 0. */
  static int side(Expression expression, int width) {
    BitSet columns = Rewriting.columns(List.of(expression));
    if (columns.isEmpty()) {
      return 0;
    }
    if (columns.length() <= width) {
      return -1;
    }
    return columns.nextSetBit(0) >= width ? 1 : 0;
  }

  static Join cross(Node left, Node right) {
    return asking(Kind.CROSS, left, right, List.of());
  }

  /** The named columns of a node, in that order; the node itself where those are its own. */
  static Node columns(Node node, int[] positions) {
    List<EngineType> types = RowTypes.of(node).orElseThrow();
    List<Expression> expressions = new ArrayList<>();
    boolean same = positions.length == types.size();
    for (int i = 0; i < positions.length; i++) {
      expressions.add(new Input(positions[i], types.get(positions[i])));
      same &= positions[i] == i;
    }
    return same ? node : new Project(node, expressions);
  }
}
