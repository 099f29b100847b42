package dev.varve.planner.normalize;

import dev.varve.planner.normalize.expression.Inwards;
import dev.varve.planner.plan.Expression;
import dev.varve.planner.plan.Expression.Input;
import dev.varve.planner.plan.Expression.OpaqueExpression;
import dev.varve.planner.plan.Node;
import java.util.BitSet;
import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.function.UnaryOperator;

/** What several passes do to plans and expressions. */
final class Rewriting {
  private Rewriting() {}

  /** Changes every node, inputs first. */
  static Node upwards(Node node, UnaryOperator<Node> change) {
    return change.apply(node.mapInputs(input -> upwards(input, change)));
  }

  /** Changes every expression within one, inner ones first. */
  static Expression inwards(Expression expression, UnaryOperator<Expression> change) {
    return Inwards.change(expression, change);
  }

  /** The same expression where columns stand elsewhere. */
  static Expression moved(Expression expression, IntUnaryOperator newPosition) {
    return inwards(
        expression,
        each ->
            each instanceof Input input
                ? new Input(newPosition.applyAsInt(input.index()), input.type())
                : each);
  }

  static boolean isOpaque(Expression expression) {
    return expression.any(each -> each instanceof OpaqueExpression);
  }

  static boolean anyOpaque(List<Expression> expressions) {
    return expressions.stream().anyMatch(Rewriting::isOpaque);
  }

  /** The columns that expressions read; only where none of them is opaque. */
  static BitSet columns(List<Expression> expressions) {
    BitSet columns = new BitSet();
    for (Expression expression : expressions) {
      expression.any(
          each -> {
            if (each instanceof Input input) {
              columns.set(input.index());
            }
            return false;
          });
    }
    return columns;
  }
}
