package dev.varve.planner.classify;

import dev.varve.planner.plan.Aggregate;
import dev.varve.planner.plan.AggregateCall;
import dev.varve.planner.plan.ComparisonOperator;
import dev.varve.planner.plan.Expression;
import dev.varve.planner.plan.Expression.Call;
import dev.varve.planner.plan.Expression.Case;
import dev.varve.planner.plan.Expression.Comparison;
import dev.varve.planner.plan.Expression.Constant;
import dev.varve.planner.plan.Expression.Input;
import dev.varve.planner.plan.Project;
import java.util.List;
import java.util.Optional;

/**
 * The form in which the binder writes a subquery used as a value: the first row, or an error when
 * there is more than one.
 */
public final class ScalarSubquery {
  private ScalarSubquery() {}

  /** The aggregate of such a form. */
  public static Optional<Aggregate> in(Project project) {
    boolean matches =
        project.input() instanceof Aggregate aggregate
            && isFirstAndCount(aggregate)
            && project.expressions().size() == 1
            && project.expressions().get(0) instanceof Case value
            && raisesOnMore(value);
    return matches ? Optional.of((Aggregate) project.input()) : Optional.empty();
  }

  private static boolean isFirstAndCount(Aggregate aggregate) {
    List<Expression> calls = aggregate.calls();
    return aggregate.groups().isEmpty()
        && calls.size() == 2
        && isPlain(calls.get(0), "first")
        && isPlain(calls.get(1), "count_star")
        && calls.get(0).children().get(0) instanceof Input;
  }

  private static boolean isPlain(Expression expression, String name) {
    return expression instanceof AggregateCall call
        && call.function().shortName().equals(name)
        && call.filter().isEmpty()
        && call.order().isEmpty()
        && !call.distinct();
  }

  private static boolean raisesOnMore(Case value) {
    Case.Branch branch = value.branches().get(0);
    return value.branches().size() == 1
        && value.otherwise() instanceof Input first
        && first.index() == 0
        && branch.then() instanceof Call call
        && call.function().shortName().equals("error")
        && branch.when() instanceof Comparison comparison
        && comparison.operator() == ComparisonOperator.GREATER
        && comparison.left() instanceof Input count
        && count.index() == 1
        && comparison.right() instanceof Constant one
        && one.value().equals("1");
  }
}
