package dev.varve.planner.diff;

import dev.varve.planner.diff.Described.Kind;
import dev.varve.planner.diff.PlanAlignment.Step;
import dev.varve.planner.facts.UniqueColumns;
import dev.varve.planner.plan.Join;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Joins and unnests that came in and are not proved to keep the number of rows. */
final class Multiplication {
  private Multiplication() {}

  /**
   * Each in a sentence.
   *
   * @param after the plan that the steps lead to
   */
  static List<String> in(List<Step> steps, Described after) {
    TreeSet<String> counted = new TreeSet<>();
    counted(after, true, counted);
    List<String> found = new ArrayList<>();
    for (Step step : steps) {
      if (step instanceof Step.Inserted inserted
          && counted.contains(inserted.after().fingerprint().hex())) {
        of(inserted.after(), inserted.base()).ifPresent(found::add);
      } else if (step instanceof Step.Kept kept
          && kept.before().node() instanceof Join before
          && kept.after().node() instanceof Join join
          && counted.contains(kept.after().fingerprint().hex())
          && keepsEither(before)
          && !keepsEither(join)) {
        found.add("the join may now match a row more than once: " + kept.after().line());
      }
    }
    return found;
  }

  /** Operators of which it matters how often they yield a row. */
  private static void counted(Described operator, boolean matters, Set<String> counted) {
    if (matters) {
      counted.add(operator.fingerprint().hex());
    }
    boolean all = operator.kind() == Kind.GROUP || operator.kind() == Kind.LIMIT;
    for (int i = 0; i < operator.inputs().size(); i++) {
      boolean once =
          operator.kind() == Kind.UNIQUE
              || (i == 1 && operator.node() instanceof Join join && asksOnly(join.kind()));
      counted(operator.inputs().get(i), all || (matters && !once), counted);
    }
  }

  /** Whether a join asks of its right side only that there is a match. */
  private static boolean asksOnly(Join.Kind kind) {
    return kind == Join.Kind.SEMI || kind == Join.Kind.ANTI || kind == Join.Kind.MARK;
  }

  private static Optional<String> of(Described operator, int base) {
    if (operator.kind() == Kind.UNNEST || operator.kind() == Kind.FUNCTION) {
      return Optional.of("each row becomes as many as its list is long: " + operator.line());
    }
    if (!(operator.node() instanceof Join join) || keeps(join, base)) {
      return Optional.empty();
    }
    Described other = operator.inputs().get(1 - base);
    return Optional.of(
        "rows may match more than one of "
            + other.summary()
            + operator.on()
            + ": nothing proves that its side of the join is unique");
  }

  private static boolean keepsEither(Join join) {
    return keeps(join, 0) || keeps(join, 1);
  }

  /** Whether no row of one side of a join can come out more than once, nor any beside them. */
  private static boolean keeps(Join join, int base) {
    boolean left = base == 0;
    return switch (join.kind()) {
      case SEMI, ANTI, MARK, SINGLE, ASOF, ASOF_LEFT -> left;
      case INNER, CROSS ->
          (left ? UniqueColumns.isMatchedOnce(join) : UniqueColumns.matchesOnce(join));
      case LEFT -> left && UniqueColumns.isMatchedOnce(join);
      case RIGHT -> !left && UniqueColumns.matchesOnce(join);
      case FULL, ASOF_RIGHT, ASOF_FULL, POSITIONAL -> false;
    };
  }
}
