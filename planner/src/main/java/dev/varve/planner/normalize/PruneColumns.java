package dev.varve.planner.normalize;

import dev.varve.planner.plan.Node;
import java.util.Map;
import java.util.TreeMap;

/**
 * Leaves out the columns that nobody reads, down to the tables, and puts those of a table into the
 * order of their names: what remains in the scans is what a plan reads. Where something is not
 * understood every column below it stays in its place.
 */
final class PruneColumns implements Pass {
  @Override
  public String name() {
    return "prune-columns";
  }

  @Override
  public int version() {
    return 1;
  }

  @Override
  public Node apply(Node plan) {
    // What a common table expression has to give is known only when all that reads it was seen.
    Map<Integer, Needed> needs = new TreeMap<>();
    Pruner collector = new Pruner(needs, true);
    Needed every = Needed.everyOf(plan.width());
    collector.prune(plan, every);
    return new Pruner(needs, false).exactly(plan, every);
  }
}
