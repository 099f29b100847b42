package dev.varve.planner.plan;

import dev.varve.planner.types.EngineType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * An aggregate function over the rows of a group.
 *
 * @param filter which rows count
 * @param order in which they are taken
 */
public record AggregateCall(
    FunctionRef function,
    List<Expression> arguments,
    boolean distinct,
    Optional<Expression> filter,
    List<SortKey> order,
    EngineType type)
    implements Expression {
  public AggregateCall {
    arguments = List.copyOf(arguments);
    order = List.copyOf(order);
  }

  @Override
  public List<Expression> children() {
    List<Expression> children = new ArrayList<>(arguments);
    filter.ifPresent(children::add);
    children.addAll(SortKey.expressions(order));
    return children;
  }

  @Override
  public AggregateCall mapChildren(UnaryOperator<Expression> change) {
    return new AggregateCall(
        function,
        Expression.map(arguments, change),
        distinct,
        filter.map(change),
        SortKey.map(order, change),
        type);
  }

  @Override
  public <R> R accept(Visitor<R> visitor) {
    return visitor.aggregate(this);
  }
}
