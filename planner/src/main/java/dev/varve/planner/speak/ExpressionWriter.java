package dev.varve.planner.speak;

import static java.util.stream.Collectors.joining;

import dev.varve.planner.plan.Expression;
import dev.varve.planner.plan.Expression.Case;
import dev.varve.planner.plan.Expression.Coalesce;
import dev.varve.planner.plan.Expression.In;
import dev.varve.planner.plan.Expression.IsNull;
import dev.varve.planner.plan.Expression.Logical;
import dev.varve.planner.plan.Expression.Not;
import java.util.List;

/** Writes expressions: here what every dialect of SQL says with the same words. */
public abstract class ExpressionWriter implements Expression.Visitor<String> {
  /** An expression that may stand wherever a value may. */
  public final String one(Expression expression) {
    return expression.accept(this);
  }

  /** Several, with commas between. */
  public final String all(List<Expression> expressions) {
    return expressions.stream().map(this::one).collect(joining(", "));
  }

  @Override
  public String caseOf(Case caseOf) {
    return caseOf.branches().stream()
        .map(branch -> " WHEN " + one(branch.when()) + " THEN " + one(branch.then()))
        .collect(joining("", "CASE", " ELSE " + one(caseOf.otherwise()) + " END"));
  }

  @Override
  public final String logical(Logical logical) {
    return logical.operands().stream()
        .map(this::one)
        .collect(joining(" " + logical.operator() + " ", "(", ")"));
  }

  @Override
  public final String not(Not not) {
    return "(NOT " + one(not.operand()) + ")";
  }

  @Override
  public final String in(In in) {
    String word = in.negated() ? " NOT IN (" : " IN (";
    return "(" + one(in.value()) + word + all(in.candidates()) + "))";
  }

  @Override
  public final String isNull(IsNull isNull) {
    return "(" + one(isNull.operand()) + (isNull.negated() ? " IS NOT NULL)" : " IS NULL)");
  }

  @Override
  public String coalesce(Coalesce coalesce) {
    return "coalesce(" + all(coalesce.operands()) + ")";
  }
}
