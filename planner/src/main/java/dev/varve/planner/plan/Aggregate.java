package dev.varve.planner.plan;

import java.util.List;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * Rows by group: the groups' values, then the aggregates, then GROUPING().
 *
 * @param groupingSets positions in {@code groups}; one empty set when there are no groups
 * @param groupingFunctions the arguments of each GROUPING(), as positions in {@code groups}
 */
public record Aggregate(
    Node input,
    List<Expression> groups,
    List<List<Integer>> groupingSets,
    List<Expression> calls,
    List<List<Integer>> groupingFunctions)
    implements Node {
  public Aggregate {
    groups = List.copyOf(groups);
    groupingSets = groupingSets.stream().map(List::copyOf).toList();
    calls = List.copyOf(calls);
    Positions.check(input.width(), groups);
    Positions.check(input.width(), calls);
    groupingFunctions = groupingFunctions.stream().map(List::copyOf).toList();
    int count = groups.size();
    if (groupingSets.isEmpty()
        || groupingSets.stream().flatMap(List::stream).anyMatch(group -> group >= count)) {
      throw new IllegalArgumentException("a grouping set names groups");
    }
  }

  @Override
  public List<Node> inputs() {
    return List.of(input);
  }

  @Override
  public Node mapInputs(UnaryOperator<Node> change) {
    return new Aggregate(change.apply(input), groups, groupingSets, calls, groupingFunctions);
  }

  @Override
  public List<Expression> expressions() {
    return Stream.concat(groups.stream(), calls.stream()).toList();
  }

  @Override
  public Node mapExpressions(UnaryOperator<Expression> change) {
    return new Aggregate(
        input,
        Expression.map(groups, change),
        groupingSets,
        Expression.map(calls, change),
        groupingFunctions);
  }

  @Override
  public OptionalInt width() {
    return OptionalInt.of(groups.size() + calls.size() + groupingFunctions.size());
  }

  @Override
  public <R> R accept(Visitor<R> visitor) {
    return visitor.aggregate(this);
  }
}
