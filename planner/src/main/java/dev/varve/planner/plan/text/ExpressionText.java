package dev.varve.planner.plan.text;

import dev.varve.planner.plan.AggregateCall;
import dev.varve.planner.plan.Expression;
import dev.varve.planner.plan.Expression.Call;
import dev.varve.planner.plan.Expression.Case;
import dev.varve.planner.plan.Expression.Cast;
import dev.varve.planner.plan.Expression.Clock;
import dev.varve.planner.plan.Expression.Coalesce;
import dev.varve.planner.plan.Expression.Comparison;
import dev.varve.planner.plan.Expression.Constant;
import dev.varve.planner.plan.Expression.In;
import dev.varve.planner.plan.Expression.Input;
import dev.varve.planner.plan.Expression.IsNull;
import dev.varve.planner.plan.Expression.Logical;
import dev.varve.planner.plan.Expression.Not;
import dev.varve.planner.plan.Expression.OpaqueExpression;
import dev.varve.planner.plan.Expression.Parameter;
import dev.varve.planner.plan.FunctionRef;
import dev.varve.planner.plan.Lambda;
import dev.varve.planner.plan.SortKey;
import dev.varve.planner.plan.WindowCall;
import java.util.List;
import java.util.stream.Collectors;

/** Expressions for people to read; nothing reads it back. */
final class ExpressionText implements Expression.Visitor<String> {
  private static final ExpressionText TEXT = new ExpressionText();

  private ExpressionText() {}

  static String of(Expression expression) {
    return expression.accept(TEXT);
  }

  static String of(List<Expression> expressions) {
    return expressions.stream().map(ExpressionText::of).collect(Collectors.joining(", "));
  }

  static String ofKeys(List<SortKey> keys) {
    return keys.stream()
        .map(
            key ->
                of(key.expression())
                    + (key.descending() ? " desc" : "")
                    + (key.nullsFirst() ? " nulls first" : ""))
        .collect(Collectors.joining(", "));
  }

  @Override
  public String input(Input input) {
    return "#" + input.index();
  }

  @Override
  public String constant(Constant constant) {
    return constant.value() + ":" + constant.type().text();
  }

  @Override
  public String parameter(Parameter parameter) {
    return "$" + parameter.name();
  }

  @Override
  public String clock(Clock clock) {
    return "clock";
  }

  @Override
  public String call(Call call) {
    return call.function().shortName() + "(" + of(call.arguments()) + ")";
  }

  @Override
  public String cast(Cast cast) {
    String name = cast.tryCast() ? "try_cast(" : "cast(";
    return name + of(cast.operand()) + " as " + cast.type().text() + ")";
  }

  @Override
  public String caseOf(Case caseOf) {
    return caseOf.branches().stream()
        .map(branch -> "when " + of(branch.when()) + " then " + of(branch.then()))
        .collect(Collectors.joining(" ", "case ", " else " + of(caseOf.otherwise()) + " end"));
  }

  @Override
  public String logical(Logical logical) {
    return logical.operands().stream()
        .map(ExpressionText::of)
        .collect(Collectors.joining(" " + logical.operator() + " ", "(", ")"));
  }

  @Override
  public String not(Not not) {
    return "not " + of(not.operand());
  }

  @Override
  public String comparison(Comparison comparison) {
    return "("
        + of(comparison.left())
        + " "
        + comparison.operator().sign()
        + " "
        + of(comparison.right())
        + ")";
  }

  @Override
  public String in(In in) {
    return of(in.value()) + (in.negated() ? " not in (" : " in (") + of(in.candidates()) + ")";
  }

  @Override
  public String isNull(IsNull isNull) {
    return of(isNull.operand()) + (isNull.negated() ? " is not null" : " is null");
  }

  @Override
  public String coalesce(Coalesce coalesce) {
    return "coalesce(" + of(coalesce.operands()) + ")";
  }

  @Override
  public String aggregate(AggregateCall call) {
    return call.function().shortName()
        + "("
        + (call.distinct() ? "distinct " : "")
        + of(call.arguments())
        + (call.order().isEmpty() ? "" : " order by " + ofKeys(call.order()))
        + ")"
        + call.filter().map(filter -> " filter " + of(filter)).orElse("");
  }

  @Override
  public String window(WindowCall call) {
    return call.function().map(FunctionRef::shortName).orElse(call.kind())
        + "("
        + (call.distinct() ? "distinct " : "")
        + of(call.arguments())
        + (call.argumentOrder().isEmpty() ? "" : " order by " + ofKeys(call.argumentOrder()))
        + ")"
        + (call.ignoreNulls() ? " ignore nulls" : "")
        + call.filter().map(filter -> " filter " + of(filter)).orElse("")
        + " over (partition by "
        + of(call.partitions())
        + " order by "
        + ofKeys(call.order())
        + " "
        + frame(call.frame())
        + ")";
  }

  private static String frame(WindowCall.Frame frame) {
    return frame.start()
        + frame.startOffset().map(offset -> " " + of(offset)).orElse("")
        + " to "
        + frame.end()
        + frame.endOffset().map(offset -> " " + of(offset)).orElse("")
        + (frame.exclusion().equals("NO_OTHER") ? "" : " exclude " + frame.exclusion());
  }

  @Override
  public String lambda(Lambda lambda) {
    return "lambda of " + lambda.parameters() + ": " + of(lambda.body());
  }

  @Override
  public String lambdaArgument(Lambda.Argument argument) {
    return "@" + argument.index();
  }

  @Override
  public String opaque(OpaqueExpression opaque) {
    return "opaque " + opaque.bound();
  }
}
