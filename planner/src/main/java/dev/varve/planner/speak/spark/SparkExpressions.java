package dev.varve.planner.speak.spark;

import dev.varve.planner.plan.AggregateCall;
import dev.varve.planner.plan.ComparisonOperator;
import dev.varve.planner.plan.Expression;
import dev.varve.planner.plan.Expression.Call;
import dev.varve.planner.plan.Expression.Case;
import dev.varve.planner.plan.Expression.Cast;
import dev.varve.planner.plan.Expression.Clock;
import dev.varve.planner.plan.Expression.Coalesce;
import dev.varve.planner.plan.Expression.Comparison;
import dev.varve.planner.plan.Expression.Constant;
import dev.varve.planner.plan.Expression.Input;
import dev.varve.planner.plan.Expression.OpaqueExpression;
import dev.varve.planner.plan.Expression.Parameter;
import dev.varve.planner.plan.Lambda;
import dev.varve.planner.plan.WindowCall;
import dev.varve.planner.speak.ExpressionWriter;
import dev.varve.planner.speak.Gaps;
import dev.varve.planner.types.EngineType;
import java.util.List;

/** Writes the expressions of a plan: each has the type there that stands for its own. */
final class SparkExpressions extends ExpressionWriter {
  private final Gaps gaps;
  private final List<String> columns;

  private SparkExpressions(List<String> columns, Gaps gaps) {
    this.columns = columns;
    this.gaps = gaps;
  }

  static String of(Expression expression, List<String> columns, Gaps gaps) {
    return new SparkExpressions(columns, gaps).one(expression);
  }

  String gap(String reason) {
    return gaps.add(reason);
  }

  String type(EngineType type) {
    return SparkTypes.of(type).orElseGet(() -> gaps.add("the type " + type.text()));
  }

  /** A text in a type that it may not have. */
  String as(String text, EngineType type) {
    return "CAST(" + text + " AS " + type(type) + ")";
  }

  static String compared(ComparisonOperator operator, String left, String right) {
    return switch (operator) {
      case EQUAL, LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL ->
          "(" + left + " " + operator.sign() + " " + right + ")";
      case NOT_EQUAL -> "(" + left + " <> " + right + ")";
      case NOT_DISTINCT -> "(" + left + " <=> " + right + ")";
      case DISTINCT -> "(NOT (" + left + " <=> " + right + "))";
    };
  }

  @Override
  public String input(Input input) {
    type(input.type());
    return columns.get(input.index());
  }

  @Override
  public String constant(Constant constant) {
    return SparkConstants.of(constant, this);
  }

  @Override
  public String parameter(Parameter parameter) {
    return as(":" + parameter.name(), parameter.type());
  }

  @Override
  public String clock(Clock clock) {
    return gap("the build's logical time");
  }

  @Override
  public String call(Call call) {
    return SparkArithmetic.of(call, this).orElseGet(() -> SparkFunctions.call(call, this));
  }

  @Override
  public String cast(Cast cast) {
    return SparkCasts.of(cast, this);
  }

  @Override
  public String caseOf(Case caseOf) {
    type(caseOf.type());
    return super.caseOf(caseOf);
  }

  @Override
  public String comparison(Comparison comparison) {
    return compared(comparison.operator(), one(comparison.left()), one(comparison.right()));
  }

  @Override
  public String coalesce(Coalesce coalesce) {
    type(coalesce.type());
    return super.coalesce(coalesce);
  }

  @Override
  public String aggregate(AggregateCall call) {
    return SparkAggregates.of(call, this);
  }

  @Override
  public String window(WindowCall call) {
    return SparkWindows.of(call, this);
  }

  @Override
  public String lambda(Lambda lambda) {
    return gap("a lambda");
  }

  @Override
  public String lambdaArgument(Lambda.Argument argument) {
    return gap("a lambda");
  }

  @Override
  public String opaque(OpaqueExpression opaque) {
    return gap("an expression that is not understood");
  }
}
