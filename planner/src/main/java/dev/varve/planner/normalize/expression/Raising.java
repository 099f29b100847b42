package dev.varve.planner.normalize.expression;

import dev.varve.planner.plan.Expression;
import dev.varve.planner.plan.Expression.Call;
import dev.varve.planner.plan.Expression.Case;
import dev.varve.planner.plan.Expression.Cast;
import dev.varve.planner.plan.Expression.Clock;
import dev.varve.planner.plan.Expression.Coalesce;
import dev.varve.planner.plan.Expression.Comparison;
import dev.varve.planner.plan.Expression.Constant;
import dev.varve.planner.plan.Expression.In;
import dev.varve.planner.plan.Expression.Input;
import dev.varve.planner.plan.Expression.IsNull;
import dev.varve.planner.plan.Expression.Logical;
import dev.varve.planner.plan.Expression.Not;
import dev.varve.planner.plan.Expression.Parameter;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which expressions might end the query with an error on some row. They are computed neither on
 * more rows nor on fewer than the text says.
 */
public final class Raising {
  private static final Set<String> HARMLESS =
      new TreeSet<>(
          List.of(
              "~~",
              "!~~",
              "~~*",
              "!~~*",
              "lower",
              "upper",
              "length",
              "prefix",
              "suffix",
              "contains",
              "starts_with",
              "ends_with",
              "year",
              "month",
              "day",
              "greatest",
              "least",
              "list_contains",
              "array_extract",
              "struct_extract"));

  private Raising() {}

  /** Whether an expression might. */
  public static boolean may(Expression expression) {
    boolean harmless =
        expression instanceof Input
            || expression instanceof Constant
            || expression instanceof Parameter
            || expression instanceof Clock
            || expression instanceof Comparison
            || expression instanceof In
            || expression instanceof IsNull
            || expression instanceof Logical
            || expression instanceof Not
            || expression instanceof Coalesce
            || expression instanceof Case
            || (expression instanceof Cast cast && isHarmless(cast))
            || (expression instanceof Call call
                && HARMLESS.contains(call.function().shortName())
                && call.function().bindData().isEmpty());
    return !harmless || expression.children().stream().anyMatch(Raising::may);
  }

  private static boolean isHarmless(Cast cast) {
    return cast.tryCast()
        || cast.operand().type().equals(cast.type())
        || Exact.widens(cast.operand().type(), cast.type())
        || (Exact.isExact(cast.operand().type())
            && (cast.type().text().equals("VARCHAR") || cast.type().text().equals("DOUBLE")))
        || Constants.isTime(cast);
  }
}
