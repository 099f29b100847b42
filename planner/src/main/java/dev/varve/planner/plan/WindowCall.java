package dev.varve.planner.plan;

import dev.varve.planner.types.EngineType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * A window function.
 *
 * @param kind the engine's name of what is computed, such as {@code WINDOW_RANK}
 * @param function the aggregate, of {@code WINDOW_AGGREGATE} only
 * @param argumentOrder of the arguments' own ORDER BY
 */
public record WindowCall(
    String kind,
    Optional<FunctionRef> function,
    List<Expression> arguments,
    List<Expression> partitions,
    List<SortKey> order,
    Frame frame,
    Optional<Expression> filter,
    List<SortKey> argumentOrder,
    boolean ignoreNulls,
    boolean distinct,
    EngineType type)
    implements Expression {

  /**
   * The rows seen from a row.
   *
   * @param start the engine's name of the kind of bound, such as {@code UNBOUNDED_PRECEDING}
   * @param end likewise
   * @param exclusion likewise
   */
  public record Frame(
      String start,
      String end,
      Optional<Expression> startOffset,
      Optional<Expression> endOffset,
      String exclusion) {
    /** Whether it counts rows: then it depends on the order of ties. */
    public boolean countsRows() {
      return start.endsWith("_ROWS") || end.endsWith("_ROWS");
    }
  }

  public WindowCall {
    arguments = List.copyOf(arguments);
    partitions = List.copyOf(partitions);
    order = List.copyOf(order);
    argumentOrder = List.copyOf(argumentOrder);
  }

  @Override
  public List<Expression> children() {
    List<Expression> children = new ArrayList<>(arguments);
    children.addAll(partitions);
    children.addAll(SortKey.expressions(order));
    frame.startOffset.ifPresent(children::add);
    frame.endOffset.ifPresent(children::add);
    filter.ifPresent(children::add);
    children.addAll(SortKey.expressions(argumentOrder));
    return children;
  }

  @Override
  public WindowCall mapChildren(UnaryOperator<Expression> change) {
    return new WindowCall(
        kind,
        function,
        Expression.map(arguments, change),
        Expression.map(partitions, change),
        SortKey.map(order, change),
        new Frame(
            frame.start,
            frame.end,
            frame.startOffset.map(change),
            frame.endOffset.map(change),
            frame.exclusion),
        filter.map(change),
        SortKey.map(argumentOrder, change),
        ignoreNulls,
        distinct,
        type);
  }

  @Override
  public <R> R accept(Visitor<R> visitor) {
    return visitor.window(this);
  }
}
