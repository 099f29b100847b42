package dev.varve.activities.phase.compile;

import dev.varve.planner.build.DecisionKind;
import dev.varve.workflows.Counts;
import java.util.EnumMap;
import java.util.Map;

/** Counts decisions. */
public final class Tally {
  private final Map<DecisionKind, Integer> counts = new EnumMap<>(DecisionKind.class);

  public void add(DecisionKind kind) {
    counts.merge(kind, 1, Integer::sum);
  }

  public Counts counts() {
    return counts(0);
  }

  public Counts counts(int cancelled) {
    return new Counts(
        of(DecisionKind.SKIP),
        of(DecisionKind.REUSE),
        of(DecisionKind.REBUILD),
        of(DecisionKind.FAIL),
        of(DecisionKind.BLOCKED),
        of(DecisionKind.REMOVED),
        cancelled,
        of(DecisionKind.INLINE));
  }

  private int of(DecisionKind kind) {
    return counts.getOrDefault(kind, 0);
  }
}
