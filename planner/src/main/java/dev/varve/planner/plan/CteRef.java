package dev.varve.planner.plan;

import dev.varve.planner.types.EngineType;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;

/** The rows of a common table expression. */
public record CteRef(int id, List<EngineType> types) implements Node {
  public CteRef {
    types = List.copyOf(types);
  }

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
    return OptionalInt.of(types.size());
  }

  @Override
  public <R> R accept(Visitor<R> visitor) {
    return visitor.cteRef(this);
  }
}
