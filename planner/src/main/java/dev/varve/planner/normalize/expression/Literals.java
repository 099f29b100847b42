package dev.varve.planner.normalize.expression;

import dev.varve.planner.plan.ComparisonOperator;
import dev.varve.planner.plan.Expression;
import dev.varve.planner.plan.Expression.Comparison;
import dev.varve.planner.plan.Expression.Input;
import dev.varve.planner.plan.Expression.IsNull;
import dev.varve.planner.types.EngineType;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Conditions by number, with which of them hold whenever another does: {@code x > 1} where {@code x
 * > 2} does. Both are then unknown for the same rows too, so that one may stand for both wherever
 * AND or OR has them side by side.
 */
final class Literals {
  private final boolean passing;
  private final Map<Expression, Integer> numbers = new LinkedHashMap<>();
  private final List<Expression> literals = new ArrayList<>();
  private final List<BitSet> weaker = new ArrayList<>();
  private final Map<Expression, List<Bound>> bounds = new LinkedHashMap<>();
  private final List<Integer> present = new ArrayList<>();

  /** A condition of a value, by a constant. */
  private record Bound(
      int number, ComparisonOperator operator, BigInteger constant, EngineType type) {}

  /**
   * None yet.
   *
   * @param passing where unknown is as good as false
   */
  Literals(boolean passing) {
    this.passing = passing;
  }

  int number(Expression literal) {
    Integer known = numbers.get(literal);
    if (known != null) {
      return known;
    }
    int number = literals.size();
    numbers.put(literal, number);
    literals.add(literal);
    BitSet itself = new BitSet();
    itself.set(number);
    weaker.add(itself);
    if (literal instanceof Comparison comparison) {
      Constants.rank(comparison.right())
          .map(
              constant ->
                  new Bound(number, comparison.operator(), constant, comparison.right().type()))
          .ifPresent(bound -> add(bound, comparison.left()));
    }
    if (passing) {
      implyPresence(literal, number);
    }
    return number;
  }

  Expression at(int number) {
    return literals.get(number);
  }

  /** Those that hold whenever one does, with itself. */
  BitSet weaker(int number) {
    return weaker.get(number);
  }

  /** Those without itself. */
  IntStream othersWeaker(int number) {
    return weaker.get(number).stream().filter(each -> each != number);
  }

  private void add(Bound bound, Expression value) {
    List<Bound> known = bounds.computeIfAbsent(value, same -> new ArrayList<>());
    for (Bound other : known) {
      if (implies(bound, other)) {
        weaker.get(bound.number).set(other.number);
      } else if (implies(other, bound)) {
        weaker.get(other.number).set(bound.number);
      }
    }
    known.add(bound);
  }

  /** A value that passes a condition which no NULL passes is there. */
  private void implyPresence(Expression literal, int number) {
    for (int each : present) {
      if (Simplification.rejectsNull(literal, column(each))) {
        weaker.get(number).set(each);
      }
    }
    if (literal instanceof IsNull isNull && isNull.negated() && isNull.operand() instanceof Input) {
      present.add(number);
      for (int other = 0; other < number; other++) {
        if (Simplification.rejectsNull(literals.get(other), column(number))) {
          weaker.get(other).set(number);
        }
      }
    }
  }

  private int column(int present) {
    return ((Input) ((IsNull) literals.get(present)).operand()).index();
  }

  /** Of two different conditions of one value. */
  private static boolean implies(Bound one, Bound other) {
    boolean isPoint =
        one.operator == ComparisonOperator.EQUAL || one.operator == ComparisonOperator.NOT_EQUAL;
    if ((isPoint && one.operator == other.operator) || !one.type.equals(other.type)) {
      return false;
    }
    int compared = one.constant.compareTo(other.constant);
    ComparisonOperator by = other.operator;
    return switch (one.operator) {
      case EQUAL ->
          switch (by) {
            case NOT_EQUAL, LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL ->
                Comparisons.holds(by, compared);
            case EQUAL, DISTINCT, NOT_DISTINCT -> false;
          };
      case LESS ->
          switch (by) {
            case LESS, LESS_OR_EQUAL, NOT_EQUAL -> compared <= 0;
            default -> false;
          };
      case LESS_OR_EQUAL ->
          switch (by) {
            case LESS, NOT_EQUAL -> compared < 0;
            case LESS_OR_EQUAL -> compared <= 0;
            default -> false;
          };
      case GREATER ->
          switch (by) {
            case GREATER, GREATER_OR_EQUAL, NOT_EQUAL -> compared >= 0;
            default -> false;
          };
      case GREATER_OR_EQUAL ->
          switch (by) {
            case GREATER, NOT_EQUAL -> compared > 0;
            case GREATER_OR_EQUAL -> compared >= 0;
            default -> false;
          };
      case NOT_EQUAL, DISTINCT, NOT_DISTINCT -> false;
    };
  }
}
