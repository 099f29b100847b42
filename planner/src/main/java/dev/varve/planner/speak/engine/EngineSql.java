package dev.varve.planner.speak.engine;

import dev.varve.planner.plan.Node;
import dev.varve.planner.speak.Gaps;
import dev.varve.planner.speak.Spoken;
import java.util.List;

/** Writes a plan as SQL that the engine runs and that means what the plan means. */
public final class EngineSql {
  private EngineSql() {}

  /** The plan with its columns called c0, c1 and so on. */
  public static Spoken of(Node plan) {
    Gaps gaps = new Gaps();
    return gaps.of(new EnginePlans(gaps).query(plan));
  }

  /** The plan with its columns under these names. */
  public static Spoken of(Node plan, List<String> names) {
    Gaps gaps = new Gaps();
    return gaps.of(new EnginePlans(gaps).named(plan, names));
  }
}
