package dev.varve.planner.normalize.expression;

import dev.varve.planner.plan.Expression;
import dev.varve.planner.plan.Expression.Logical;
import dev.varve.planner.plan.Expression.Logical.Operator;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * AND and OR of which something may raise an error. What all operands have in common is written
 * once: whoever looks at it first looks at the rest for the same rows as before. To write clauses
 * would be to look at more: {@code (known and cast(s as int) > 1) or other} converts no text that
 * is not known to be a number, and its clauses do.
 */
final class Factors {
  private Factors() {}

  /** Of operands that are in their simplest form. */
  static Expression written(Logical logical) {
    Operator operator = logical.operator();
    Set<Expression> operands = new LinkedHashSet<>();
    List<Expression> harmless = new ArrayList<>();
    for (Expression operand : flattened(operator, logical.operands())) {
      if (Raising.may(operand)) {
        operands.add(operand);
      } else {
        harmless.add(operand);
      }
    }
    if (!harmless.isEmpty()) {
      Expression one = Clauses.written(joined(operator, harmless));
      boolean decidesNothing =
          operator == Operator.AND ? Constants.isTrue(one) : Constants.isFalse(one);
      operands.addAll(decidesNothing ? List.of() : flattened(operator, List.of(one)));
    }
    List<Expression> sorted = Order.sorted(List.copyOf(operands));
    return sorted.size() == 1 ? sorted.get(0) : factored(operator, sorted);
  }

  private static List<Expression> flattened(Operator operator, List<Expression> operands) {
    List<Expression> flat = new ArrayList<>();
    for (Expression operand : operands) {
      if (operand instanceof Logical inner && inner.operator() == operator) {
        flat.addAll(flattened(operator, inner.operands()));
      } else {
        flat.add(operand);
      }
    }
    return flat;
  }

  private static Expression joined(Operator operator, List<Expression> operands) {
    return operands.size() == 1 ? operands.get(0) : new Logical(operator, operands);
  }

  private static Expression factored(Operator operator, List<Expression> operands) {
    Operator within = operator == Operator.AND ? Operator.OR : Operator.AND;
    Set<Expression> common = new LinkedHashSet<>(factors(within, operands.get(0)));
    operands.forEach(operand -> common.retainAll(factors(within, operand)));
    List<Expression> rests = new ArrayList<>();
    for (Expression operand : operands) {
      List<Expression> rest =
          factors(within, operand).stream().filter(each -> !common.contains(each)).toList();
      if (rest.isEmpty()) {
        return new Logical(operator, operands);
      }
      rests.add(joined(within, rest));
    }
    if (common.isEmpty()) {
      return new Logical(operator, operands);
    }
    List<Expression> factored = new ArrayList<>(common);
    factored.add(again(new Logical(operator, rests)));
    return again(new Logical(within, factored));
  }

  private static Expression again(Logical logical) {
    return Raising.may(logical) ? written(logical) : Clauses.written(logical);
  }

  private static Set<Expression> factors(Operator within, Expression operand) {
    return new LinkedHashSet<>(
        operand instanceof Logical inner && inner.operator() == within
            ? inner.operands()
            : List.of(operand));
  }
}
