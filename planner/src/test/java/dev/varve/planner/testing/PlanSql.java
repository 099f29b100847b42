package dev.varve.planner.testing;

import dev.varve.planner.plan.Node;
import dev.varve.planner.speak.Spoken;
import dev.varve.planner.speak.engine.EngineSql;

/** A plan as SQL that the engine runs, to see that it means what the text meant. */
public final class PlanSql {
  private PlanSql() {}

  /** Fails on what cannot be written. */
  public static String of(Node node) {
    Spoken spoken = EngineSql.of(node);
    if (spoken instanceof Spoken.Text text) {
      return text.sql();
    }
    throw new UnsupportedOperationException(spoken.toString());
  }
}
