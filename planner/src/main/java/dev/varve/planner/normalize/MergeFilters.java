package dev.varve.planner.normalize;

import dev.varve.planner.plan.Expression;
import dev.varve.planner.plan.Expression.Logical;
import dev.varve.planner.plan.Filter;
import dev.varve.planner.plan.Node;
import java.util.ArrayList;
import java.util.List;

/** A filter of a filter becomes one, with every operand of an AND a predicate of its own. */
final class MergeFilters implements Pass {
  @Override
  public String name() {
    return "merge-filters";
  }

  @Override
  public int version() {
    return 1;
  }

  @Override
  public Node apply(Node plan) {
    return Rewriting.upwards(plan, MergeFilters::merged);
  }

  private static Node merged(Node node) {
    if (!(node instanceof Filter filter)) {
      return node;
    }
    List<Expression> predicates = new ArrayList<>();
    Node input = filter.input();
    if (input instanceof Filter inner) {
      predicates.addAll(inner.predicates());
      input = inner.input();
    }
    for (Expression predicate : filter.predicates()) {
      flatten(predicate, predicates);
    }
    return new Filter(input, predicates);
  }

  private static void flatten(Expression predicate, List<Expression> predicates) {
    if (predicate instanceof Logical logical && logical.operator() == Logical.Operator.AND) {
      for (Expression operand : logical.operands()) {
        flatten(operand, predicates);
      }
    } else {
      predicates.add(predicate);
    }
  }
}
