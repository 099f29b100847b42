package dev.varve.planner.speak.substrait;

import dev.varve.planner.plan.ComparisonOperator;
import dev.varve.planner.plan.Join;
import dev.varve.planner.types.EngineTypes;
import io.substrait.proto.CrossRel;
import io.substrait.proto.JoinRel;
import io.substrait.proto.JoinRel.JoinType;
import io.substrait.proto.Rel;
import io.substrait.proto.RelCommon;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Writes joins. */
final class Joins {
  private Joins() {}

  /**
   * Of the relations that its sides became.
   *
   * @param single whether a row on the left has at most one partner
   */
  static Rows of(Join node, boolean single, Rows left, Rows right, Message message) {
    if (asksForOneValue(node)) {
      return asked(node.conditions().get(0), left, right, message);
    }
    Optional<JoinType> type = type(node, single);
    List<Rows.Col> both = Rows.both(left.columns(), right.columns());
    if (type.isEmpty() && node.kind() != Join.Kind.CROSS) {
      message.gap("a join " + node.kind() + " has no equivalent");
    }
    List<Integer> yielded = yielded(node, left.columns().size(), right.columns().size());
    List<Rows.Col> all =
        switch (node.kind()) {
          case LEFT, SINGLE -> Rows.both(left.columns(), Rows.orNull(right.columns()));
          case RIGHT -> Rows.both(Rows.orNull(left.columns()), right.columns());
          case FULL -> Rows.orNull(both);
          case SEMI, ANTI -> left.columns();
          case MARK -> Rows.both(left.columns(), List.of(new Rows.Col(EngineTypes.BOOLEAN, true)));
          default -> both;
        };
    RelCommon common = yielded.size() == all.size() ? Relations.direct() : Relations.emit(yielded);
    List<Rows.Col> columns = yielded.stream().map(all::get).toList();
    if (type.isEmpty()) {
      CrossRel cross =
          CrossRel.newBuilder().setCommon(common).setLeft(left.rel()).setRight(right.rel()).build();
      return new Rows(Rel.newBuilder().setCross(cross).build(), columns);
    }
    JoinRel join =
        JoinRel.newBuilder()
            .setCommon(common)
            .setLeft(left.rel())
            .setRight(right.rel())
            .setType(type.get())
            .setExpression(condition(node, left, right, message).expression())
            .build();
    return new Rows(Rel.newBuilder().setJoin(join).build(), columns);
  }

  /** Whether it asks if a value is one of the right ones, and nothing depends on the left row. */
  private static boolean asksForOneValue(Join node) {
    return node.kind() == Join.Kind.MARK
        && node.predicate().isEmpty()
        && node.conditions().size() == 1
        && node.conditions().get(0).operator() == ComparisonOperator.EQUAL;
  }

  /** More readers know the question than the join, and more of those what NULL is to it. */
  private static Rows asked(Join.Condition condition, Rows left, Rows right, Message message) {
    Value value = new Expressions(message, left.columns()).one(condition.left());
    Value candidate = new Expressions(message, right.columns()).one(condition.right());
    Rows candidates = Relations.projected(right, List.of(candidate));
    return Relations.extended(left, List.of(value.among(candidates.rel())));
  }

  private static Optional<JoinType> type(Join node, boolean single) {
    return Optional.ofNullable(
        switch (node.kind()) {
          case INNER -> JoinType.JOIN_TYPE_INNER;
          case LEFT -> JoinType.JOIN_TYPE_LEFT;
          case RIGHT -> JoinType.JOIN_TYPE_RIGHT;
          case FULL -> JoinType.JOIN_TYPE_OUTER;
          case SEMI -> JoinType.JOIN_TYPE_LEFT_SEMI;
          case ANTI -> JoinType.JOIN_TYPE_LEFT_ANTI;
          case MARK -> JoinType.JOIN_TYPE_LEFT_MARK;
          // Many readers know no single join; where there cannot be two matches it is an outer one.
          case SINGLE -> single ? JoinType.JOIN_TYPE_LEFT : JoinType.JOIN_TYPE_LEFT_SINGLE;
          case CROSS, ASOF, ASOF_LEFT, ASOF_RIGHT, ASOF_FULL, POSITIONAL -> null;
        });
  }

  private static List<Integer> yielded(Join node, int left, int right) {
    List<Integer> yielded = new ArrayList<>();
    for (int i = 0; i < left; i++) {
      yielded.add(i);
    }
    if (node.kind() == Join.Kind.MARK) {
      yielded.add(left);
    } else if (node.yieldsRight()) {
      for (int i = 0; i < right; i++) {
        if (node.kept().isEmpty()) {
          yielded.add(left + i);
        }
      }
      node.kept().ifPresent(kept -> kept.forEach(column -> yielded.add(left + column)));
    }
    return yielded;
  }

  private static Value condition(Join node, Rows left, Rows right, Message message) {
    List<Value> conditions = new ArrayList<>();
    Expressions lefts = new Expressions(message, left.columns());
    Expressions rights = Expressions.after(message, left.columns().size(), right.columns());
    for (Join.Condition condition : node.conditions()) {
      conditions.add(
          Expressions.compared(
              message,
              condition.operator(),
              lefts.one(condition.left()),
              rights.one(condition.right())));
    }
    Expressions both = new Expressions(message, Rows.both(left.columns(), right.columns()));
    node.predicate().ifPresent(predicate -> conditions.add(both.one(predicate)));
    return Functions.and(message, conditions);
  }
}
