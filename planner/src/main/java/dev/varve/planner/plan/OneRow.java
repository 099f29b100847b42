package dev.varve.planner.plan;

import java.util.List;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;

/**
 * One row: what a query without FROM reads. It has a column, since the engine counts one, and
 * nobody reads it.
 */
public record OneRow() implements Node {

  @Override
  public List<Node> inputs() {
    return List.of();
  }

  @Override
  public Node mapInputs(UnaryOperator<Node> change) {
    return this;
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
    return OptionalInt.of(1);
  }

  @Override
  public <R> R accept(Visitor<R> visitor) {
    return visitor.oneRow(this);
  }
}
