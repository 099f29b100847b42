package dev.varve.planner.normalize.expression;

import dev.varve.planner.plan.ComparisonOperator;
import dev.varve.planner.plan.Expression;
import dev.varve.planner.plan.Expression.Comparison;
import dev.varve.planner.plan.Expression.In;
import dev.varve.planner.plan.Expression.Logical;
import dev.varve.planner.plan.Expression.Logical.Operator;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * AND and OR as clauses: an AND of ORs, in which no clause contains another. In the engine's logic
 * of three values AND and OR distribute and absorb as in that of two; that something or its
 * negation holds is not so there, and is not used. Where it would grow over a budget, an OR keeps
 * its operands, and two ways of writing it may stay different.
 */
final class Clauses {
  private static final int BUDGET = 48;
  private static final int LISTED = 16;

  private Clauses() {}

  /** The clauses of a truth value; none where it is true, an empty one where it is false. */
  static List<Set<Expression>> of(Expression expression) {
    if (expression instanceof Logical logical) {
      List<List<Set<Expression>>> operands = logical.operands().stream().map(Clauses::of).toList();
      return logical.operator() == Operator.AND ? all(operands) : any(operands);
    }
    if (expression instanceof In in && in.candidates().size() <= LISTED) {
      return in.negated() ? notListed(in) : List.of(listed(in));
    }
    if (Constants.isTrue(expression)) {
      return List.of();
    }
    return List.of(Constants.isFalse(expression) ? Set.of() : Set.of(expression));
  }

  private static Set<Expression> listed(In in) {
    Set<Expression> clause = new LinkedHashSet<>();
    in.candidates()
        .forEach(candidate -> clause.add(compared(ComparisonOperator.EQUAL, in, candidate)));
    return clause;
  }

  private static List<Set<Expression>> notListed(In in) {
    List<Set<Expression>> clauses = new ArrayList<>();
    for (Expression candidate : in.candidates()) {
      clauses.add(Set.of(compared(ComparisonOperator.NOT_EQUAL, in, candidate)));
    }
    return minimal(clauses);
  }

  private static Expression compared(ComparisonOperator operator, In in, Expression candidate) {
    return Comparisons.simple(
        new Comparison(operator, /* left= */ in.value(), /* right= */ candidate));
  }

  private static List<Set<Expression>> all(List<List<Set<Expression>>> operands) {
    return minimal(operands.stream().flatMap(List::stream).toList());
  }

  private static List<Set<Expression>> any(List<List<Set<Expression>>> operands) {
    List<Set<Expression>> common = new ArrayList<>(operands.get(0));
    operands.forEach(common::retainAll);
    long product = 1;
    List<List<Set<Expression>>> rests = new ArrayList<>();
    for (List<Set<Expression>> operand : operands) {
      List<Set<Expression>> rest = new ArrayList<>(operand);
      rest.removeAll(common);
      rests.add(rest);
      product = Math.min(product * rest.size(), BUDGET + 1);
    }
    if (product > BUDGET) {
      Set<Expression> whole = new LinkedHashSet<>();
      rests.forEach(rest -> whole.add(written(rest)));
      common.add(whole);
      return minimal(common);
    }
    List<Set<Expression>> distributed = new ArrayList<>();
    distributed.add(Set.of());
    for (List<Set<Expression>> rest : rests) {
      List<Set<Expression>> longer = new ArrayList<>();
      for (Set<Expression> clause : distributed) {
        for (Set<Expression> more : rest) {
          Set<Expression> union = new LinkedHashSet<>(clause);
          union.addAll(more);
          longer.add(union);
        }
      }
      distributed = minimal(longer);
    }
    common.addAll(distributed);
    return minimal(common);
  }

  /** Without clauses that contain another. */
  private static List<Set<Expression>> minimal(List<Set<Expression>> clauses) {
    List<Set<Expression>> minimal = new ArrayList<>();
    for (Set<Expression> clause : clauses) {
      if (minimal.stream().noneMatch(clause::containsAll)) {
        minimal.removeIf(longer -> longer.containsAll(clause));
        minimal.add(clause);
      }
    }
    return minimal;
  }

  /** The truth value of clauses. */
  static Expression written(List<Set<Expression>> clauses) {
    List<Expression> operands = operands(clauses);
    if (operands.isEmpty()) {
      return Constants.TRUE;
    }
    return operands.size() == 1 ? operands.get(0) : new Logical(Operator.AND, operands);
  }

  /** What all has to hold. */
  static List<Expression> operands(List<Set<Expression>> clauses) {
    List<Expression> singles = new ArrayList<>();
    List<Expression> operands = new ArrayList<>();
    for (Set<Expression> clause : clauses) {
      List<Expression> literals =
          listed(Ranges.weakest(List.copyOf(clause)), ComparisonOperator.EQUAL, false);
      if (literals.isEmpty()) {
        return List.of(Constants.FALSE);
      }
      if (literals.size() == 1) {
        singles.add(literals.get(0));
      } else {
        operands.add(new Logical(Operator.OR, Order.sorted(literals)));
      }
    }
    operands.addAll(listed(Ranges.strongest(singles), ComparisonOperator.NOT_EQUAL, true));
    return Order.sorted(operands);
  }

  /** Comparisons of one value with several constants, as one. */
  private static List<Expression> listed(
      List<Expression> literals, ComparisonOperator operator, boolean negated) {
    Map<Expression, List<Expression>> candidates = new LinkedHashMap<>();
    List<Expression> others = new ArrayList<>();
    for (Expression literal : literals) {
      if (literal instanceof Comparison comparison
          && comparison.operator() == operator
          && Constants.isConstant(comparison.right())) {
        candidates
            .computeIfAbsent(comparison.left(), value -> new ArrayList<>())
            .add(comparison.right());
      } else {
        others.add(literal);
      }
    }
    candidates.forEach(
        (value, constants) ->
            others.add(
                constants.size() == 1
                    ? new Comparison(operator, value, constants.get(0))
                    : new In(value, Order.sorted(constants), negated)));
    return others;
  }
}
