package dev.varve.planner.plan;

import dev.varve.planner.types.EngineType;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;

/**
 * The rows that a table function gives for each row of the input, and beside each of them columns
 * of that row. Where nothing is handed in, the input is one row.
 *
 * @param arguments over the input's columns
 * @param ordinality whether the last column of the function's result counts its rows
 * @param columns what is read of the function's result, by position
 * @param types of those columns
 * @param passed the columns of the input that it yields
 */
public record TableFunction(
    Node input,
    FunctionRef function,
    List<Expression> arguments,
    boolean ordinality,
    List<Integer> columns,
    List<EngineType> types,
    List<Integer> passed)
    implements Node {
  public TableFunction {
    arguments = List.copyOf(arguments);
    columns = List.copyOf(columns);
    types = List.copyOf(types);
    passed = List.copyOf(passed);
    Positions.check(input.width(), arguments);
    if (columns.size() != types.size() || columns.stream().anyMatch(column -> column < 0)) {
      throw new IllegalArgumentException("each column that is read has a position and a type");
    }
    int width = input.width().orElse(Integer.MAX_VALUE);
    if (passed.stream().anyMatch(column -> column < 0 || column >= width)) {
      throw new IllegalArgumentException("columns of the input are passed on: " + passed);
    }
  }

  @Override
  public List<Node> inputs() {
    return List.of(input);
  }

  @Override
  public Node mapInputs(UnaryOperator<Node> change) {
    return new TableFunction(
        change.apply(input), function, arguments, ordinality, columns, types, passed);
  }

  @Override
  public List<Expression> expressions() {
    return arguments;
  }

  @Override
  public Node mapExpressions(UnaryOperator<Expression> change) {
    return new TableFunction(
        input, function, Expression.map(arguments, change), ordinality, columns, types, passed);
  }

  @Override
  public OptionalInt width() {
    return passed.isEmpty() || input.width().isPresent()
        ? OptionalInt.of(types.size() + passed.size())
        : OptionalInt.empty();
  }

  @Override
  public <R> R accept(Visitor<R> visitor) {
    return visitor.tableFunction(this);
  }
}
