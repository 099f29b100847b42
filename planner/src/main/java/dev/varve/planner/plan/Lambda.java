package dev.varve.planner.plan;

import dev.varve.planner.types.EngineType;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * What a function over lists computes of each element. It reads no column: a value from outside is
 * handed in as one more argument of the function, after the lambda.
 *
 * @param parameters how many it declares
 * @param body over its own parameters, the last one first, and after them the values handed in
 */
public record Lambda(int parameters, Expression body) implements Expression {
  private static final EngineType TYPE = EngineType.of("LAMBDA");

  public Lambda {
    if (parameters < 0 || body.any(each -> each instanceof Input)) {
      throw new IllegalArgumentException("a lambda reads what it is given, and no column");
    }
  }

  /** One of the values that the lambda around it is given, by position. */
  public record Argument(int index, EngineType type) implements Expression {
    public Argument {
      if (index < 0) {
        throw new IllegalArgumentException("an argument's position counts from 0: " + index);
      }
    }

    @Override
    public List<Expression> children() {
      return List.of();
    }

    @Override
    public Expression mapChildren(UnaryOperator<Expression> change) {
      return this;
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.lambdaArgument(this);
    }
  }

  /** Of a body that was bound as if what it is given were columns. */
  public static Lambda overColumns(int parameters, Expression body) {
    return new Lambda(parameters, given(body));
  }

  private static Expression given(Expression expression) {
    return expression instanceof Input input
        ? new Argument(input.index(), input.type())
        : expression.mapChildren(Lambda::given);
  }

  @Override
  public EngineType type() {
    return TYPE;
  }

  @Override
  public List<Expression> children() {
    return List.of(body);
  }

  @Override
  public Expression mapChildren(UnaryOperator<Expression> change) {
    return new Lambda(parameters, change.apply(body));
  }

  @Override
  public <R> R accept(Visitor<R> visitor) {
    return visitor.lambda(this);
  }
}
