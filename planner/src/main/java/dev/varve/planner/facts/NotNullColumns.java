package dev.varve.planner.facts;

import dev.varve.planner.plan.Aggregate;
import dev.varve.planner.plan.AggregateCall;
import dev.varve.planner.plan.Distinct;
import dev.varve.planner.plan.Expression;
import dev.varve.planner.plan.Expression.Coalesce;
import dev.varve.planner.plan.Expression.Comparison;
import dev.varve.planner.plan.Expression.Constant;
import dev.varve.planner.plan.Expression.In;
import dev.varve.planner.plan.Expression.Input;
import dev.varve.planner.plan.Expression.IsNull;
import dev.varve.planner.plan.Expression.Logical;
import dev.varve.planner.plan.Filter;
import dev.varve.planner.plan.Join;
import dev.varve.planner.plan.Limit;
import dev.varve.planner.plan.Node;
import dev.varve.planner.plan.Project;
import dev.varve.planner.plan.Scan;
import dev.varve.planner.plan.SetOperation;
import dev.varve.planner.plan.Sort;
import dev.varve.planner.plan.Window;
import dev.varve.planner.plan.WithCte;
import java.util.BitSet;
import java.util.List;

/** Columns of a node that have no NULL, as far as that is certain. */
public final class NotNullColumns {
  private NotNullColumns() {}

  /** By position; none where nothing is known. */
  public static BitSet of(Node node) {
    if (node instanceof Scan scan) {
      return ofScan(scan);
    }
    if (node instanceof Filter filter) {
      BitSet columns = of(filter.input());
      filter.predicates().forEach(predicate -> passed(predicate, columns));
      return columns;
    }
    if (node instanceof Project project) {
      return values(project.expressions(), of(project.input()));
    }
    if (node instanceof Aggregate aggregate) {
      return ofAggregate(aggregate);
    }
    if (node instanceof Join join) {
      return ofJoin(join);
    }
    if (node instanceof SetOperation operation) {
      return ofSetOperation(operation);
    }
    if (node instanceof WithCte with) {
      return of(with.query());
    }
    boolean passesOn =
        node instanceof Sort
            || node instanceof Limit
            || node instanceof Distinct
            || node instanceof Window;
    return passesOn ? of(node.inputs().get(0)) : new BitSet();
  }

  /** Whether an expression is never NULL, given the columns that are not. */
  public static boolean isNeverNull(Expression expression, BitSet columns) {
    if (expression instanceof Input input) {
      return columns.get(input.index());
    }
    if (expression instanceof Constant constant) {
      return !constant.value().equals("null");
    }
    if (expression instanceof Coalesce coalesce) {
      return coalesce.operands().stream().anyMatch(operand -> isNeverNull(operand, columns));
    }
    return expression instanceof IsNull;
  }

  private static BitSet ofScan(Scan scan) {
    BitSet columns = new BitSet();
    for (int i = 0; i < scan.columns().size(); i++) {
      columns.set(i, scan.facts().notNull().contains(scan.columns().get(i).name()));
    }
    return columns;
  }

  /** Adds the columns for whose NULLs a predicate is not true. */
  private static void passed(Expression predicate, BitSet columns) {
    if (predicate instanceof Logical logical && logical.operator() == Logical.Operator.AND) {
      logical.operands().forEach(operand -> passed(operand, columns));
    } else if (predicate instanceof IsNull isNull && isNull.negated()) {
      add(isNull.operand(), columns);
    } else if (predicate instanceof In in) {
      add(in.value(), columns);
    } else if (predicate instanceof Comparison comparison && refusesNull(comparison)) {
      add(comparison.left(), columns);
      add(comparison.right(), columns);
    }
  }

  private static boolean refusesNull(Comparison comparison) {
    return switch (comparison.operator()) {
      case EQUAL, NOT_EQUAL, LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL -> true;
      case DISTINCT, NOT_DISTINCT -> false;
    };
  }

  private static void add(Expression expression, BitSet columns) {
    if (expression instanceof Input input) {
      columns.set(input.index());
    }
  }

  private static BitSet values(List<Expression> expressions, BitSet below) {
    BitSet columns = new BitSet();
    for (int i = 0; i < expressions.size(); i++) {
      columns.set(i, isNeverNull(expressions.get(i), below));
    }
    return columns;
  }

  private static BitSet ofAggregate(Aggregate aggregate) {
    int groups = aggregate.groups().size();
    // A group that is not in a grouping set is NULL there.
    boolean plain =
        aggregate.groupingSets().size() == 1 && aggregate.groupingSets().get(0).size() == groups;
    BitSet columns = plain ? values(aggregate.groups(), of(aggregate.input())) : new BitSet();
    for (int i = 0; i < aggregate.calls().size(); i++) {
      boolean counts =
          aggregate.calls().get(i) instanceof AggregateCall call
              && (call.function().shortName().equals("count")
                  || call.function().shortName().equals("count_star"));
      columns.set(groups + i, counts);
    }
    return columns;
  }

  private static BitSet ofJoin(Join join) {
    if (join.left().width().isEmpty() || join.right().width().isEmpty()) {
      return new BitSet();
    }
    return switch (join.kind()) {
      case SEMI, ANTI, MARK, LEFT, SINGLE, ASOF_LEFT -> of(join.left());
      case INNER, CROSS, ASOF -> {
        BitSet left = of(join.left());
        BitSet right = of(join.right());
        for (Join.Condition condition : join.conditions()) {
          boolean refuses =
              refusesNull(
                  new Comparison(condition.operator(), condition.left(), condition.right()));
          if (refuses) {
            add(condition.left(), left);
            add(condition.right(), right);
          }
        }
        yield beside(join, left, right);
      }
      case RIGHT, ASOF_RIGHT -> beside(join, new BitSet(), of(join.right()));
      case FULL, ASOF_FULL, POSITIONAL -> new BitSet();
    };
  }

  private static BitSet beside(Join join, BitSet left, BitSet right) {
    int width = join.left().width().orElseThrow();
    int count = join.kept().map(List::size).orElse(join.right().width().orElseThrow());
    for (int i = 0; i < count; i++) {
      int position = i;
      left.set(width + i, right.get(join.kept().map(kept -> kept.get(position)).orElse(i)));
    }
    return left;
  }

  private static BitSet ofSetOperation(SetOperation operation) {
    BitSet columns = of(operation.inputs().get(0));
    if (operation.kind() == SetOperation.Kind.UNION) {
      operation.inputs().forEach(input -> columns.and(of(input)));
    }
    return columns;
  }
}
