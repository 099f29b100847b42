package dev.varve.planner.normalize.expression;

import dev.varve.planner.encode.PlanEncoding;
import dev.varve.planner.plan.Expression;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** One order of expressions, by their bytes. */
public final class Order {
  private Order() {}

  /** An expression with its bytes. */
  private static final class Encoded {
    private final byte[] bytes;
    private final Expression expression;

    Encoded(Expression expression) {
      this.bytes = PlanEncoding.encode(expression);
      this.expression = expression;
    }
  }

  /** By their bytes. */
  public static List<Expression> sorted(List<Expression> expressions) {
    if (expressions.size() < 2) {
      return List.copyOf(expressions);
    }
    List<Encoded> sorted = new ArrayList<>(expressions.size());
    for (Expression expression : expressions) {
      sorted.add(new Encoded(expression));
    }
    sorted.sort((one, other) -> Arrays.compareUnsigned(one.bytes, other.bytes));
    return sorted.stream().map(encoded -> encoded.expression).toList();
  }

  /** Below, at or above 0. */
  public static int compare(Expression one, Expression other) {
    return Arrays.compareUnsigned(PlanEncoding.encode(one), PlanEncoding.encode(other));
  }
}
