package dev.varve.planner.plan;

import java.util.List;
import java.util.function.UnaryOperator;

/** One term of an ORDER BY. */
public record SortKey(Expression expression, boolean descending, boolean nullsFirst) {
  SortKey map(UnaryOperator<Expression> change) {
    return new SortKey(change.apply(expression), descending, nullsFirst);
  }

  /** Each with its expression changed. */
  public static List<SortKey> map(List<SortKey> keys, UnaryOperator<Expression> change) {
    return keys.stream().map(key -> key.map(change)).toList();
  }

  public static List<Expression> expressions(List<SortKey> keys) {
    return keys.stream().map(SortKey::expression).toList();
  }
}
