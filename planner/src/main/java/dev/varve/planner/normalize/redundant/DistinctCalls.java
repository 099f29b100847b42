package dev.varve.planner.normalize.redundant;

import dev.varve.planner.plan.Aggregate;
import dev.varve.planner.plan.AggregateCall;
import dev.varve.planner.plan.Expression;
import dev.varve.planner.plan.Expression.Input;
import java.util.BitSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;

/**
 * Aggregates over rows of which each stands there once, as aggregates of distinct values: {@code
 * count(a)} of {@code select distinct a} is {@code count(distinct a)}, also by group, where the
 * distinct rows have no other columns than the groups and the value.
 */
public final class DistinctCalls {
  /** Aggregates of one value, which do not see NULL. */
  private static final Set<String> COUNTING = new TreeSet<>(List.of("avg", "count", "sum"));

  private DistinctCalls() {}

  /** An aggregate of an exact plan, or what it is of the rows before they were made distinct. */
  public static Aggregate of(Aggregate aggregate) {
    OptionalInt value = value(aggregate);
    if (!(aggregate.input() instanceof Aggregate rows)
        || !isPlain(aggregate)
        || !isPlain(rows)
        || !rows.calls().isEmpty()
        || value.isEmpty()) {
      return aggregate;
    }
    BitSet read = new BitSet();
    read.set(value.getAsInt());
    for (Expression group : aggregate.groups()) {
      if (!(group instanceof Input column)) {
        return aggregate;
      }
      read.set(column.index());
    }
    if (read.cardinality() != rows.groups().size()) {
      return aggregate;
    }
    return new Aggregate(
        rows.input(),
        Expression.map(aggregate.groups(), group -> rows.groups().get(((Input) group).index())),
        aggregate.groupingSets(),
        Expression.map(
            aggregate.calls(),
            call -> distinct((AggregateCall) call, rows.groups().get(value.getAsInt()))),
        aggregate.groupingFunctions());
  }

  private static boolean isPlain(Aggregate aggregate) {
    return aggregate.groupingSets().size() == 1
        && aggregate.groupingSets().get(0).size() == aggregate.groups().size()
        && aggregate.groupingFunctions().isEmpty();
  }

  /** The one column that all calls are of; nothing where one is of anything else. */
  private static OptionalInt value(Aggregate aggregate) {
    BitSet values = new BitSet();
    for (Expression each : aggregate.calls()) {
      boolean counts =
          each instanceof AggregateCall call
              && COUNTING.contains(call.function().shortName())
              && !call.distinct()
              && call.filter().isEmpty()
              && call.order().isEmpty()
              && call.arguments().size() == 1
              && call.arguments().get(0) instanceof Input;
      if (!counts) {
        return OptionalInt.empty();
      }
      values.set(((Input) ((AggregateCall) each).arguments().get(0)).index());
    }
    return values.cardinality() == 1 ? OptionalInt.of(values.nextSetBit(0)) : OptionalInt.empty();
  }

  private static AggregateCall distinct(AggregateCall call, Expression value) {
    return new AggregateCall(
        call.function(), List.of(value), true, call.filter(), call.order(), call.type());
  }
}
