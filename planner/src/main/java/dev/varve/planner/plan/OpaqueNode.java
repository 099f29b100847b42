package dev.varve.planner.plan;

import java.util.List;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;

/**
 * An operator that is not understood.
 *
 * @param operator the engine's name of it
 * @param bound the engine's form as JSON, without its inputs, aliases and places in the text
 */
public record OpaqueNode(String operator, String bound, List<Node> inputs) implements Node {
  /** The operator of a query of which the engine gives no plan: its bound form is its text. */
  public static final String TEXT = "TEXT";

  public OpaqueNode {
    inputs = List.copyOf(inputs);
  }

  @Override
  public Node mapInputs(UnaryOperator<Node> change) {
    return new OpaqueNode(operator, bound, inputs.stream().map(change).toList());
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
    return OptionalInt.empty();
  }

  @Override
  public <R> R accept(Visitor<R> visitor) {
    return visitor.opaqueNode(this);
  }
}
