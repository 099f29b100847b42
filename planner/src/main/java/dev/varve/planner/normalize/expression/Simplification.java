package dev.varve.planner.normalize.expression;

import dev.varve.planner.plan.AggregateCall;
import dev.varve.planner.plan.ComparisonOperator;
import dev.varve.planner.plan.Expression;
import dev.varve.planner.plan.Expression.Call;
import dev.varve.planner.plan.Expression.Case;
import dev.varve.planner.plan.Expression.Cast;
import dev.varve.planner.plan.Expression.Coalesce;
import dev.varve.planner.plan.Expression.Comparison;
import dev.varve.planner.plan.Expression.In;
import dev.varve.planner.plan.Expression.Input;
import dev.varve.planner.plan.Expression.IsNull;
import dev.varve.planner.plan.Expression.Logical;
import dev.varve.planner.plan.Expression.Not;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The simplest form of an expression that is known to give the same value, of the same type, on
 * every row. It may write a part once that stood there twice: nothing in it may be volatile.
 */
public final class Simplification {
  private Simplification() {}

  /** The form of a value. */
  public static Expression value(Expression expression) {
    return Inwards.change(expression, Simplification::simple);
  }

  private static Expression simple(Expression expression) {
    if (expression instanceof Cast cast) {
      return Calls.simple(cast);
    }
    if (expression instanceof Comparison comparison) {
      return Comparisons.simple(comparison);
    }
    if (expression instanceof In in) {
      return Comparisons.simple(in);
    }
    if (expression instanceof Not not) {
      Expression negation = Negation.of(not.operand());
      return negation instanceof Logical || negation instanceof Comparison
          ? Inwards.change(negation, Simplification::again)
          : negation;
    }
    if (expression instanceof Logical logical) {
      return logical(logical);
    }
    if (expression instanceof Coalesce coalesce) {
      return Choices.simple(coalesce);
    }
    if (expression instanceof Case choice) {
      return Choices.simple(choice);
    }
    if (expression instanceof Call call) {
      return Calls.simple(call);
    }
    return expression instanceof AggregateCall call ? Calls.simple(call) : expression;
  }

  private static Expression again(Expression expression) {
    boolean changed =
        expression instanceof Comparison
            || expression instanceof Logical
            || expression instanceof In;
    return changed ? simple(expression) : expression;
  }

  private static Expression logical(Logical logical) {
    return Raising.may(logical) ? Factors.written(logical) : Clauses.written(logical);
  }

  /**
   * What has to hold of a row that a filter lets through, where unknown is as good as false. None
   * where every row passes, FALSE where no row does.
   */
  public static List<Expression> filter(List<Expression> predicates) {
    Set<Expression> operands = new LinkedHashSet<>();
    predicates.forEach(predicate -> flatten(value(predicate), operands));
    List<Expression> harmless = operands.stream().filter(each -> !Raising.may(each)).toList();
    List<Expression> certain = Clauses.passing(harmless);
    if (harmless.size() == operands.size()) {
      return certain;
    }
    operands.removeAll(harmless);
    operands.addAll(certain);
    return Order.sorted(List.copyOf(operands));
  }

  private static void flatten(Expression predicate, Set<Expression> operands) {
    if (predicate instanceof Logical logical && logical.operator() == Logical.Operator.AND) {
      logical.operands().forEach(operand -> flatten(operand, operands));
    } else {
      operands.add(predicate);
    }
  }

  /** The simplest condition that is true for the same rows. */
  static Expression passing(Expression predicate) {
    Expression condition = Choices.condition(predicate);
    if (!condition.equals(predicate)) {
      return passing(condition);
    }
    if (Constants.isNull(condition)) {
      return Constants.FALSE;
    }
    if (!(condition instanceof Comparison comparison)) {
      return condition;
    }
    boolean same = comparison.left().equals(comparison.right());
    boolean known = Constants.number(comparison.right()).isPresent();
    if (comparison.operator() == ComparisonOperator.EQUAL && same) {
      return new IsNull(comparison.left(), true);
    }
    return comparison.operator() == ComparisonOperator.NOT_DISTINCT && known
        ? new Comparison(ComparisonOperator.EQUAL, comparison.left(), comparison.right())
        : condition;
  }

  /** Whether a predicate is true for no row in which a column is NULL. */
  public static boolean rejectsNull(Expression predicate, int column) {
    if (predicate instanceof Comparison comparison) {
      return switch (comparison.operator()) {
        case DISTINCT, NOT_DISTINCT -> false;
        default -> comparison.children().stream().anyMatch(side -> isStrict(side, column));
      };
    }
    if (predicate instanceof In in) {
      return isStrict(in.value(), column);
    }
    if (predicate instanceof IsNull isNull) {
      return isNull.negated() && isStrict(isNull.operand(), column);
    }
    if (predicate instanceof Logical logical) {
      return logical.operator() == Logical.Operator.AND
          ? logical.operands().stream().anyMatch(operand -> rejectsNull(operand, column))
          : logical.operands().stream().allMatch(operand -> rejectsNull(operand, column));
    }
    return predicate instanceof Input input && input.index() == column;
  }

  /** Whether a value is NULL wherever a column is. */
  private static boolean isStrict(Expression value, int column) {
    if (value instanceof Input input) {
      return input.index() == column;
    }
    return value instanceof Cast cast && isStrict(cast.operand(), column);
  }
}
