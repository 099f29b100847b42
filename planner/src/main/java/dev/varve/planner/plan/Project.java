package dev.varve.planner.plan;

import java.util.List;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;

/** Values computed of each row. */
public record Project(Node input, List<Expression> expressions) implements Node {
  public Project {
    expressions = List.copyOf(expressions);
    Positions.check(input.width(), expressions);
  }

  @Override
  public List<Node> inputs() {
    return List.of(input);
  }

  @Override
  public Node mapInputs(UnaryOperator<Node> change) {
    return new Project(change.apply(input), expressions);
  }

  @Override
  public Node mapExpressions(UnaryOperator<Expression> change) {
    return new Project(input, Expression.map(expressions, change));
  }

  @Override
  public OptionalInt width() {
    return OptionalInt.of(expressions.size());
  }

  @Override
  public <R> R accept(Visitor<R> visitor) {
    return visitor.project(this);
  }
}
