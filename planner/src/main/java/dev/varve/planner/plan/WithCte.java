package dev.varve.planner.plan;

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
