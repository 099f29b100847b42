package dev.varve.planner.plan;

import dev.varve.planner.types.EngineType;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;

/** Rows written out. */
public record Values(List<List<Expression>> rows, List<EngineType> types) implements Node {
  public Values {
    rows = rows.stream().map(List::copyOf).toList();
    types = List.copyOf(types);
    for (List<Expression> row : rows) {
      if (row.size() != types.size()) {
        throw new IllegalArgumentException("every row has a value for each column");
      }
    }
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
    return rows.stream().flatMap(List::stream).toList();
  }

  @Override
  public Node mapExpressions(UnaryOperator<Expression> change) {
    return new Values(rows.stream().map(row -> Expression.map(row, change)).toList(), types);
  }

  @Override
  public OptionalInt width() {
    return OptionalInt.of(types.size());
  }

  @Override
  public <R> R accept(Visitor<R> visitor) {
    return visitor.values(this);
  }
}
