package dev.varve.planner.diff;

import java.util.List;

/**
 * A reader of something that changed.
 *
 * @param columns those that are not proved to hold what they held
 * @param allColumns these are all that it has
 * @param why a sentence without an end
 */
public record Downstream(String model, List<String> columns, boolean allColumns, String why) {
  public Downstream {
    columns = List.copyOf(columns);
  }
}
