package dev.varve.planner.plan;

import java.util.List;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;

/** The rows for which all predicates are true. */
public record Filter(Node input, List<Expression> predicates) implements Node {
  public Filter {
    predicates = List.copyOf(predicates);
    Positions.check(input.width(), predicates);
    if (predicates.isEmpty()) {
      throw new IllegalArgumentException("a filter has a predicate");
    }
  }

  @Override
  public List<Node> inputs() {
    return List.of(input);
  }

  @Override
  public Node mapInputs(UnaryOperator<Node> change) {
    return new Filter(change.apply(input), predicates);
  }

  @Override
  public List<Expression> expressions() {
    return predicates;
  }

  @Override
  public Node mapExpressions(UnaryOperator<Expression> change) {
    return new Filter(input, Expression.map(predicates, change));
  }

  @Override
  public OptionalInt width() {
    return input.width();
  }

  @Override
  public <R> R accept(Visitor<R> visitor) {
    return visitor.filter(this);
  }
}
