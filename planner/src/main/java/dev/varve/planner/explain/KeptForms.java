package dev.varve.planner.explain;

import dev.varve.planner.normalize.expression.ClauseSize;
import dev.varve.planner.normalize.expression.Raising;
import dev.varve.planner.plan.Expression;
import dev.varve.planner.plan.Expression.Logical;
import dev.varve.planner.plan.Expression.Logical.Operator;
import dev.varve.planner.plan.Node;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** Finds in a normal form each OR that is not written out as clauses, and how large these are. */
final class KeptForms {
  private KeptForms() {}

  /** A sentence for each OR of an operator's own expressions. */
  static List<String> of(Node node) {
    List<String> kept = new ArrayList<>();
    node.expressions().forEach(expression -> find(expression, kept));
    return kept;
  }

  private static void find(Expression expression, List<String> kept) {
    if (expression instanceof Logical logical
        && logical.operator() == Operator.OR
        && logical.operands().stream().anyMatch(Logical.class::isInstance)) {
      kept.add(sentence(logical));
    } else {
      expression.children().forEach(child -> find(child, kept));
    }
  }

  private static String sentence(Logical kept) {
    ClauseSize size = ClauseSize.of(kept);
    BigInteger over = size.literals().subtract(BigInteger.valueOf(ClauseSize.BUDGET));
    return "An OR stays as it is written"
        + (Raising.may(kept) ? ", since part of it may raise an error" : "")
        + ": as clauses it would be "
        + size.clauses()
        + " with "
        + size.literals()
        + " conditions, "
        + (over.signum() > 0 ? over + " over" : "within")
        + " the budget of "
        + ClauseSize.BUDGET
        + ".";
  }
}
