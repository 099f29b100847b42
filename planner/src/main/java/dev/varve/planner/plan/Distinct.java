package dev.varve.planner.plan;

import java.util.List;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * Rows without repetition.
 *
 * @param on whether one row is kept for each value of the targets, the first by {@code order}; else
 *     the targets are all columns
 */
public record Distinct(Node input, boolean on, List<Expression> targets, List<SortKey> order)
    implements Node {
  public Distinct {
    targets = List.copyOf(targets);
    order = List.copyOf(order);
    Positions.check(input.width(), targets);
    Positions.check(input.width(), SortKey.expressions(order));
  }

  @Override
  public List<Node> inputs() {
    return List.of(input);
  }

  @Override
  public Node mapInputs(UnaryOperator<Node> change) {
    return new Distinct(change.apply(input), on, targets, order);
  }

  @Override
  public List<Expression> expressions() {
    return Stream.concat(targets.stream(), SortKey.expressions(order).stream()).toList();
  }

  @Override
  public Node mapExpressions(UnaryOperator<Expression> change) {
    return new Distinct(input, on, Expression.map(targets, change), SortKey.map(order, change));
  }

  @Override
  public OptionalInt width() {
    return input.width();
  }

  @Override
  public <R> R accept(Visitor<R> visitor) {
    return visitor.distinct(this);
  }
}
