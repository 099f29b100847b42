package dev.varve.planner.plan;

import java.util.List;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;

/** The rows in order. */
public record Sort(Node input, List<SortKey> keys) implements Node {
  public Sort {
    keys = List.copyOf(keys);
    Positions.check(input.width(), SortKey.expressions(keys));
  }

  @Override
  public List<Node> inputs() {
    return List.of(input);
  }

  @Override
  public Node mapInputs(UnaryOperator<Node> change) {
    return new Sort(change.apply(input), keys);
  }

  @Override
  public List<Expression> expressions() {
    return SortKey.expressions(keys);
  }

  @Override
  public Node mapExpressions(UnaryOperator<Expression> change) {
    return new Sort(input, SortKey.map(keys, change));
  }

  @Override
  public OptionalInt width() {
    return input.width();
  }

  @Override
  public <R> R accept(Visitor<R> visitor) {
    return visitor.sort(this);
  }
}
