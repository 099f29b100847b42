package dev.varve.planner.normalize;

import dev.varve.planner.normalize.CanonicalOrder.Placed;
import dev.varve.planner.plan.Expression;
import dev.varve.planner.plan.Join;
import dev.varve.planner.plan.Join.Condition;
import dev.varve.planner.plan.Join.Kind;
import dev.varve.planner.plan.Node;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Places joins that are no inner ones. */
final class JoinOrder {
  private JoinOrder() {}

  static Placed place(Join join) {
    return isChoice(join) ? chosen(join) : ofTwo(join, CanonicalOrder.place(join.left()));
  }

  /** Whether it keeps or leaves out rows of its left side and does nothing else. */
  private static boolean isChoice(Node node) {
    return node instanceof Join join
        && (join.kind() == Kind.SEMI || join.kind() == Kind.ANTI)
        && Joins.isOpen(join);
  }

  /** Rows of one node that several others choose, which they may do in any order. */
  private static Placed chosen(Join join) {
    List<Join> choices = new ArrayList<>();
    Node rows = join;
    while (isChoice(rows)) {
      choices.add((Join) rows);
      rows = ((Join) rows).left();
    }
    Placed placed = CanonicalOrder.place(rows);
    List<Join> moved = new ArrayList<>();
    for (Join choice : choices) {
      moved.add((Join) ofTwo(choice, placed).node());
    }
    moved.sort(Comparator.comparing(CanonicalOrder::fingerprint));
    Node result = placed.node();
    for (Join choice : moved) {
      result = Joins.asking(choice.kind(), result, choice.right(), Joins.asked(choice));
    }
    return new Placed(result, placed.layout());
  }

  private static Placed ofTwo(Join join, Placed left) {
    Placed right = CanonicalOrder.place(join.right());
    if (!Joins.isOpen(join) || !isPlain(join.kind())) {
      return closed(join, left, right);
    }
    boolean turn =
        join.kind() == Kind.FULL
            && CanonicalOrder.fingerprint(left.node())
                    .compareTo(CanonicalOrder.fingerprint(right.node()))
                > 0;
    int oldWidth = join.left().width().orElseThrow();
    int oldBoth = oldWidth + join.right().width().orElseThrow();
    int leftFrom = turn ? right.node().width().orElseThrow() : 0;
    int rightFrom = turn ? 0 : left.node().width().orElseThrow();
    int[] positions = new int[oldBoth];
    for (int i = 0; i < oldBoth; i++) {
      positions[i] =
          i < oldWidth
              ? leftFrom + left.layout().of(i)
              : rightFrom + right.layout().of(i - oldWidth);
    }
    Layout both = Layout.of(positions);
    List<Expression> asked = CanonicalOrder.sorted(both.move(Joins.asked(join)));
    Join placed =
        Joins.asking(
            join.kind(),
            turn ? right.node() : left.node(),
            turn ? left.node() : right.node(),
            asked);
    return new Placed(placed, both);
  }

  /** Whether a join is no more than what it asks of pairs of rows. */
  private static boolean isPlain(Kind kind) {
    return switch (kind) {
      case INNER, CROSS, LEFT, RIGHT, FULL, SEMI, ANTI -> true;
      default -> false;
    };
  }

  /** A join whose conditions stay as they stand. */
  private static Placed closed(Join join, Placed left, Placed right) {
    boolean known = join.left().width().isPresent() && join.right().width().isPresent();
    if (!known) {
      return new Placed(join.mapInputs(CanonicalOrder::inPlace), Layout.SAME);
    }
    int oldWidth = join.left().width().getAsInt();
    int oldBoth = oldWidth + join.right().width().getAsInt();
    int newWidth = left.node().width().orElseThrow();
    int[] sides = new int[oldBoth];
    for (int i = 0; i < oldBoth; i++) {
      sides[i] = i < oldWidth ? left.layout().of(i) : newWidth + right.layout().of(i - oldWidth);
    }
    Layout both = Layout.of(sides);
    List<Condition> conditions = new ArrayList<>();
    for (Condition condition : join.conditions()) {
      conditions.add(
          new Condition(
              condition.operator(),
              CanonicalExpressions.of(left.layout().move(condition.left())),
              CanonicalExpressions.of(right.layout().move(condition.right()))));
    }
    Join placed =
        new Join(
            join.kind(),
            left.node(),
            right.node(),
            conditions,
            join.predicate().map(both::move).map(CanonicalExpressions::of),
            join.kept().map(kept -> kept.stream().map(right.layout()::of).toList()),
            join.correlated());
    int[] positions = new int[join.width().orElseThrow()];
    for (int i = 0; i < positions.length; i++) {
      boolean ofRight = i >= oldWidth && join.yieldsRight() && join.kept().isEmpty();
      if (i < oldWidth || ofRight) {
        positions[i] = both.of(i);
      } else {
        positions[i] = newWidth + i - oldWidth;
      }
    }
    return new Placed(placed, Layout.of(positions));
  }
}
