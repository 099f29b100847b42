package dev.varve.planner.plan;

import dev.varve.planner.types.EngineType;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * Rows of two inputs that match. It yields the left columns, then those of the right that it keeps;
 * a mark join yields the left columns and whether there was a match; a semi or anti join the left
 * ones.
 *
 * @param conditions each side over its own input
 * @param predicate what is no comparison of the two sides, over both inputs' columns
 * @param kept the columns of the right that it yields; all when absent
 * @param correlated the engine's types of the columns that a mark join was correlated by
 */
public record Join(
    Kind kind,
    Node left,
    Node right,
    List<Condition> conditions,
    Optional<Expression> predicate,
    Optional<List<Integer>> kept,
    List<EngineType> correlated)
    implements Node {
  /** Which rows it yields. */
  public enum Kind {
    INNER,
    LEFT,
    RIGHT,
    FULL,
    SEMI,
    ANTI,
    /** Every left row, with whether there was a match. */
    MARK,
    /** Every left row with its only match. */
    SINGLE,
    CROSS,
    /** Every left row with the nearest right one by the only inequality; without one no row. */
    ASOF,
    ASOF_LEFT,
    ASOF_RIGHT,
    ASOF_FULL,
    /** The first rows of both sides, the second rows, and so on. */
    POSITIONAL;

    /** Whether a left row is joined with the nearest right one. */
    public boolean isAsof() {
      return switch (this) {
        case ASOF, ASOF_LEFT, ASOF_RIGHT, ASOF_FULL -> true;
        case INNER, LEFT, RIGHT, FULL, SEMI, ANTI, MARK, SINGLE, CROSS, POSITIONAL -> false;
      };
    }
  }

  /** A comparison between the two sides. */
  public record Condition(ComparisonOperator operator, Expression left, Expression right) {}

  public Join {
    conditions = List.copyOf(conditions);
    kept = kept.map(List::copyOf);
    correlated = List.copyOf(correlated);
    Positions.check(left.width(), conditions.stream().map(Condition::left).toList());
    Positions.check(right.width(), conditions.stream().map(Condition::right).toList());
    if (kept.isPresent() && !yieldsRight(kind)) {
      throw new IllegalArgumentException("a " + kind + " join yields no column of the right");
    }
  }

  /** Whether the right side's columns are yielded. */
  public boolean yieldsRight() {
    return yieldsRight(kind);
  }

  private static boolean yieldsRight(Kind kind) {
    return switch (kind) {
      case INNER,
          LEFT,
          RIGHT,
          FULL,
          SINGLE,
          CROSS,
          ASOF,
          ASOF_LEFT,
          ASOF_RIGHT,
          ASOF_FULL,
          POSITIONAL ->
          true;
      case SEMI, ANTI, MARK -> false;
    };
  }

  @Override
  public List<Node> inputs() {
    return List.of(left, right);
  }

  @Override
  public Node mapInputs(UnaryOperator<Node> change) {
    return new Join(
        kind, change.apply(left), change.apply(right), conditions, predicate, kept, correlated);
  }

  @Override
  public List<Expression> expressions() {
    return Stream.concat(
            conditions.stream().flatMap(condition -> Stream.of(condition.left, condition.right)),
            predicate.stream())
        .toList();
  }

  @Override
  public Node mapExpressions(UnaryOperator<Expression> change) {
    return new Join(
        kind,
        left,
        right,
        conditions.stream()
            .map(
                condition ->
                    new Condition(
                        condition.operator,
                        change.apply(condition.left),
                        change.apply(condition.right)))
            .toList(),
        predicate.map(change),
        kept,
        correlated);
  }

  @Override
  public OptionalInt width() {
    if (left.width().isEmpty() || right.width().isEmpty()) {
      return OptionalInt.empty();
    }
    int own =
        kind == Kind.MARK
            ? 1
            : yieldsRight() ? kept.map(List::size).orElse(right.width().getAsInt()) : 0;
    return OptionalInt.of(left.width().getAsInt() + own);
  }

  @Override
  public <R> R accept(Visitor<R> visitor) {
    return visitor.join(this);
  }
}
