package dev.varve.planner.normalize.expression;

import dev.varve.planner.plan.ComparisonOperator;
import dev.varve.planner.plan.Expression;
import dev.varve.planner.plan.Expression.Comparison;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Bounds of one value by several constants: the one that decides. */
final class Ranges {
  private Ranges() {}

  /** What bounds, from which side; values that compare alike have equal ones. */
  private record Bounded(Expression value, boolean below) {}

  /** Of bounds that must all hold. */
  static List<Expression> strongest(List<Expression> literals) {
    return decisive(literals, true);
  }

  /** Of bounds of which one must hold. */
  static List<Expression> weakest(List<Expression> literals) {
    return decisive(literals, false);
  }

  private static List<Expression> decisive(List<Expression> literals, boolean strongest) {
    Map<Bounded, Comparison> bounds = new LinkedHashMap<>();
    List<Expression> others = new ArrayList<>();
    for (Expression literal : literals) {
      Optional<Boolean> below =
          literal instanceof Comparison comparison && Constants.rank(comparison.right()).isPresent()
              ? isBelow(comparison.operator())
              : Optional.empty();
      if (below.isEmpty()) {
        others.add(literal);
        continue;
      }
      Comparison comparison = (Comparison) literal;
      bounds.merge(
          new Bounded(comparison.left(), below.get()),
          comparison,
          (first, second) -> isStronger(second, first) == strongest ? second : first);
    }
    others.addAll(bounds.values());
    return others;
  }

  private static Optional<Boolean> isBelow(ComparisonOperator operator) {
    return switch (operator) {
      case GREATER, GREATER_OR_EQUAL -> Optional.of(true);
      case LESS, LESS_OR_EQUAL -> Optional.of(false);
      case EQUAL, NOT_EQUAL, DISTINCT, NOT_DISTINCT -> Optional.empty();
    };
  }

  /** Of two bounds of one value from one side. */
  private static boolean isStronger(Comparison one, Comparison other) {
    BigInteger first = Constants.rank(one.right()).orElseThrow();
    BigInteger second = Constants.rank(other.right()).orElseThrow();
    boolean below = isBelow(one.operator()).orElseThrow();
    int compared = below ? first.compareTo(second) : second.compareTo(first);
    boolean strict =
        one.operator() == ComparisonOperator.GREATER || one.operator() == ComparisonOperator.LESS;
    return compared > 0 || (compared == 0 && strict);
  }
}
