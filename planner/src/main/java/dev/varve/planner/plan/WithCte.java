package dev.varve.planner.plan;

import dev.varve.planner.types.EngineType;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;

/**
 * A query with a common table expression.
 *
 * @param id by which references name it
 * @param materialization the engine's name of what the text asked for
 */
public record WithCte(int id, String materialization, Node definition, Node query) implements Node {
  /**
   * Rows that are computed of those found just before, until there are no more.
   *
   * @param id by which references within the step name the rows found just before
   * @param all whether rows that were found before count again
   * @param types of its columns
   */
  public record Recursion(int id, boolean all, List<EngineType> types, Node seed, Node step)
      implements Node {
    public Recursion {
      types = List.copyOf(types);
      for (Node input : List.of(seed, step)) {
        if (input.width().orElse(types.size()) != types.size()) {
          throw new IllegalArgumentException("a recursion has the same columns everywhere");
        }
      }
    }

    @Override
    public List<Node> inputs() {
      return List.of(seed, step);
    }

    @Override
    public Node mapInputs(UnaryOperator<Node> change) {
      return new Recursion(id, all, types, change.apply(seed), change.apply(step));
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
      return OptionalInt.of(types.size());
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.recursion(this);
    }
  }

  @Override
  public List<Node> inputs() {
    return List.of(definition, query);
  }

  @Override
  public Node mapInputs(UnaryOperator<Node> change) {
    return new WithCte(id, materialization, change.apply(definition), change.apply(query));
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
    return query.width();
  }

  @Override
  public <R> R accept(Visitor<R> visitor) {
    return visitor.withCte(this);
  }
}
