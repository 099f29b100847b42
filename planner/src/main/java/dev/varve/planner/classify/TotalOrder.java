package dev.varve.planner.classify;

import dev.varve.planner.facts.UniqueColumns;
import dev.varve.planner.plan.Expression;
import dev.varve.planner.plan.Expression.Input;
import dev.varve.planner.plan.Node;
import java.util.BitSet;
import java.util.List;
import java.util.OptionalInt;

/** Whether an order leaves no two different rows equal. */
final class TotalOrder {
  private TotalOrder() {}

  /**
   * Whether rows of a node that are equal by all of some expressions are the same row, or are one
   * row.
   */
  static boolean isDecidedBy(List<Expression> keys, Node rows) {
    BitSet named = new BitSet();
    for (Expression key : keys) {
      if (key instanceof Input input && Equality.isIdentity(input.type())) {
        named.set(input.index());
      }
    }
    OptionalInt width = rows.width();
    if (width.isPresent() && named.nextClearBit(0) >= width.getAsInt()) {
      return true;
    }
    return UniqueColumns.isDecidedBy(named, rows);
  }
}
