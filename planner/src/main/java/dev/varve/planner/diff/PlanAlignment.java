package dev.varve.planner.diff;

import dev.varve.planner.diff.Described.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Lays two plans over each other so that as much as possible stays as it is: an operator stays,
 * changes, comes in above what was there, or goes and leaves what was below.
 */
final class PlanAlignment {
  /** What becomes of an operator of either plan. */
  sealed interface Step {
    /** Both are there; their inputs are laid over each other. */
    record Kept(Described before, Described after) implements Step {}

    /** It came in above one of its inputs; all else below it came with it. */
    record Inserted(Described after, int base) implements Step {}

    /** It went, and with it all of its inputs but one. */
    record Deleted(Described before, int base) implements Step {}

    /** All of one made way for all of the other. */
    record Replaced(Described before, Described after) implements Step {}

    /** An input of an operator that has any number of them. */
    record InputAdded(Described after) implements Step {}

    /** An input of an operator that has any number of them. */
    record InputRemoved(Described before) implements Step {}
  }

  /** How two plans are laid over each other, and how much of them is not the same. */
  private record Laid(int cost, List<Step> steps) {
    Laid {
      steps = List.copyOf(steps);
    }

    Laid with(int more, Step step) {
      List<Step> all = new ArrayList<>(List.of(step));
      all.addAll(steps);
      return new Laid(cost + more, all);
    }

    Laid and(Laid other) {
      List<Step> all = new ArrayList<>(steps);
      all.addAll(other.steps);
      return new Laid(cost + other.cost, all);
    }
  }

  private static final Laid SAME = new Laid(0, List.of());

  /** The cost of an operator, by itself or within a part of a plan that comes or goes whole. */
  private static final int OPERATOR = 4;

  private static final int WITHIN = 3;

  /** The cost of something that an operator asks. */
  private static final int PART = 1;

  /** Above this many pairs of operators plans are told of as a whole. */
  private static final int MOST_PAIRS = 250_000;

  private final Map<String, Laid> known = new TreeMap<>();

  private PlanAlignment() {}

  /** What leads from one plan to another, outermost operators first; nothing for equal ones. */
  static List<Step> between(Described before, Described after) {
    if ((long) before.size() * after.size() > MOST_PAIRS) {
      return before.fingerprint().equals(after.fingerprint())
          ? List.of()
          : List.of(new Step.Replaced(before, after));
    }
    return new PlanAlignment().lay(before, after).steps;
  }

  private Laid lay(Described before, Described after) {
    if (before.fingerprint().equals(after.fingerprint())) {
      return SAME;
    }
    String pair = before.fingerprint().hex() + after.fingerprint().hex();
    Laid laid = known.get(pair);
    if (laid == null) {
      laid = cheapest(before, after);
      known.put(pair, laid);
    }
    return laid;
  }

  private Laid cheapest(Described before, Described after) {
    Laid best =
        new Laid(
            OPERATOR * (before.size() + after.size()) + PART,
            List.of(new Step.Replaced(before, after)));
    if (compatible(before, after)) {
      Laid kept = inputs(before, after);
      int own = difference(before, after);
      best = cheaper(best, own == 0 ? kept : kept.with(own, new Step.Kept(before, after)));
    }
    for (int i = 0; i < after.inputs().size(); i++) {
      Described base = after.inputs().get(i);
      int rest = own(after) + WITHIN * (after.size() - base.size() - 1);
      best = cheaper(best, lay(before, base).with(rest, new Step.Inserted(after, i)));
    }
    for (int i = 0; i < before.inputs().size(); i++) {
      Described base = before.inputs().get(i);
      int rest = own(before) + WITHIN * (before.size() - base.size() - 1);
      best = cheaper(best, lay(base, after).with(rest, new Step.Deleted(before, i)));
    }
    return best;
  }

  /** A filter is said to have moved past a window rather than a window past a filter. */
  private static int own(Described operator) {
    return operator.kind() == Kind.WINDOW ? OPERATOR + PART : OPERATOR;
  }

  private static Laid cheaper(Laid one, Laid other) {
    return other.cost < one.cost ? other : one;
  }

  /** Whether one can be said to have become the other. */
  private static boolean compatible(Described before, Described after) {
    boolean groups = isGroup(before) && isGroup(after);
    return (groups || before.kind() == after.kind())
        && (before.kind() == Kind.SET || before.inputs().size() == after.inputs().size());
  }

  private static boolean isGroup(Described operator) {
    return operator.kind() == Kind.GROUP || operator.kind() == Kind.UNIQUE;
  }

  private static int difference(Described before, Described after) {
    int cost = before.head().equals(after.head()) ? 0 : 2 * PART;
    List<String> gone = new ArrayList<>(before.parts());
    for (String part : after.parts()) {
      cost += gone.remove(part) ? 0 : PART;
    }
    return cost + PART * gone.size();
  }

  private Laid inputs(Described before, Described after) {
    List<Described> old = before.inputs();
    List<Described> now = after.inputs();
    if (old.size() == 2 && now.size() == 2) {
      Laid straight = lay(old.get(0), now.get(0)).and(lay(old.get(1), now.get(1)));
      if (straight.cost == 0 || !exchangeable(before)) {
        return straight;
      }
      Laid crossed = lay(old.get(0), now.get(1)).and(lay(old.get(1), now.get(0)));
      return cheaper(straight, crossed);
    }
    return before.kind() == Kind.SET ? many(old, now) : oneByOne(old, now);
  }

  private static boolean exchangeable(Described operator) {
    return operator.kind() == Kind.JOIN || operator.kind() == Kind.SET;
  }

  private Laid oneByOne(List<Described> old, List<Described> now) {
    Laid all = SAME;
    for (int i = 0; i < old.size(); i++) {
      all = all.and(lay(old.get(i), now.get(i)));
    }
    return all;
  }

  /** Those that are the same go together, then those that are left in their order. */
  private Laid many(List<Described> old, List<Described> now) {
    List<Described> gone = new ArrayList<>(old);
    List<Described> come = new ArrayList<>();
    for (Described input : now) {
      boolean there = false;
      for (int i = 0; i < gone.size() && !there; i++) {
        if (gone.get(i).fingerprint().equals(input.fingerprint())) {
          gone.remove(i);
          there = true;
        }
      }
      if (!there) {
        come.add(input);
      }
    }
    Laid all = SAME;
    int pairs = Math.min(gone.size(), come.size());
    for (int i = 0; i < pairs; i++) {
      all = all.and(lay(gone.get(i), come.get(i)));
    }
    for (Described input : gone.subList(pairs, gone.size())) {
      all = all.with(OPERATOR * input.size(), new Step.InputRemoved(input));
    }
    for (Described input : come.subList(pairs, come.size())) {
      all = all.with(OPERATOR * input.size(), new Step.InputAdded(input));
    }
    return all;
  }
}
