package dev.varve.planner.lineage;

import dev.varve.planner.plan.AggregateCall;
import dev.varve.planner.plan.Expression;
import dev.varve.planner.plan.Expression.Case;
import dev.varve.planner.plan.Expression.Input;
import dev.varve.planner.plan.Expression.OpaqueExpression;
import dev.varve.planner.plan.SortKey;
import dev.varve.planner.plan.WindowCall;
import java.util.ArrayList;
import java.util.List;

/** Traces expressions over the rows of a node. */
final class ExpressionTracer {
  private final TracedRows rows;

  ExpressionTracer(TracedRows rows) {
    this.rows = rows;
  }

  ColumnLineage trace(Expression expression) {
    if (expression instanceof Input input) {
      return rows.column(input.index());
    }
    if (expression instanceof Case choice) {
      return choice(choice);
    }
    if (expression instanceof AggregateCall call) {
      return aggregate(call);
    }
    if (expression instanceof WindowCall call) {
      return window(call);
    }
    if (expression instanceof OpaqueExpression) {
      return rows.whole().then(Derivation.UNKNOWN);
    }
    return all(expression.children()).then(Derivation.COMPUTED);
  }

  ColumnLineage all(List<Expression> expressions) {
    return ColumnLineage.all(expressions.stream().map(this::trace).toList());
  }

  List<ColumnLineage> each(List<Expression> expressions) {
    return expressions.stream().map(this::trace).toList();
  }

  /** What has an influence where these expressions have one. */
  Influences as(Influence way, List<Expression> expressions) {
    return all(expressions).as(way);
  }

  Influences asKeys(Influence way, List<SortKey> keys) {
    return as(way, keys.stream().map(SortKey::expression).toList());
  }

  private ColumnLineage choice(Case choice) {
    List<Expression> conditions = new ArrayList<>();
    List<Expression> results = new ArrayList<>();
    for (Case.Branch branch : choice.branches()) {
      conditions.add(branch.when());
      results.add(branch.then());
    }
    results.add(choice.otherwise());
    return all(results).then(Derivation.COMPUTED).and(as(Influence.CONDITION, conditions));
  }

  private ColumnLineage aggregate(AggregateCall call) {
    boolean overColumns =
        call.arguments().stream().anyMatch(argument -> argument.any(Input.class::isInstance));
    ColumnLineage values =
        overColumns
            ? all(call.arguments()).then(Derivation.AGGREGATED)
            : ColumnLineage.of(rows.counted(), Derivation.AGGREGATED);
    return values
        .and(as(Influence.CONDITION, call.filter().stream().toList()))
        .and(asKeys(Influence.ORDER, call.order()));
  }

  private ColumnLineage window(WindowCall call) {
    List<Expression> seen = new ArrayList<>(call.partitions());
    call.frame().startOffset().ifPresent(seen::add);
    call.frame().endOffset().ifPresent(seen::add);
    return all(call.arguments())
        .then(Derivation.AGGREGATED)
        .and(as(Influence.WINDOW, seen))
        .and(asKeys(Influence.WINDOW, call.order()))
        .and(as(Influence.CONDITION, call.filter().stream().toList()))
        .and(asKeys(Influence.ORDER, call.argumentOrder()));
  }
}
