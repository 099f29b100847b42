package dev.varve.planner.normalize;

import dev.varve.planner.classify.RowTypes;
import dev.varve.planner.normalize.expression.Raising;
import dev.varve.planner.normalize.expression.Simplification;
import dev.varve.planner.plan.Expression;
import dev.varve.planner.plan.Expression.Constant;
import dev.varve.planner.plan.Expression.Input;
import dev.varve.planner.plan.Expression.Not;
import dev.varve.planner.plan.Join;
import dev.varve.planner.plan.Join.Kind;
import dev.varve.planner.plan.Node;
import dev.varve.planner.plan.Project;
import dev.varve.planner.types.EngineType;
import dev.varve.planner.types.EngineTypes;
import java.util.ArrayList;
import java.util.List;

/** Moves predicates into joins that are no inner ones. */
final class PushIntoJoins {
  private PushIntoJoins() {}

  /** A join under a filter of harmless predicates. */
  static Node push(Join join, List<Expression> predicates) {
    return switch (join.kind()) {
      case LEFT -> left(join, predicates);
      case RIGHT -> PushFilters.push(turned(join), predicates);
      case FULL -> full(join, predicates);
      case SEMI, ANTI -> semi(join, predicates);
      case MARK -> mark(join, predicates);
      default ->
          PushFilters.filtered(
              join.mapInputs(input -> PushFilters.push(input, List.of())), predicates);
    };
  }

  private static boolean rejects(List<Expression> predicates, int from, int to) {
    for (int column = from; column < to; column++) {
      int each = column;
      if (predicates.stream().anyMatch(one -> Simplification.rejectsNull(one, each))) {
        return true;
      }
    }
    return false;
  }

  private static Node left(Join join, List<Expression> predicates) {
    int width = join.left().width().orElseThrow();
    int both = width + join.right().width().orElseThrow();
    if (rejects(predicates, width, both)) {
      Join inner = Joins.asking(Kind.INNER, join.left(), join.right(), Joins.asked(join));
      return PushFilters.push(inner, predicates);
    }
    List<Expression> ofLeft = new ArrayList<>();
    List<Expression> stay = new ArrayList<>();
    predicates.forEach(each -> (Joins.side(each, width) < 0 ? ofLeft : stay).add(each));
    return PushFilters.filtered(asked(join, ofLeft, false), stay);
  }

  /**
   * A join with predicates for its left side, what it asks moved into its sides.
   *
   * @param alsoLeft a left row for which it does not hold is in no result
   */
  private static Node asked(Join join, List<Expression> ofLeft, boolean alsoLeft) {
    int width = join.left().width().orElseThrow();
    List<Expression> left = new ArrayList<>(ofLeft);
    List<Expression> right = new ArrayList<>();
    List<Expression> stay = new ArrayList<>();
    List<Expression> harmless = new ArrayList<>();
    Joins.asked(join).forEach(each -> (Raising.may(each) ? stay : harmless).add(each));
    for (Expression each : harmless.isEmpty() ? harmless : Simplification.filter(harmless)) {
      int side = Joins.side(each, width);
      if (side < 0 && alsoLeft) {
        left.add(each);
      } else if (side > 0) {
        right.add(Rewriting.moved(each, column -> column - width));
      } else {
        stay.add(each);
      }
    }
    return Joins.asking(
        join.kind(),
        PushFilters.push(join.left(), left),
        PushFilters.push(join.right(), right),
        stay);
  }

  /** A right join as a left one. */
  private static Node turned(Join join) {
    int left = join.left().width().orElseThrow();
    int right = join.right().width().orElseThrow();
    List<Expression> asked =
        Expression.map(
            Joins.asked(join),
            each ->
                Rewriting.moved(each, column -> column < left ? column + right : column - left));
    int[] columns = new int[left + right];
    for (int i = 0; i < columns.length; i++) {
      columns[i] = i < left ? i + right : i - left;
    }
    Join other = Joins.asking(Kind.LEFT, /* left= */ join.right(), /* right= */ join.left(), asked);
    return Joins.columns(other, columns);
  }

  private static Node full(Join join, List<Expression> predicates) {
    int width = join.left().width().orElseThrow();
    int both = width + join.right().width().orElseThrow();
    boolean leftIsThere = rejects(predicates, 0, width);
    boolean rightIsThere = rejects(predicates, width, both);
    if (!leftIsThere && !rightIsThere) {
      return PushFilters.filtered(
          join.mapInputs(input -> PushFilters.push(input, List.of())), predicates);
    }
    Kind kind = leftIsThere ? rightIsThere ? Kind.INNER : Kind.LEFT : Kind.RIGHT;
    return PushFilters.push(
        Joins.asking(kind, join.left(), join.right(), Joins.asked(join)), predicates);
  }

  private static Node semi(Join join, List<Expression> predicates) {
    return asked(join, predicates, join.kind() == Kind.SEMI);
  }

  /** A join that says whether there is a match, above which only rows with or without pass. */
  private static Node mark(Join join, List<Expression> predicates) {
    int width = join.left().width().orElseThrow();
    Expression mark = new Input(width, EngineTypes.BOOLEAN);
    boolean matched = predicates.contains(mark);
    boolean neverUnknown = join.conditions().isEmpty();
    if (matched || (neverUnknown && predicates.contains(new Not(mark)))) {
      Node one =
          Joins.asking(
              matched ? Kind.SEMI : Kind.ANTI, join.left(), join.right(), Joins.asked(join));
      List<EngineType> types = RowTypes.of(join.left()).orElseThrow();
      List<Expression> columns = new ArrayList<>();
      for (int i = 0; i < width; i++) {
        columns.add(new Input(i, types.get(i)));
      }
      columns.add(new Constant(EngineTypes.BOOLEAN, matched ? "true" : "false"));
      return PushFilters.push(new Project(one, columns), predicates);
    }
    List<Expression> ofLeft = new ArrayList<>();
    List<Expression> stay = new ArrayList<>();
    predicates.forEach(each -> (Joins.side(each, width) < 0 ? ofLeft : stay).add(each));
    Node left = PushFilters.push(join.left(), ofLeft);
    Node right = PushFilters.push(join.right(), List.of());
    return PushFilters.filtered(
        new Join(
            Kind.MARK,
            left,
            right,
            join.conditions(),
            join.predicate(),
            join.kept(),
            join.correlated()),
        stay);
  }
}
