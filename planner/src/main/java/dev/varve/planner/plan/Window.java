package dev.varve.planner.plan;

import java.util.List;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;

/** The input's columns and after them the window functions. */
public record Window(Node input, List<Expression> calls) implements Node {
  public Window {
    calls = List.copyOf(calls);
    Positions.check(input.width(), calls);
  }

  @Override
  public List<Node> inputs() {
    return List.of(input);
  }

  @Override
  public Node mapInputs(UnaryOperator<Node> change) {
    return new Window(change.apply(input), calls);
  }

  @Override
  public List<Expression> expressions() {
    return calls;
  }

  @Override
  public Node mapExpressions(UnaryOperator<Expression> change) {
    return new Window(input, Expression.map(calls, change));
  }

  @Override
  public OptionalInt width() {
    OptionalInt width = input.width();
    return width.isPresent() ? OptionalInt.of(width.getAsInt() + calls.size()) : width;
  }

  @Override
  public <R> R accept(Visitor<R> visitor) {
    return visitor.window(this);
  }
}
