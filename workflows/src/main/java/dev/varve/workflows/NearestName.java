package dev.varve.workflows;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** The known name that a person most likely meant, in a request or in the command that makes it. */
public final class NearestName {
  private NearestName() {}

  /** The first of those with the fewest mistakes, when fewer than half of the letters are wrong. */
  public static Optional<String> of(String wrong, Collection<String> names) {
    String sought = wrong.toLowerCase(Locale.ROOT);
    String nearest = null;
    int least = Math.max(2, sought.replace("-", "").length() / 2);
    for (String name : names) {
      int mistakes = mistakes(sought, name.toLowerCase(Locale.ROOT));
      if (mistakes < least) {
        least = mistakes;
        nearest = name;
      }
    }
    return Optional.ofNullable(nearest);
  }

  /** Letters to add, drop, replace, or swap with their neighbour. */
  static int mistakes(String left, String right) {
    int[][] cost = new int[left.length() + 1][right.length() + 1];
    for (int i = 0; i <= left.length(); i++) {
      for (int j = 0; j <= right.length(); j++) {
        if (i == 0 || j == 0) {
          cost[i][j] = i + j;
          continue;
        }
        boolean same = left.charAt(i - 1) == right.charAt(j - 1);
        int best = cost[i - 1][j - 1] + (same ? 0 : 1);
        best = Math.min(best, Math.min(cost[i - 1][j], cost[i][j - 1]) + 1);
        if (i > 1
            && j > 1
            && left.charAt(i - 1) == right.charAt(j - 2)
            && left.charAt(i - 2) == right.charAt(j - 1)) {
          best = Math.min(best, cost[i - 2][j - 2] + 1);
        }
        cost[i][j] = best;
      }
    }
    return cost[left.length()][right.length()];
  }
}
