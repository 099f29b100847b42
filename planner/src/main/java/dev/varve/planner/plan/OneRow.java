package dev.varve.planner.plan;

import java.util.List;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;

/** One row without columns: what a query without FROM reads. */
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
    return OptionalInt.of(0);
  }

  @Override
  public <R> R accept(Visitor<R> visitor) {
    return visitor.oneRow(this);
  }
}
