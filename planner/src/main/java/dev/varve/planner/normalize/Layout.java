package dev.varve.planner.normalize;

import dev.varve.planner.plan.Expression;
import java.util.BitSet;
import java.util.List;

/** Where the columns of a node stand after some were left out; those left out stand nowhere. */
final class Layout {
  /** Every column in its place. */
  static final Layout SAME = new Layout(new int[0]);

  private final int[] positions;

  private Layout(int[] positions) {
    this.positions = positions;
  }

  /** Positions by the old ones; -1 where left out. */
  static Layout of(int[] positions) {
    return new Layout(positions);
  }

  /** The named columns side by side in their old order. */
  static Layout keeping(BitSet columns) {
    int[] positions = new int[columns.length()];
    int next = 0;
    for (int i = 0; i < positions.length; i++) {
      positions[i] = columns.get(i) ? next++ : -1;
    }
    return of(positions);
  }

  /** Where a column stands; -1 where it was left out. */
  int find(int column) {
    if (this == SAME) {
      return column;
    }
    return column < positions.length ? positions[column] : -1;
  }

  /** Where a column that is read stands. */
  int of(int column) {
    int position = find(column);
    if (position < 0) {
      throw new IllegalStateException("column " + column + " was left out and is read");
    }
    return position;
  }

  Expression move(Expression expression) {
    return this == SAME ? expression : Rewriting.moved(expression, this::of);
  }

  List<Expression> move(List<Expression> expressions) {
    return this == SAME ? expressions : Expression.map(expressions, this::move);
  }
}
