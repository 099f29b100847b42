package dev.varve.workflows.phase;

import dev.varve.workflows.Counts;
import java.util.List;

/**
 * What the steps of a unit came to.
 *
 * @param failures at most five, each {@code model: CODE message}
 */
public record UnitOutcome(Counts counts, long rows, long bytes, List<String> failures) {
  public UnitOutcome {
    counts = counts == null ? Counts.NONE : counts;
    failures = failures == null ? List.of() : List.copyOf(failures);
  }
}
