package dev.varve.planner.normalize;

import dev.varve.planner.normalize.Pruner.Pruned;
import dev.varve.planner.plan.Expression;
import dev.varve.planner.plan.Join;
import dev.varve.planner.plan.Join.Condition;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/** Leaves out what nobody reads of the two sides of a join. */
final class JoinPruner {
  private final Pruner pruner;
  private final Needed needed;

  JoinPruner(Pruner pruner, Needed needed) {
    this.pruner = pruner;
    this.needed = needed;
  }

  Pruned prune(Join join) {
    boolean opaque = Rewriting.anyOpaque(join.expressions());
    if (needed.isAll()
        || opaque
        || join.left().width().isEmpty()
        || join.right().width().isEmpty()) {
      return new Pruned(
          join.mapInputs(input -> pruner.prune(input, Needed.ALL).node()), Layout.SAME);
    }
    int leftWidth = join.left().width().getAsInt();
    int rightWidth = join.right().width().getAsInt();
    List<Expression> leftKeys = join.conditions().stream().map(Condition::left).toList();
    List<Expression> rightKeys = join.conditions().stream().map(Condition::right).toList();
    Needed inPredicate = Needed.of(Rewriting.columns(join.predicate().stream().toList()));
    Needed ofLeft =
        needed
            .between(0, leftWidth)
            .and(Rewriting.columns(leftKeys))
            .and(inPredicate.between(0, leftWidth));
    Needed ofRight =
        Needed.of(yielded(join, leftWidth, rightWidth))
            .and(Rewriting.columns(rightKeys))
            .and(inPredicate.between(leftWidth, leftWidth + rightWidth));
    Pruned left = pruner.prune(join.left(), ofLeft);
    Pruned right = pruner.prune(join.right(), ofRight);
    int newLeftWidth = left.node().width().orElseThrow();
    Layout both = bothSides(left, right, leftWidth, rightWidth);
    Join pruned =
        new Join(
            join.kind(),
            left.node(),
            right.node(),
            conditions(join, left.layout(), right.layout()),
            join.predicate().map(both::move),
            Optional.empty(),
            join.correlated());
    return new Pruned(pruned, layout(join, left.layout(), right.layout(), newLeftWidth));
  }

  private static List<Condition> conditions(Join join, Layout left, Layout right) {
    List<Condition> moved = new ArrayList<>();
    for (Condition condition : join.conditions()) {
      moved.add(
          new Condition(
              condition.operator(), left.move(condition.left()), right.move(condition.right())));
    }
    return moved;
  }

  /** The right side's columns that the parent reads. */
  private BitSet yielded(Join join, int leftWidth, int rightWidth) {
    BitSet columns = new BitSet();
    if (join.yieldsRight()) {
      List<Integer> kept = kept(join, rightWidth);
      for (int i = 0; i < kept.size(); i++) {
        if (needed.has(leftWidth + i)) {
          columns.set(kept.get(i));
        }
      }
    }
    return columns;
  }

  private static List<Integer> kept(Join join, int rightWidth) {
    if (join.kept().isPresent()) {
      return join.kept().get();
    }
    List<Integer> every = new ArrayList<>();
    for (int i = 0; i < rightWidth; i++) {
      every.add(i);
    }
    return every;
  }

  /** Where the columns of both sides stand for the predicate, which reads them side by side. */
  private static Layout bothSides(Pruned left, Pruned right, int leftWidth, int rightWidth) {
    int[] positions = new int[leftWidth + rightWidth];
    int newLeftWidth = left.node().width().orElseThrow();
    for (int i = 0; i < positions.length; i++) {
      positions[i] =
          i < leftWidth
              ? left.layout().find(i)
              : shifted(right.layout().find(i - leftWidth), newLeftWidth);
    }
    return Layout.of(positions);
  }

  private Layout layout(Join join, Layout left, Layout right, int newLeftWidth) {
    int leftWidth = join.left().width().orElseThrow();
    int[] positions = new int[join.width().orElseThrow()];
    List<Integer> kept =
        join.yieldsRight() ? kept(join, join.right().width().orElseThrow()) : List.of();
    for (int i = 0; i < positions.length; i++) {
      if (i < leftWidth) {
        positions[i] = left.find(i);
      } else if (join.kind() == Join.Kind.MARK) {
        positions[i] = newLeftWidth;
      } else {
        positions[i] = shifted(right.find(kept.get(i - leftWidth)), newLeftWidth);
      }
    }
    return Layout.of(positions);
  }

  private static int shifted(int position, int by) {
    return position < 0 ? position : position + by;
  }
}
