package dev.varve.planner.classify;

import java.util.List;

/**
 * A choice among rows that leaves open which of several is taken.
 *
 * @param choice as it is written in SQL
 * @param equal names of columns in which such rows are equal, as far as they have names
 * @param apart names of columns in which they may differ
 */
public record Ties(String choice, List<String> equal, List<String> apart) {
  public Ties {
    equal = List.copyOf(equal);
    apart = List.copyOf(apart);
  }
}
