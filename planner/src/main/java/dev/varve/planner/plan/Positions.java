package dev.varve.planner.plan;

import dev.varve.planner.plan.Expression.Input;
import java.util.List;
import java.util.OptionalInt;

/** Refuses plans in which an expression reads a column that is not there. */
final class Positions {
  private Positions() {}

  static void check(OptionalInt width, List<Expression> expressions) {
    if (width.isPresent()) {
      for (Expression expression : expressions) {
        check(width.getAsInt(), expression);
      }
    }
  }

  private static void check(int width, Expression expression) {
    if (expression instanceof Input input && input.index() >= width) {
      throw new IllegalArgumentException(
          "column " + input.index() + " is read, and there are " + width);
    }
    for (Expression child : expression.children()) {
      check(width, child);
    }
  }
}
