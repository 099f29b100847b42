package dev.varve.planner.build;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Groups steps into the units that a workflow schedules: a big step alone, small ones of the same
 * depth together, and no more units than a workflow's history should see.
 */
public final class StepUnits {
  static final int MOST_UNITS = 1000;
  static final int MOST_STEPS_OF_A_BATCH = 64;
  private static final int BATCHES_OF_A_LEVEL = 8;

  private StepUnits() {}

  /**
   * A step to be grouped.
   *
   * @param after the ordinals of the scheduled steps that this one reads, all smaller than its own.
   */
  public record Step(String name, boolean small, List<Integer> after) {
    public Step {
      after = List.copyOf(after);
    }
  }

  /**
   * Steps that are scheduled together.
   *
   * @param steps ordinals in the order in which they run.
   * @param after the units that must have ended first.
   */
  public record Unit(List<Integer> steps, boolean small, SortedSet<Integer> after) {
    public Unit {
      steps = List.copyOf(steps);
    }
  }

  /** Units in an order in which each comes behind those that it waits for. */
  public static List<Unit> of(List<Step> steps) {
    List<List<Integer>> groups = merge(groups(steps), steps);
    int[] unitOf = new int[steps.size()];
    for (int unit = 0; unit < groups.size(); unit++) {
      for (int step : groups.get(unit)) {
        unitOf[step] = unit;
      }
    }
    List<Unit> units = new ArrayList<>();
    for (int unit = 0; unit < groups.size(); unit++) {
      List<Integer> group = groups.get(unit);
      SortedSet<Integer> after = new TreeSet<>();
      for (int step : group) {
        for (int input : steps.get(step).after()) {
          if (unitOf[input] != unit) {
            after.add(unitOf[input]);
          }
        }
      }
      boolean small = group.size() > 1 || steps.get(group.get(0)).small();
      units.add(new Unit(group, small, after));
    }
    return units;
  }

  private static List<List<Integer>> groups(List<Step> steps) {
    int[] level = new int[steps.size()];
    Map<Integer, List<Integer>> levels = new LinkedHashMap<>();
    for (int i = 0; i < steps.size(); i++) {
      for (int input : steps.get(i).after()) {
        level[i] = Math.max(level[i], level[input] + 1);
      }
      levels.computeIfAbsent(level[i], l -> new ArrayList<>()).add(i);
    }
    List<List<Integer>> groups = new ArrayList<>();
    for (int depth = 0; depth < levels.size(); depth++) {
      List<Integer> small = new ArrayList<>();
      for (int step : levels.get(depth)) {
        if (steps.get(step).small()) {
          small.add(step);
        } else {
          groups.add(List.of(step));
        }
      }
      int size =
          Math.min(
              MOST_STEPS_OF_A_BATCH, (small.size() + BATCHES_OF_A_LEVEL - 1) / BATCHES_OF_A_LEVEL);
      for (int from = 0; from < small.size(); from += size) {
        groups.add(List.copyOf(small.subList(from, Math.min(small.size(), from + size))));
      }
    }
    return groups;
  }

  /** Joins neighbours, which keeps the order, until there are few enough. */
  private static List<List<Integer>> merge(List<List<Integer>> groups, List<Step> steps) {
    int joined = (groups.size() + MOST_UNITS - 1) / MOST_UNITS;
    if (joined <= 1) {
      return groups;
    }
    List<List<Integer>> merged = new ArrayList<>();
    List<Integer> open = new ArrayList<>();
    int parts = 0;
    for (List<Integer> group : groups) {
      boolean big = group.size() == 1 && !steps.get(group.get(0)).small();
      if (big || parts == joined) {
        if (!open.isEmpty()) {
          merged.add(List.copyOf(open));
        }
        open.clear();
        parts = 0;
      }
      if (big) {
        merged.add(group);
      } else {
        open.addAll(group);
        parts++;
      }
    }
    if (!open.isEmpty()) {
      merged.add(List.copyOf(open));
    }
    return merged;
  }
}
