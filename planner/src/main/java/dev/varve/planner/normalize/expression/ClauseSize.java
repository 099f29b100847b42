package dev.varve.planner.normalize.expression;

import dev.varve.planner.plan.Expression;
import dev.varve.planner.plan.Expression.In;
import dev.varve.planner.plan.Expression.Logical;
import java.math.BigInteger;
import java.util.List;

/**
 * How much an AND of ORs is, known before any of it is made.
 *
 * @param clauses how many ORs
 * @param literals how many conditions stand in them, together
 */
public record ClauseSize(BigInteger clauses, BigInteger literals) {
  /** The most conditions that an OR is written out to. */
  public static final int BUDGET = 256;

  /** The longest list that is taken for so many comparisons. */
  static final int LISTED = 16;

  private static final ClauseSize NOTHING = new ClauseSize(BigInteger.ZERO, BigInteger.ZERO);
  private static final ClauseSize FALSE = new ClauseSize(BigInteger.ONE, BigInteger.ZERO);
  private static final ClauseSize ONE = new ClauseSize(BigInteger.ONE, BigInteger.ONE);

  static ClauseSize of(long clauses, long literals) {
    return new ClauseSize(BigInteger.valueOf(clauses), BigInteger.valueOf(literals));
  }

  /** Of what an expression is when every OR in it is written out. */
  public static ClauseSize of(Expression expression) {
    if (expression instanceof In in && in.candidates().size() <= LISTED) {
      int count = in.candidates().size();
      return of(in.negated() ? count : 1, count);
    }
    if (!(expression instanceof Logical logical)) {
      return ONE;
    }
    List<ClauseSize> operands = logical.operands().stream().map(ClauseSize::of).toList();
    return logical.operator() == Logical.Operator.AND ? ofAll(operands) : ofAny(operands);
  }

  private static ClauseSize ofAll(List<ClauseSize> operands) {
    return operands.stream()
        .reduce(
            NOTHING,
            (one, other) ->
                new ClauseSize(one.clauses.add(other.clauses), one.literals.add(other.literals)));
  }

  /** Each clause of one operand with each of the others. */
  static ClauseSize ofAny(List<ClauseSize> operands) {
    ClauseSize size = FALSE;
    for (ClauseSize operand : operands) {
      size =
          new ClauseSize(
              size.clauses.multiply(operand.clauses),
              size.literals.multiply(operand.clauses).add(operand.literals.multiply(size.clauses)));
    }
    return size;
  }

  boolean fits() {
    return literals.compareTo(BigInteger.valueOf(BUDGET)) <= 0;
  }
}
