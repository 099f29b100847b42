package dev.varve.planner.bind;

import dev.varve.planner.plan.ComparisonOperator;
import dev.varve.planner.plan.Expression;
import dev.varve.planner.plan.Expression.Logical;
import dev.varve.planner.plan.Join;
import dev.varve.planner.plan.Join.Condition;
import dev.varve.planner.plan.Node;
import dev.varve.planner.types.EngineType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the joins of a bound plan. */
final class JoinReader {
  /** The engine's comparison of a condition that is one expression over both sides. */
  private static final String NO_COMPARISON = "INVALID";

  private JoinReader() {}

  static Node read(String type, FieldReader reader, List<Node> inputs) {
    if (inputs.size() != 2) {
      throw FieldReader.notUnderstood();
    }
    Node left = inputs.get(0);
    Node right = inputs.get(1);
    if (type.equals("LOGICAL_CROSS_PRODUCT") || type.equals("LOGICAL_POSITIONAL_JOIN")) {
      Join.Kind kind =
          type.equals("LOGICAL_CROSS_PRODUCT") ? Join.Kind.CROSS : Join.Kind.POSITIONAL;
      return new Join(kind, left, right, List.of(), Optional.empty(), Optional.empty(), List.of());
    }
    reader.ignore("mark_index");
    String joinType = reader.text("join_type", "");
    Join.Kind kind = type.equals("LOGICAL_ASOF_JOIN") ? asof(joinType) : kind(joinType);
    List<Condition> conditions = new ArrayList<>();
    List<Expression> others = new ArrayList<>();
    for (Json json : reader.list("conditions")) {
      FieldReader condition = new FieldReader(FieldReader.object(json));
      String comparison = condition.text("comparison", "");
      if (comparison.equals(NO_COMPARISON)) {
        others.add(ExpressionReader.read(condition.object("left")));
        condition.done();
      } else {
        conditions.add(condition(comparison, condition));
      }
    }
    Optional<Json> own = reader.take("condition");
    if (own.isPresent() != type.equals("LOGICAL_ANY_JOIN")) {
      throw FieldReader.notUnderstood();
    }
    own.ifPresent(condition -> others.add(ExpressionReader.read(condition)));
    List<EngineType> correlated = TypeReader.readAll(reader.list("mark_types"));
    if (kind == Join.Kind.MARK && !others.isEmpty() && !correlated.isEmpty()) {
      // Which of its conditions are those of the correlation is told by their places.
      throw FieldReader.notUnderstood();
    }
    Node join =
        new Join(kind, left, right, conditions, predicate(others), kept(reader), correlated);
    return passingOn(reader, left, join);
  }

  private static Optional<Expression> predicate(List<Expression> conditions) {
    return conditions.size() < 2
        ? conditions.stream().findFirst()
        : Optional.of(new Logical(Logical.Operator.AND, conditions));
  }

  /** Some of the left columns, where the join says which, and all that stands after them. */
  private static Node passingOn(FieldReader reader, Node left, Node join) {
    Optional<Json> map = reader.take("left_projection_map");
    if (map.isEmpty()) {
      return join;
    }
    List<Integer> columns = positions(map.get());
    int width = join.width().orElseThrow(FieldReader::notUnderstood);
    for (int i = left.width().orElseThrow(); i < width; i++) {
      columns.add(i);
    }
    return NodeReader.keeping(columns, join);
  }

  private static Join.Kind asof(String joinType) {
    return switch (joinType) {
      case "INNER" -> Join.Kind.ASOF;
      case "LEFT" -> Join.Kind.ASOF_LEFT;
      case "RIGHT" -> Join.Kind.ASOF_RIGHT;
      case "FULL" -> Join.Kind.ASOF_FULL;
      default -> throw FieldReader.notUnderstood();
    };
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

  private static Condition condition(String bound, FieldReader reader) {
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
    return reader.take("right_projection_map").map(JoinReader::positions);
  }

  private static List<Integer> positions(Json map) {
    List<Integer> positions = new ArrayList<>();
    for (Json position : FieldReader.items(map)) {
      positions.add(FieldReader.asInt(position));
    }
    return positions;
  }
}
