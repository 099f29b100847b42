package dev.varve.planner.normalize.expression;

import dev.varve.planner.plan.ComparisonOperator;
import dev.varve.planner.plan.Expression;
import dev.varve.planner.plan.Expression.Call;
import dev.varve.planner.plan.Expression.Comparison;
import dev.varve.planner.plan.Expression.In;
import dev.varve.planner.plan.Expression.IsNull;
import dev.varve.planner.plan.Expression.Logical;
import dev.varve.planner.plan.Expression.Not;
import dev.varve.planner.plan.FunctionRef;
import dev.varve.planner.types.EngineType.Decimal;
import dev.varve.planner.types.EngineType.Plain;
import java.util.Map;
import java.util.TreeMap;

/**
 * NOT, moved to where it is part of a comparison. Values of the engine's plain types are in a total
 * order, NaN too, so that what is not less is greater or equal, and unknown stays unknown.
 */
final class Negation {
  private static final Map<String, String> UNLIKE =
      new TreeMap<>(Map.of("!~~", "system.main.~~", "!~~*", "system.main.~~*"));

  private Negation() {}

  /** The negation of an expression in which every NOT has been moved. */
  static Expression of(Expression operand) {
    if (operand instanceof Not not) {
      return not.operand();
    }
    if (operand instanceof IsNull isNull) {
      return new IsNull(isNull.operand(), !isNull.negated());
    }
    if (operand instanceof In in) {
      return new In(in.value(), in.candidates(), !in.negated());
    }
    if (operand instanceof Logical logical) {
      return new Logical(
          logical.operator() == Logical.Operator.AND ? Logical.Operator.OR : Logical.Operator.AND,
          Expression.map(logical.operands(), Negation::of));
    }
    if (Constants.isTrue(operand)) {
      return Constants.FALSE;
    }
    if (Constants.isFalse(operand)) {
      return Constants.TRUE;
    }
    return operand instanceof Comparison comparison && isPlain(comparison)
        ? new Comparison(negated(comparison.operator()), comparison.left(), comparison.right())
        : new Not(operand);
  }

  private static boolean isPlain(Comparison comparison) {
    return comparison.children().stream()
        .allMatch(side -> side.type() instanceof Plain || side.type() instanceof Decimal);
  }

  private static ComparisonOperator negated(ComparisonOperator operator) {
    return switch (operator) {
      case EQUAL -> ComparisonOperator.NOT_EQUAL;
      case NOT_EQUAL -> ComparisonOperator.EQUAL;
      case LESS -> ComparisonOperator.GREATER_OR_EQUAL;
      case GREATER_OR_EQUAL -> ComparisonOperator.LESS;
      case GREATER -> ComparisonOperator.LESS_OR_EQUAL;
      case LESS_OR_EQUAL -> ComparisonOperator.GREATER;
      case DISTINCT -> ComparisonOperator.NOT_DISTINCT;
      case NOT_DISTINCT -> ComparisonOperator.DISTINCT;
    };
  }

  /** NOT LIKE as the negation of LIKE. */
  static Expression unlike(Call call) {
    String name = UNLIKE.get(call.function().shortName());
    return name == null || !call.function().bindData().isEmpty()
        ? call
        : new Not(
            new Call(
                new FunctionRef(name, call.function().parameterTypes(), ""),
                call.arguments(),
                call.type()));
  }
}
