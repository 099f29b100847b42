package dev.varve.planner.evidence;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** As few of some things as show what all of them show. */
public final class Fewest {
  private Fewest() {}

  /**
   * What is left when none of them can be left out, nor any stretch of half of them, a quarter and
   * so on.
   *
   * @param shows holds for all of them
   */
  public static <T> List<T> of(List<T> all, Predicate<List<T>> shows) {
    List<T> needed = List.copyOf(all);
    for (int size = Math.max(1, needed.size() / 2); size >= 1; size /= 2) {
      boolean fewer = true;
      while (fewer) {
        fewer = false;
        for (int from = 0; from < needed.size(); ) {
          List<T> rest = new ArrayList<>(needed.subList(0, from));
          rest.addAll(needed.subList(Math.min(from + size, needed.size()), needed.size()));
          if (shows.test(rest)) {
            needed = rest;
            fewer = true;
          } else {
            from += size;
          }
        }
      }
    }
    return needed;
  }
}
