package dev.varve.planner.normalize.expression;

import dev.varve.planner.plan.ComparisonOperator;
import dev.varve.planner.plan.Expression;
import dev.varve.planner.plan.Expression.Cast;
import dev.varve.planner.plan.Expression.Comparison;
import dev.varve.planner.plan.Expression.Constant;
import dev.varve.planner.plan.Expression.In;
import dev.varve.planner.plan.Expression.IsNull;
import dev.varve.planner.types.EngineType;
import dev.varve.planner.types.EngineTypes;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

/** Comparisons: the constant on the right, in the narrowest type, integers by strict bounds. */
final class Comparisons {
  private Comparisons() {}

  static Expression simple(Comparison written) {
    boolean turn =
        Constants.isConstant(written.left()) != Constants.isConstant(written.right())
            ? Constants.isConstant(written.left())
            : Order.compare(written.left(), written.right()) > 0;
    Comparison comparison =
        turn
            ? new Comparison(
                written.operator().flipped(),
                /* left= */ written.right(),
                /* right= */ written.left())
            : written;
    Expression truth = ofTruth(comparison);
    return truth instanceof Comparison still ? strict(narrow(still)) : truth;
  }

  /** Comparisons of truth values with TRUE and FALSE, of anything with NULL, of two numbers. */
  private static Expression ofTruth(Comparison comparison) {
    ComparisonOperator operator = comparison.operator();
    Expression left = comparison.left();
    Expression right = comparison.right();
    if (Constants.isNull(right) && !Raising.may(left)) {
      return switch (operator) {
        case NOT_DISTINCT -> new IsNull(left, false);
        case DISTINCT -> new IsNull(left, true);
        default -> new Constant(EngineTypes.BOOLEAN, "null");
      };
    }
    boolean isTruth = Constants.isTrue(right) || Constants.isFalse(right);
    if (isTruth && operator == ComparisonOperator.EQUAL) {
      return Constants.isTrue(right) ? left : Negation.of(left);
    }
    if (isTruth && operator == ComparisonOperator.NOT_EQUAL) {
      return Constants.isTrue(right) ? Negation.of(left) : left;
    }
    Optional<BigInteger> one = Constants.number(left);
    Optional<BigInteger> other = Constants.number(right);
    if (one.isPresent() && other.isPresent() && left.type().equals(right.type())) {
      return holds(operator, one.get().compareTo(other.get())) ? Constants.TRUE : Constants.FALSE;
    }
    return comparison;
  }

  static boolean holds(ComparisonOperator operator, int compared) {
    return switch (operator) {
      case EQUAL, NOT_DISTINCT -> compared == 0;
      case NOT_EQUAL, DISTINCT -> compared != 0;
      case LESS -> compared < 0;
      case LESS_OR_EQUAL -> compared <= 0;
      case GREATER -> compared > 0;
      case GREATER_OR_EQUAL -> compared >= 0;
    };
  }

  /** Without a conversion of the left side that loses nothing. */
  private static Comparison narrow(Comparison comparison) {
    if (!(comparison.left() instanceof Cast cast)) {
      return comparison;
    }
    Optional<Expression> right = narrowed(cast, comparison.right());
    return right.isEmpty()
        ? comparison
        : new Comparison(comparison.operator(), cast.operand(), right.get());
  }

  private static Optional<Expression> narrowed(Cast cast, Expression constant) {
    EngineType type = cast.operand().type();
    return Constants.number(constant)
        .filter(value -> !cast.tryCast() && Exact.widens(type, cast.type()))
        .flatMap(value -> Exact.as(value, cast.type(), type))
        .map(value -> Constants.number(value, type));
  }

  private static Comparison strict(Comparison comparison) {
    Optional<BigInteger> number = Constants.number(comparison.right());
    int step =
        switch (comparison.operator()) {
          case GREATER_OR_EQUAL -> -1;
          case LESS_OR_EQUAL -> 1;
          default -> 0;
        };
    EngineType type = comparison.right().type();
    if (number.isEmpty() || step == 0 || !Exact.isWhole(type)) {
      return comparison;
    }
    BigInteger next = number.get().add(BigInteger.valueOf(step));
    return Exact.holds(type, next)
        ? new Comparison(
            step < 0 ? ComparisonOperator.GREATER : ComparisonOperator.LESS,
            comparison.left(),
            Constants.number(next, type))
        : comparison;
  }

  static Expression simple(In in) {
    List<Expression> candidates = new ArrayList<>(new LinkedHashSet<>(in.candidates()));
    Expression value = in.value();
    if (value instanceof Cast cast) {
      List<Expression> narrow = new ArrayList<>();
      candidates.forEach(candidate -> narrowed(cast, candidate).ifPresent(narrow::add));
      if (narrow.size() == candidates.size()) {
        value = cast.operand();
        candidates = narrow;
      }
    }
    if (candidates.size() == 1) {
      return simple(
          new Comparison(
              in.negated() ? ComparisonOperator.NOT_EQUAL : ComparisonOperator.EQUAL,
              value,
              candidates.get(0)));
    }
    return new In(value, Order.sorted(candidates), in.negated());
  }
}
