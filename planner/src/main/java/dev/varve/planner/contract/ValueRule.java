package dev.varve.planner.contract;

import java.util.List;

/**
 * What the values of a column must be like.
 *
 * @param type of the column, as the engine reads it
 * @param accepted literals of the type; none means any
 */
public record ValueRule(
    String column, String type, boolean notNull, boolean unique, List<String> accepted) {
  public ValueRule {
    accepted = List.copyOf(accepted);
  }

  /** Whether anything is to be looked at. */
  public boolean rules() {
    return notNull || unique || !accepted.isEmpty();
  }
}
