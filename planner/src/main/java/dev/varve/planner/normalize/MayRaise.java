package dev.varve.planner.normalize;

import dev.varve.planner.plan.Expression;
import dev.varve.planner.plan.Expression.Call;
import dev.varve.planner.plan.Expression.OpaqueExpression;

/** Finds expressions that stand there to end the query, and are not dropped for being unread. */
final class MayRaise {
  private MayRaise() {}

  static boolean on(Expression expression) {
    return expression.any(
        each ->
            each instanceof OpaqueExpression
                || (each instanceof Call call && call.function().shortName().equals("error")));
  }
}
