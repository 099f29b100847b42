package dev.varve.planner.normalize.redundant;

import dev.varve.planner.classify.RowTypes;
import dev.varve.planner.normalize.expression.Raising;
import dev.varve.planner.plan.EmptyRows;
import dev.varve.planner.plan.Limit;
import dev.varve.planner.plan.Limit.Bound;
import dev.varve.planner.plan.Node;
import dev.varve.planner.plan.Project;
import java.math.BigInteger;
import java.util.Optional;

/**
 * Stretches of rows whose bounds are numbers: a stretch of a stretch is one, a stretch without rows
 * is no rows, whatever is below (the engine computes nothing of it).
 */
public final class Limits {
  private static final String NUMBER = "CONSTANT_VALUE";
  private static final Bound NONE = new Bound("UNSET", "", Optional.empty());

  /** What the engine takes for no end. */
  private static final BigInteger ENDLESS = BigInteger.valueOf(Long.MAX_VALUE);

  /**
   * A stretch.
   *
   * @param first how many rows are left out before it
   * @param count how many rows it has at most, {@link #ENDLESS} where all that follow
   */
  private record Stretch(BigInteger first, BigInteger count) {
    static Optional<Stretch> of(Limit limit) {
      return number(limit.offset(), BigInteger.ZERO)
          .flatMap(first -> number(limit.limit(), ENDLESS).map(count -> new Stretch(first, count)));
    }

    private static Optional<BigInteger> number(Bound bound, BigInteger otherwise) {
      return switch (bound.kind()) {
        case NUMBER -> Optional.of(new BigInteger(bound.constant()));
        case "UNSET" -> Optional.of(otherwise);
        default -> Optional.empty();
      };
    }

    Stretch within(Stretch outer) {
      BigInteger left =
          outer.count.equals(ENDLESS) ? ENDLESS : outer.count.subtract(first).max(BigInteger.ZERO);
      return new Stretch(outer.first.add(first), count.min(left));
    }

    Node written(Node input) {
      return new Limit(
          input,
          count.equals(ENDLESS) ? NONE : bound(count),
          first.signum() == 0 ? NONE : bound(first));
    }

    private static Bound bound(BigInteger number) {
      return new Bound(NUMBER, number.toString(), Optional.empty());
    }
  }

  private Limits() {}

  /** The simplest form of a limit of an exact plan. */
  public static Node simple(Limit limit) {
    Optional<Stretch> stretch = Stretch.of(limit);
    return stretch.isEmpty() ? limit : simple(stretch.get(), limit.input());
  }

  private static Node simple(Stretch stretch, Node input) {
    if (stretch.count.signum() == 0 && RowTypes.of(input).isPresent()) {
      return new EmptyRows(RowTypes.of(input).get());
    }
    if (input instanceof Limit inner && Stretch.of(inner).isPresent()) {
      return simple(stretch.within(Stretch.of(inner).get()), inner.input());
    }
    if (input instanceof Project project
        && project.input() instanceof Limit inner
        && Stretch.of(inner).isPresent()
        && project.expressions().stream().noneMatch(Raising::may)) {
      Node one = simple(stretch, inner);
      return one instanceof EmptyRows
          ? new EmptyRows(RowTypes.of(project).orElseThrow())
          : new Project(one, project.expressions());
    }
    return stretch.written(input);
  }
}
