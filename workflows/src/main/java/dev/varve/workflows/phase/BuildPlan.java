package dev.varve.workflows.phase;

import static java.util.Objects.requireNonNullElse;

import dev.varve.workflows.Counts;
import java.util.List;

/**
 * What the workflow has to know of a build plan; the plan itself is in the warehouse under its
 * digest.
 *
 * @param taskQueue the queue of workers of the very version that compiled it; empty for the build's
 *     own
 * @param settled what was decided at compile: skipped, failed, blocked, removed
 * @param steps how many steps the units hold
 */
public record BuildPlan(
    String digest, String taskQueue, List<Unit> units, Counts settled, int steps) {
  public BuildPlan {
    digest = requireNonNullElse(digest, "");
    taskQueue = requireNonNullElse(taskQueue, "");
    units = units == null ? List.of() : List.copyOf(units);
    settled = settled == null ? Counts.NONE : settled;
    for (int unit = 0; unit < units.size(); unit++) {
      for (int before : units.get(unit).after()) {
        if (before < 0 || before >= unit) {
          throw new IllegalArgumentException(
              "Unit "
                  + unit
                  + " cannot run after unit "
                  + before
                  + ": it does not stand before it.");
        }
      }
    }
  }
}
