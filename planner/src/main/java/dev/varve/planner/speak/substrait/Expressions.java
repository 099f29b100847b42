package dev.varve.planner.speak.substrait;

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
import dev.varve.planner.plan.Expression.In;
import dev.varve.planner.plan.Expression.Input;
import dev.varve.planner.plan.Expression.IsNull;
import dev.varve.planner.plan.Expression.Logical;
import dev.varve.planner.plan.Expression.Not;
import dev.varve.planner.plan.Expression.OpaqueExpression;
import dev.varve.planner.plan.Expression.Parameter;
import dev.varve.planner.plan.Lambda;
import dev.varve.planner.plan.WindowCall;
import dev.varve.planner.types.EngineTypes;
import java.util.List;

/** Writes the expressions of a plan over a relation's columns. */
final class Expressions implements Expression.Visitor<Value> {
  private final Message message;
  private final List<Rows.Col> columns;
  private final int before;

  private Expressions(Message message, int before, List<Rows.Col> columns) {
    this.message = message;
    this.before = before;
    this.columns = columns;
  }

  Expressions(Message message, List<Rows.Col> columns) {
    this(message, 0, columns);
  }

  /** Over the columns of the right side of a join, which come after those of the left one. */
  static Expressions after(Message message, int before, List<Rows.Col> columns) {
    return new Expressions(message, before, columns);
  }

  Message message() {
    return message;
  }

  Value one(Expression expression) {
    return expression.accept(this);
  }

  List<Value> all(List<Expression> expressions) {
    return expressions.stream().map(this::one).toList();
  }

  private Value gap(String reason, Expression expression) {
    message.gap(reason);
    return Value.unsaid(expression.type());
  }

  /** Two values of one type; collations, nested types and what else has none are told as gaps. */
  static Value compared(Message message, ComparisonOperator operator, Value left, Value right) {
    message.type(left.type(), true);
    List<Value> sides = List.of(left, right);
    return switch (operator) {
      case EQUAL -> compared(message, "equal", sides);
      case NOT_EQUAL -> compared(message, "not_equal", sides);
      case LESS -> compared(message, "lt", sides);
      case LESS_OR_EQUAL -> compared(message, "lte", sides);
      case GREATER -> compared(message, "gt", sides);
      case GREATER_OR_EQUAL -> compared(message, "gte", sides);
      case DISTINCT -> Functions.compared(message, "is_distinct_from:any_any", sides);
      case NOT_DISTINCT -> Functions.compared(message, "is_not_distinct_from:any_any", sides);
    };
  }

  private static Value compared(Message message, String name, List<Value> sides) {
    if (!sides.get(0).type().parts().isEmpty()) {
      message.gap("a comparison of " + sides.get(0).type().text() + " is not specified");
    }
    return Functions.call(message, "comparison", name + ":any_any", EngineTypes.BOOLEAN, sides);
  }

  @Override
  public Value input(Input input) {
    boolean nullable = input.index() >= columns.size() || columns.get(input.index()).nullable();
    message.type(input.type(), nullable);
    return Value.field(before + input.index(), input.type(), nullable);
  }

  @Override
  public Value constant(Constant constant) {
    return Constants.of(constant, message);
  }

  @Override
  public Value parameter(Parameter parameter) {
    return gap("the parameter " + parameter.name() + ", since plans do not name theirs", parameter);
  }

  @Override
  public Value clock(Clock clock) {
    return gap("the build's logical time", clock);
  }

  @Override
  public Value call(Call call) {
    return Arithmetic.of(call, this).orElseGet(() -> ScalarFunctions.call(call, this));
  }

  @Override
  public Value cast(Cast cast) {
    return Casts.of(cast, this);
  }

  @Override
  public Value caseOf(Case caseOf) {
    message.type(caseOf.type(), true);
    return Value.choice(
        caseOf.branches().stream().map(branch -> one(branch.when())).toList(),
        caseOf.branches().stream().map(branch -> one(branch.then())).toList(),
        one(caseOf.otherwise()),
        caseOf.type());
  }

  @Override
  public Value logical(Logical logical) {
    return Functions.call(
        message,
        "boolean",
        logical.operator() == Logical.Operator.AND ? "and:bool" : "or:bool",
        EngineTypes.BOOLEAN,
        all(logical.operands()));
  }

  @Override
  public Value not(Not not) {
    return Functions.not(message, one(not.operand()));
  }

  @Override
  public Value comparison(Comparison comparison) {
    return compared(
        message, comparison.operator(), one(comparison.left()), one(comparison.right()));
  }

  @Override
  public Value in(In in) {
    Value among = one(in.value()).among(all(in.candidates()));
    return in.negated() ? Functions.not(message, among) : among;
  }

  @Override
  public Value isNull(IsNull isNull) {
    return Functions.compared(
        message,
        isNull.negated() ? "is_not_null:any" : "is_null:any",
        List.of(one(isNull.operand())));
  }

  @Override
  public Value coalesce(Coalesce coalesce) {
    List<Value> operands = all(coalesce.operands());
    if (operands.size() == 1) {
      return operands.get(0);
    }
    return Functions.call(
        message,
        "comparison",
        "coalesce:any",
        coalesce.type(),
        operands.stream().allMatch(Value::nullable),
        List.of(),
        operands,
        List.of());
  }

  @Override
  public Value aggregate(AggregateCall call) {
    throw new IllegalStateException("an aggregate outside of an aggregation: " + call);
  }

  @Override
  public Value window(WindowCall call) {
    return Windows.of(call, this);
  }

  @Override
  public Value lambda(Lambda lambda) {
    return gap("a lambda", lambda);
  }

  @Override
  public Value lambdaArgument(Lambda.Argument argument) {
    return gap("a lambda", argument);
  }

  @Override
  public Value opaque(OpaqueExpression opaque) {
    return gap("an expression that is not understood", opaque);
  }
}
