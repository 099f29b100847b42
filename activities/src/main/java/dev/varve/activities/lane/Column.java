package dev.varve.activities.lane;

import static java.util.Objects.requireNonNull;

import dev.varve.planner.bind.statement.Sql;

/**
 * A column of an input.
 *
 * @param type the engine's text for its type
 */
public record Column(String name, String type) {
  public Column {
    requireNonNull(name, "name");
    Sql.type(type);
  }
}
