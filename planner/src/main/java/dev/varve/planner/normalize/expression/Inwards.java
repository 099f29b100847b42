package dev.varve.planner.normalize.expression;

import dev.varve.planner.plan.Expression;
import java.util.function.UnaryOperator;

/** Goes through an expression. */
public final class Inwards {
  private Inwards() {}

  /** Changes every expression within one, inner ones first. */
  public static Expression change(Expression expression, UnaryOperator<Expression> change) {
    return change.apply(expression.mapChildren(child -> change(child, change)));
  }
}
