package dev.varve.planner.encode;

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
import dev.varve.planner.types.EngineType;
import java.util.List;
import java.util.Optional;

/**
 * Writes expressions as bytes: a tag for the case, then every part of it in the order of the
 * record. Two expressions have the same bytes only if they are equal. A tag is never given to
 * another case.
 */
final class ExpressionEncoder implements Expression.Visitor<Bytes> {
  private final Bytes out;

  ExpressionEncoder(Bytes out) {
    this.out = out;
  }

  void one(Expression expression) {
    expression.accept(this);
  }

  void all(List<Expression> expressions) {
    out.number(expressions.size());
    for (Expression expression : expressions) {
      one(expression);
    }
  }

  void optional(Optional<Expression> expression) {
    out.flag(expression.isPresent());
    expression.ifPresent(this::one);
  }

  void keys(List<SortKey> keys) {
    out.number(keys.size());
    for (SortKey key : keys) {
      one(key.expression());
      out.flag(key.descending()).flag(key.nullsFirst());
    }
  }

  void type(EngineType type) {
    out.text(type.text());
  }

  void types(List<EngineType> types) {
    out.number(types.size());
    for (EngineType type : types) {
      type(type);
    }
  }

  void function(FunctionRef function) {
    out.text(function.name());
    types(function.parameterTypes());
    out.text(function.bindData());
  }

  @Override
  public Bytes input(Input input) {
    out.tag(1).number(input.index());
    type(input.type());
    return out;
  }

  @Override
  public Bytes constant(Constant constant) {
    out.tag(2);
    type(constant.type());
    return out.text(constant.value());
  }

  @Override
  public Bytes parameter(Parameter parameter) {
    out.tag(3).text(parameter.name());
    type(parameter.type());
    return out;
  }

  @Override
  public Bytes clock(Clock clock) {
    out.tag(4);
    type(clock.type());
    return out;
  }

  @Override
  public Bytes call(Call call) {
    out.tag(5);
    function(call.function());
    all(call.arguments());
    type(call.type());
    return out;
  }

  @Override
  public Bytes cast(Cast cast) {
    out.tag(6);
    one(cast.operand());
    type(cast.type());
    return out.flag(cast.tryCast()).flag(cast.builtIn());
  }

  @Override
  public Bytes caseOf(Case caseOf) {
    out.tag(7).number(caseOf.branches().size());
    for (Case.Branch branch : caseOf.branches()) {
      one(branch.when());
      one(branch.then());
    }
    one(caseOf.otherwise());
    type(caseOf.type());
    return out;
  }

  @Override
  public Bytes logical(Logical logical) {
    out.tag(
        switch (logical.operator()) {
          case AND -> 8;
          case OR -> 9;
        });
    all(logical.operands());
    return out;
  }

  @Override
  public Bytes not(Not not) {
    out.tag(10);
    one(not.operand());
    return out;
  }

  @Override
  public Bytes comparison(Comparison comparison) {
    out.tag(11).text(comparison.operator().sign());
    one(comparison.left());
    one(comparison.right());
    return out;
  }

  @Override
  public Bytes in(In in) {
    out.tag(12);
    one(in.value());
    all(in.candidates());
    return out.flag(in.negated());
  }

  @Override
  public Bytes isNull(IsNull isNull) {
    out.tag(13);
    one(isNull.operand());
    return out.flag(isNull.negated());
  }

  @Override
  public Bytes coalesce(Coalesce coalesce) {
    out.tag(14);
    all(coalesce.operands());
    type(coalesce.type());
    return out;
  }

  @Override
  public Bytes aggregate(AggregateCall call) {
    out.tag(15);
    function(call.function());
    all(call.arguments());
    out.flag(call.distinct());
    optional(call.filter());
    keys(call.order());
    type(call.type());
    return out;
  }

  @Override
  public Bytes window(WindowCall call) {
    out.tag(16).text(call.kind()).flag(call.function().isPresent());
    call.function().ifPresent(this::function);
    all(call.arguments());
    all(call.partitions());
    keys(call.order());
    WindowCall.Frame frame = call.frame();
    out.text(frame.start()).text(frame.end());
    optional(frame.startOffset());
    optional(frame.endOffset());
    out.text(frame.exclusion());
    optional(call.filter());
    keys(call.argumentOrder());
    out.flag(call.ignoreNulls()).flag(call.distinct());
    type(call.type());
    return out;
  }

  @Override
  public Bytes lambda(Lambda lambda) {
    out.tag(18).number(lambda.parameters());
    one(lambda.body());
    return out;
  }

  @Override
  public Bytes lambdaArgument(Lambda.Argument argument) {
    out.tag(19).number(argument.index());
    type(argument.type());
    return out;
  }

  @Override
  public Bytes opaque(OpaqueExpression opaque) {
    out.tag(17).text(opaque.bound());
    type(opaque.type());
    return out;
  }
}
