package dev.varve.planner.plan;

import java.util.List;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;

/** Rows of several inputs of the same width. */
public record SetOperation(Kind kind, boolean all, List<Node> inputs) implements Node {
  /** Which rows. */
  public enum Kind {
    UNION,
    INTERSECT,
    EXCEPT
  }

  public SetOperation {
    inputs = List.copyOf(inputs);
    if (inputs.size() < 2) {
      throw new IllegalArgumentException("a set operation has two inputs");
    }
  }

  @Override
  public Node mapInputs(UnaryOperator<Node> change) {
    return new SetOperation(kind, all, inputs.stream().map(change).toList());
  }

  @Override
  public List<Expression> expressions() {
    return List.of();
  }

  @Override
  public Node mapExpressions(UnaryOperator<Expression> change) {
    return this;
  }

  @Override
  public OptionalInt width() {
    return inputs.get(0).width();
  }

  @Override
  public <R> R accept(Visitor<R> visitor) {
    return visitor.setOperation(this);
  }
}
