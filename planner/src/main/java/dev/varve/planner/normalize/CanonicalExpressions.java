package dev.varve.planner.normalize;

import dev.varve.planner.normalize.expression.Order;
import dev.varve.planner.plan.ComparisonOperator;
import dev.varve.planner.plan.Expression;
import dev.varve.planner.plan.Expression.Call;
import dev.varve.planner.plan.Expression.Cast;
import dev.varve.planner.plan.Expression.Comparison;
import dev.varve.planner.plan.Expression.In;
import dev.varve.planner.plan.Expression.IsNull;
import dev.varve.planner.plan.Expression.Logical;
import dev.varve.planner.plan.Expression.Not;
import dev.varve.planner.plan.Filter;
import dev.varve.planner.plan.Join;
import dev.varve.planner.plan.Join.Condition;
import dev.varve.planner.plan.Node;
import dev.varve.planner.types.EngineType;
import dev.varve.planner.types.EngineType.Decimal;
import dev.varve.planner.types.EngineType.Plain;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Writes expressions in one of the orders that mean the same: operands of AND, OR, IN, of exact
 * sums and products and of comparisons by their bytes, conversions to the type that is there
 * dropped.
 */
final class CanonicalExpressions implements Pass {
  private static final Set<String> COMMUTATIVE = new TreeSet<>(List.of("+", "*"));

  /** Types whose sums and products are the same either way, overflow included. */
  private static final Set<String> WHOLE =
      new TreeSet<>(List.of("TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT"));

  @Override
  public String name() {
    return "canonical-expressions";
  }

  @Override
  public int version() {
    return 1;
  }

  @Override
  public Node apply(Node plan) {
    return Rewriting.upwards(plan, CanonicalExpressions::ofNode);
  }

  private static Node ofNode(Node node) {
    Node canonical =
        node.mapExpressions(
            expression -> Rewriting.inwards(expression, CanonicalExpressions::canonical));
    if (canonical instanceof Filter filter) {
      return new Filter(filter.input(), Order.sorted(filter.predicates()));
    }
    return canonical instanceof Join join ? ordered(join) : canonical;
  }

  private static Node ordered(Join join) {
    List<Condition> conditions = new ArrayList<>(join.conditions());
    // A correlated mark join tells its correlated columns by their place among the conditions.
    if (join.correlated().isEmpty()) {
      conditions.sort(
          Comparator.comparing((Condition condition) -> condition.operator())
              .thenComparing(Condition::left, Order::compare)
              .thenComparing(Condition::right, Order::compare));
    }
    return new Join(
        join.kind(),
        join.left(),
        join.right(),
        conditions,
        join.predicate(),
        join.kept(),
        join.correlated());
  }

  /** The canonical form of an expression. */
  static Expression of(Expression expression) {
    return Rewriting.inwards(expression, CanonicalExpressions::canonical);
  }

  private static Expression canonical(Expression expression) {
    if (expression instanceof Cast cast) {
      boolean nothing = !cast.tryCast() && cast.operand().type().equals(cast.type());
      return nothing ? cast.operand() : cast;
    }
    if (expression instanceof Comparison comparison) {
      return comparison(comparison);
    }
    if (expression instanceof Logical logical) {
      List<Expression> operands = new ArrayList<>();
      for (Expression operand : logical.operands()) {
        if (operand instanceof Logical inner && inner.operator() == logical.operator()) {
          operands.addAll(inner.operands());
        } else {
          operands.add(operand);
        }
      }
      return new Logical(logical.operator(), Order.sorted(operands));
    }
    if (expression instanceof In in) {
      return new In(in.value(), Order.sorted(in.candidates()), in.negated());
    }
    if (expression instanceof Not not) {
      return not(not);
    }
    if (expression instanceof Call call && isCommutative(call)) {
      return new Call(call.function(), Order.sorted(call.arguments()), call.type());
    }
    return expression;
  }

  private static Expression comparison(Comparison comparison) {
    ComparisonOperator operator = comparison.operator();
    return Order.compare(comparison.left(), comparison.right()) <= 0
        ? comparison
        : new Comparison(
            operator.flipped(), /* left= */ comparison.right(), /* right= */ comparison.left());
  }

  private static Expression not(Not not) {
    if (not.operand() instanceof In in) {
      return new In(in.value(), in.candidates(), !in.negated());
    }
    if (not.operand() instanceof IsNull isNull) {
      return new IsNull(isNull.operand(), !isNull.negated());
    }
    return not;
  }

  private static boolean isCommutative(Call call) {
    List<EngineType> types = call.function().parameterTypes();
    return COMMUTATIVE.contains(call.function().shortName())
        && call.arguments().size() == 2
        && types.size() == 2
        && types.get(0).equals(types.get(1))
        && call.arguments().get(0).type().equals(call.arguments().get(1).type())
        && (types.get(0) instanceof Decimal
            || (types.get(0) instanceof Plain plain && WHOLE.contains(plain.name())));
  }
}
