package dev.varve.planner.evidence;

import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/** Makes an instance smaller for as long as it shows what it showed. */
public final class Shrinking {
  private final Predicate<Instance> shows;
  private int left;
  private Instance smallest;

  private Shrinking(Instance instance, Predicate<Instance> shows, int most) {
    this.smallest = instance;
    this.shows = shows;
    this.left = most;
  }

  /**
   * With as few rows as can be, and plain values where they do.
   *
   * @param shows holds for the instance
   * @param most how many smaller ones are tried at most
   */
  public static Instance of(Instance instance, Predicate<Instance> shows, int most) {
    Shrinking shrinking = new Shrinking(instance, shows, most);
    shrinking.rows();
    if (shrinking.values()) {
      shrinking.rows();
    }
    return shrinking.smallest;
  }

  private boolean take(Instance candidate) {
    if (left <= 0) {
      return false;
    }
    left--;
    if (!candidate.isPossible()) {
      return false;
    }
    if (shows.test(candidate)) {
      smallest = candidate;
      return true;
    }
    return false;
  }

  private void rows() {
    Instance all = smallest;
    List<Integer> rows = IntStream.range(0, all.rowCount()).boxed().toList();
    Fewest.of(rows, some -> take(all.only(some)));
  }

  private boolean values() {
    boolean plainer = false;
    for (int t = 0; t < smallest.tables().size(); t++) {
      InstanceTable table = smallest.tables().get(t);
      for (int row = 0; row < table.rows().size(); row++) {
        for (int column = 0; column < table.columns().size(); column++) {
          String plain = table.plain().get(column);
          List<String> values = smallest.tables().get(t).rows().get(row);
          if (!values.get(column).equals(plain)) {
            plainer |= take(smallest.with(t, smallest.tables().get(t).with(row, column, plain)));
          }
        }
      }
    }
    return plainer;
  }
}
