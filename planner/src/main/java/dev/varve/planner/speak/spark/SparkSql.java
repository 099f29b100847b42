package dev.varve.planner.speak.spark;

import dev.varve.planner.plan.Node;
import dev.varve.planner.speak.Gaps;
import dev.varve.planner.speak.Spoken;
import java.util.List;

/**
 * Writes a plan as a query for Spark 4 in its ANSI mode, which is its default. Rows are the same as
 * the engine's, but for the last digits of floating-point results.
 */
public final class SparkSql {
  private SparkSql() {}

  /** The plan with its columns under these names. */
  public static Spoken of(Node plan, List<String> names) {
    Gaps gaps = new Gaps();
    return gaps.of(new SparkPlans(gaps).named(plan, names));
  }
}
