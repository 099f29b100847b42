package dev.varve.planner.plan;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** A stretch of the rows. */
public record Limit(Node input, Bound limit, Bound offset) implements Node {
  /**
   * Where the stretch begins or ends.
   *
   * @param kind the engine's name of the kind of bound, such as {@code CONSTANT_VALUE}
   * @param constant the number, where it is one
   */
  public record Bound(String kind, String constant, Optional<Expression> value) {
    Bound map(UnaryOperator<Expression> change) {
      return new Bound(kind, constant, value.map(change));
    }
  }

  /**
   * Some of the rows, chosen by chance.
   *
   * @param size a number of rows, or their share
   * @param method the engine's name of how they are chosen
   * @param repeatable whether the text gave the seed
   */
  public record Sample(
      Node input,
      Expression.Constant size,
      boolean percentage,
      String method,
      boolean repeatable,
      String seed)
      implements Node {
    @Override
    public List<Node> inputs() {
      return List.of(input);
    }

    @Override
    public Node mapInputs(UnaryOperator<Node> change) {
      return new Sample(change.apply(input), size, percentage, method, repeatable, seed);
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
      return input.width();
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.sample(this);
    }
  }

  @Override
  public List<Node> inputs() {
    return List.of(input);
  }

  @Override
  public Node mapInputs(UnaryOperator<Node> change) {
    return new Limit(change.apply(input), limit, offset);
  }

  @Override
  public List<Expression> expressions() {
    return Stream.concat(limit.value.stream(), offset.value.stream()).toList();
  }

  @Override
  public Node mapExpressions(UnaryOperator<Expression> change) {
    return new Limit(input, limit.map(change), offset.map(change));
  }

  @Override
  public OptionalInt width() {
    return input.width();
  }

  @Override
  public <R> R accept(Visitor<R> visitor) {
    return visitor.limit(this);
  }
}
