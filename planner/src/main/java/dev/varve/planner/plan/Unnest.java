package dev.varve.planner.plan;

import dev.varve.planner.types.EngineType;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;

/**
 * The input's columns and after them the elements of lists, a row for each.
 *
 * @param types of the elements
 */
public record Unnest(Node input, List<Expression> lists, List<EngineType> types) implements Node {
  public Unnest {
    lists = List.copyOf(lists);
    types = List.copyOf(types);
    Positions.check(input.width(), lists);
    if (lists.size() != types.size()) {
      throw new IllegalArgumentException("each list has a type of its elements");
    }
  }

  @Override
  public List<Node> inputs() {
    return List.of(input);
  }

  @Override
  public Node mapInputs(UnaryOperator<Node> change) {
    return new Unnest(change.apply(input), lists, types);
  }

  @Override
  public List<Expression> expressions() {
    return lists;
  }

  @Override
  public Node mapExpressions(UnaryOperator<Expression> change) {
    return new Unnest(input, Expression.map(lists, change), types);
  }

  @Override
  public OptionalInt width() {
    OptionalInt width = input.width();
    return width.isPresent() ? OptionalInt.of(width.getAsInt() + lists.size()) : width;
  }

  @Override
  public <R> R accept(Visitor<R> visitor) {
    return visitor.unnest(this);
  }
}
