package dev.varve.planner.normalize;

import dev.varve.planner.classify.RowTypes;
import dev.varve.planner.normalize.expression.Simplification;
import dev.varve.planner.plan.EmptyRows;
import dev.varve.planner.plan.Expression;
import dev.varve.planner.plan.Expression.Constant;
import dev.varve.planner.plan.Filter;
import dev.varve.planner.plan.Node;
import dev.varve.planner.plan.OpaqueNode;
import dev.varve.planner.types.EngineTypes;
import java.util.List;

/**
 * Brings expressions into their simplest form: AND and OR as clauses, NOT within comparisons, lists
 * for equalities, the one bound that decides, no conversions that lose nothing, one name for a
 * function. A filter that lets all through goes away, and so does what is below one that lets
 * nothing through.
 */
final class SimplifyExpressions implements Pass {
  private static final Expression FALSE = new Constant(EngineTypes.BOOLEAN, "false");

  @Override
  public String name() {
    return "simplify-expressions";
  }

  @Override
  public int version() {
    return 2;
  }

  @Override
  public Node apply(Node plan) {
    return Rewriting.upwards(plan, SimplifyExpressions::simple);
  }

  private static Node simple(Node node) {
    if (node instanceof OpaqueNode) {
      return node;
    }
    if (!(node instanceof Filter filter)) {
      return node.mapExpressions(Simplification::value);
    }
    if (Rewriting.anyOpaque(filter.predicates())) {
      return node;
    }
    List<Expression> predicates = Simplification.filter(filter.predicates());
    if (predicates.isEmpty()) {
      return filter.input();
    }
    boolean none = predicates.equals(List.of(FALSE));
    return none && RowTypes.of(filter).isPresent()
        ? new EmptyRows(RowTypes.of(filter).get())
        : new Filter(filter.input(), predicates);
  }
}
