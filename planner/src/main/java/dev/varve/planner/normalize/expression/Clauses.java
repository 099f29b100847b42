package dev.varve.planner.normalize.expression;

import dev.varve.planner.plan.ComparisonOperator;
import dev.varve.planner.plan.Expression;
import dev.varve.planner.plan.Expression.Comparison;
import dev.varve.planner.plan.Expression.In;
import dev.varve.planner.plan.Expression.Logical;
import dev.varve.planner.plan.Expression.Logical.Operator;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * AND and OR as clauses: an AND of ORs, none of which follows from another. In the engine's logic
 * of three values AND and OR distribute and absorb as in that of two, so that what means the same
 * by these laws has the same clauses; that something or its negation holds is not so there, and is
 * not used. An OR that would grow over the budget keeps its operands, and two ways of writing it
 * may stay different: see {@link ClauseSize}.
 */
final class Clauses {
  private final boolean passing;
  private final Literals literals;

  private Clauses(boolean passing) {
    this.passing = passing;
    this.literals = new Literals(passing);
  }

  /** A truth value, of which nothing may raise an error, as clauses. */
  static Expression written(Expression expression) {
    Clauses clauses = new Clauses(false);
    return clauses.written(clauses.of(expression));
  }

  /**
   * What has to hold of a row that passes all of some conditions, of which none may raise an error,
   * in order. None where every row passes, FALSE where no row does.
   */
  static List<Expression> passing(List<Expression> conditions) {
    Clauses clauses = new Clauses(true);
    return clauses.operands(clauses.all(conditions));
  }

  /** None where it is true, an empty one where it is false. */
  private List<BitSet> of(Expression written) {
    Expression expression = passing ? Simplification.passing(written) : written;
    if (expression instanceof Logical logical) {
      return logical.operator() == Operator.AND
          ? all(logical.operands())
          : any(logical.operands().stream().map(this::of).toList());
    }
    if (expression instanceof In in && in.candidates().size() <= ClauseSize.LISTED) {
      return listed(in);
    }
    if (Constants.isTrue(expression)) {
      return List.of();
    }
    return List.of(
        Constants.isFalse(expression) ? new BitSet() : single(literals.number(expression)));
  }

  private List<BitSet> listed(In in) {
    ComparisonOperator operator =
        in.negated() ? ComparisonOperator.NOT_EQUAL : ComparisonOperator.EQUAL;
    List<Expression> comparisons =
        Expression.map(
            in.candidates(),
            candidate ->
                Comparisons.simple(
                    new Comparison(operator, /* left= */ in.value(), /* right= */ candidate)));
    return in.negated() ? all(comparisons) : any(comparisons.stream().map(this::of).toList());
  }

  private List<BitSet> all(List<Expression> operands) {
    return minimal(operands.stream().flatMap(operand -> of(operand).stream()).toList());
  }

  private List<BitSet> any(List<List<BitSet>> written) {
    List<List<BitSet>> operands = written.stream().filter(each -> !isFalse(each)).toList();
    if (operands.size() < 2) {
      return operands.isEmpty() ? List.of(new BitSet()) : operands.get(0);
    }
    Set<BitSet> common = new LinkedHashSet<>(operands.get(0));
    operands.forEach(operand -> common.retainAll(new LinkedHashSet<>(operand)));
    List<List<BitSet>> rests = new ArrayList<>();
    List<ClauseSize> sizes = new ArrayList<>();
    for (List<BitSet> operand : operands) {
      List<BitSet> rest = operand.stream().filter(clause -> !common.contains(clause)).toList();
      rests.add(rest);
      sizes.add(ClauseSize.of(rest.size(), rest.stream().mapToLong(BitSet::cardinality).sum()));
    }
    List<BitSet> clauses = new ArrayList<>(common);
    if (rests.stream().anyMatch(List::isEmpty)) {
      // One of them asks no more than all of them do.
      return minimal(clauses);
    }
    clauses.addAll(ClauseSize.ofAny(sizes).fits() ? distributed(rests) : List.of(kept(rests)));
    return minimal(clauses);
  }

  private static boolean isFalse(List<BitSet> clauses) {
    return clauses.size() == 1 && clauses.get(0).isEmpty();
  }

  private List<BitSet> distributed(List<List<BitSet>> operands) {
    List<BitSet> distributed = List.of(new BitSet());
    for (List<BitSet> operand : operands) {
      List<BitSet> longer = new ArrayList<>();
      for (BitSet clause : distributed) {
        for (BitSet more : operand) {
          BitSet union = (BitSet) clause.clone();
          union.or(more);
          longer.add(reduced(union));
        }
      }
      distributed = minimal(longer);
    }
    return distributed;
  }

  /** One clause, with operands of several clauses in it as they are. */
  private BitSet kept(List<List<BitSet>> operands) {
    BitSet kept = new BitSet();
    for (List<BitSet> operand : operands) {
      if (operand.size() == 1) {
        kept.or(operand.get(0));
      } else {
        kept.set(literals.number(written(operand)));
      }
    }
    return reduced(kept);
  }

  /** Of conditions of which one must hold, without those that imply another. */
  private BitSet reduced(BitSet clause) {
    BitSet reduced = (BitSet) clause.clone();
    for (int each = clause.nextSetBit(0); each >= 0; each = clause.nextSetBit(each + 1)) {
      if (literals.othersWeaker(each).anyMatch(clause::get)) {
        reduced.clear(each);
      }
    }
    return reduced;
  }

  /** Without clauses that follow from another. */
  private List<BitSet> minimal(List<BitSet> clauses) {
    BitSet singles = new BitSet();
    BitSet implied = new BitSet();
    for (BitSet clause : clauses) {
      if (clause.isEmpty()) {
        return List.of(clause);
      }
      if (clause.cardinality() == 1) {
        int single = clause.nextSetBit(0);
        singles.set(single);
        implied.or(literals.weaker(single));
      }
    }
    singles.stream().forEach(each -> literals.othersWeaker(each).forEach(singles::clear));
    List<BitSet> longer =
        withoutImplied(
            clauses.stream().filter(each -> !each.intersects(implied)).distinct().toList());
    for (BitSet clause : longer) {
      BitSet followsFromEach = (BitSet) singles.clone();
      clause.stream().forEach(each -> followsFromEach.and(literals.weaker(each)));
      singles.andNot(followsFromEach);
    }
    List<BitSet> minimal = new ArrayList<>();
    singles.stream().forEach(each -> minimal.add(single(each)));
    minimal.addAll(longer);
    return minimal;
  }

  private static BitSet single(int literal) {
    BitSet clause = new BitSet();
    clause.set(literal);
    return clause;
  }

  /** Clauses follow from one of which each condition implies one of theirs. */
  private List<BitSet> withoutImplied(List<BitSet> clauses) {
    Map<Integer, BitSet> having = new TreeMap<>();
    for (int i = 0; i < clauses.size(); i++) {
      int place = i;
      clauses.get(i).stream()
          .forEach(each -> having.computeIfAbsent(each, same -> new BitSet()).set(place));
    }
    BitSet kept = new BitSet();
    kept.set(0, clauses.size());
    for (int i = kept.nextSetBit(0); i >= 0; i = kept.nextSetBit(i + 1)) {
      BitSet following = (BitSet) kept.clone();
      following.clear(i);
      clauses.get(i).stream()
          .takeWhile(each -> !following.isEmpty())
          .forEach(
              each -> {
                BitSet weakened = new BitSet();
                literals.weaker(each).stream()
                    .filter(having::containsKey)
                    .forEach(weaker -> weakened.or(having.get(weaker)));
                following.and(weakened);
              });
      kept.andNot(following);
    }
    return kept.stream().mapToObj(clauses::get).toList();
  }

  private Expression written(List<BitSet> clauses) {
    List<Expression> operands = operands(clauses);
    if (operands.isEmpty()) {
      return Constants.TRUE;
    }
    return operands.size() == 1 ? operands.get(0) : new Logical(Operator.AND, operands);
  }

  /** What all has to hold. */
  private List<Expression> operands(List<BitSet> clauses) {
    List<Expression> singles = new ArrayList<>();
    List<Expression> operands = new ArrayList<>();
    for (BitSet clause : clauses) {
      List<Expression> conditions =
          listed(clause.stream().mapToObj(literals::at).toList(), ComparisonOperator.EQUAL, false);
      if (conditions.isEmpty()) {
        return List.of(Constants.FALSE);
      }
      if (conditions.size() == 1) {
        singles.add(conditions.get(0));
      } else {
        operands.add(new Logical(Operator.OR, Order.sorted(conditions)));
      }
    }
    operands.addAll(listed(singles, ComparisonOperator.NOT_EQUAL, true));
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
