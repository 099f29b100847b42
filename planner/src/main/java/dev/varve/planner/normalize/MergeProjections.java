package dev.varve.planner.normalize;

import dev.varve.planner.plan.Expression;
import dev.varve.planner.plan.Expression.Call;
import dev.varve.planner.plan.Expression.Input;
import dev.varve.planner.plan.Expression.Leaf;
import dev.varve.planner.plan.Expression.OpaqueExpression;
import dev.varve.planner.plan.FunctionRef;
import dev.varve.planner.plan.Node;
import dev.varve.planner.plan.Project;
import java.util.List;

/**
 * A projection of a projection becomes one, and one that passes on all columns in their places goes
 * away. An inner expression is moved only where it is read once or is no computation, so that
 * nothing is computed twice and no plan grows.
 */
final class MergeProjections implements Pass {
  @Override
  public String name() {
    return "merge-projections";
  }

  @Override
  public int version() {
    return 1;
  }

  @Override
  public Node apply(Node plan) {
    return Rewriting.upwards(plan, MergeProjections::merged);
  }

  private static Node merged(Node node) {
    Node result = node;
    while (result instanceof Project outer
        && outer.input() instanceof Project inner
        && canMerge(outer, inner)) {
      List<Expression> expressions =
          Expression.map(
              outer.expressions(),
              expression ->
                  Rewriting.inwards(
                      expression,
                      each ->
                          each instanceof Input input
                              ? inner.expressions().get(input.index())
                              : each));
      result = new Project(inner.input(), expressions);
    }
    return result instanceof Project project && isIdentity(project) ? project.input() : result;
  }

  private static boolean canMerge(Project outer, Project inner) {
    if (Rewriting.anyOpaque(outer.expressions())
        || outer.expressions().stream().anyMatch(MergeProjections::tries)) {
      return false;
    }
    int[] reads = new int[inner.expressions().size()];
    for (Expression expression : outer.expressions()) {
      expression.any(
          each -> {
            if (each instanceof Input input) {
              reads[input.index()]++;
            }
            return false;
          });
    }
    for (int i = 0; i < reads.length; i++) {
      Expression expression = inner.expressions().get(i);
      boolean free = expression instanceof Leaf && !(expression instanceof OpaqueExpression);
      boolean dropped = reads[i] == 0 && MayRaise.on(expression);
      if (dropped || (reads[i] > 1 && !free)) {
        return false;
      }
    }
    return true;
  }

  /** What fails within TRY gives NULL, and ends the query without it. */
  private static boolean tries(Expression expression) {
    return expression.any(
        each -> each instanceof Call call && call.function().equals(FunctionRef.TRY));
  }

  private static boolean isIdentity(Project project) {
    List<Expression> expressions = project.expressions();
    if (project.input().width().isEmpty()
        || project.input().width().getAsInt() != expressions.size()) {
      return false;
    }
    for (int i = 0; i < expressions.size(); i++) {
      if (!(expressions.get(i) instanceof Input input) || input.index() != i) {
        return false;
      }
    }
    return true;
  }
}
