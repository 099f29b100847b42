package dev.varve.planner.bind;

import dev.varve.planner.plan.ComparisonOperator;
import dev.varve.planner.plan.Expression;
import dev.varve.planner.plan.Join;
import dev.varve.planner.plan.Join.Condition;
import dev.varve.planner.plan.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the joins of a bound plan. */
final class JoinReader {
  private JoinReader() {}

  static Node read(String type, FieldReader reader, List<Node> inputs) {
    if (inputs.size() != 2) {
      throw FieldReader.notUnderstood();
    }
    Node left = inputs.get(0);
    Node right = inputs.get(1);
    if (type.equals("LOGICAL_CROSS_PRODUCT")) {
      return new Join(
          Join.Kind.CROSS, left, right, List.of(), Optional.empty(), Optional.empty(), List.of());
    }
    reader.ignore("mark_index");
    Join.Kind kind = kind(reader.text("join_type", ""));
    List<Condition> conditions = new ArrayList<>();
    for (Json condition : reader.list("conditions")) {
      conditions.add(condition(new FieldReader(FieldReader.object(condition))));
    }
    Optional<Expression> predicate = reader.take("condition").map(ExpressionReader::read);
    if (predicate.isPresent() != type.equals("LOGICAL_ANY_JOIN")) {
      throw FieldReader.notUnderstood();
    }
    return new Join(
        kind,
        left,
        right,
        conditions,
        predicate,
        kept(reader),
        TypeReader.readAll(reader.list("mark_types")));
  }

  private static Join.Kind kind(String joinType) {
    return switch (joinType) {
      case "INNER" -> Join.Kind.INNER;
      case "LEFT" -> Join.Kind.LEFT;
      case "RIGHT" -> Join.Kind.RIGHT;
      case "FULL" -> Join.Kind.FULL;
      case "SEMI" -> Join.Kind.SEMI;
      case "ANTI" -> Join.Kind.ANTI;
      case "MARK" -> Join.Kind.MARK;
      case "SINGLE" -> Join.Kind.SINGLE;
      default -> throw FieldReader.notUnderstood();
    };
  }

  private static Condition condition(FieldReader reader) {
    String bound = reader.text("comparison", "");
    for (ComparisonOperator operator : ComparisonOperator.values()) {
      if (ExpressionReader.boundName(operator).equals(bound)) {
        Condition condition =
            new Condition(
                operator,
                ExpressionReader.read(reader.object("left")),
                ExpressionReader.read(reader.object("right")));
        reader.done();
        return condition;
      }
    }
    throw FieldReader.notUnderstood();
  }

  private static Optional<List<Integer>> kept(FieldReader reader) {
    return reader
        .take("right_projection_map")
        .map(
            map -> {
              List<Integer> kept = new ArrayList<>();
              for (Json position : FieldReader.items(map)) {
                kept.add(FieldReader.asInt(position));
              }
              return kept;
            });
  }
}
