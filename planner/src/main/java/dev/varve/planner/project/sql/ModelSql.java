package dev.varve.planner.project.sql;

import java.util.List;

/**
 * The query of a model.
 *
 * @param text the user's own text from the first token to the last, each {@code $name} as {@code
 *     CAST($name AS type)}, no trailing semicolon
 * @param positions from the text back to the file
 * @param parameters names used, sorted
 */
public record ModelSql(String text, PositionMap positions, List<String> parameters) {
  public ModelSql {
    parameters = List.copyOf(parameters);
  }
}
