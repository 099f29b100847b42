package dev.varve.activities.lane;

import static java.util.Objects.requireNonNull;

import dev.varve.planner.bind.statement.Sql;

/**
 * A column that a step writes: the query's column at the same position, under this name.
 *
 * @param castTo the engine's text for the stored type; empty where the query yields it already
 */
public record ProjectedColumn(String name, String castTo) {
  public ProjectedColumn {
    requireNonNull(name, "name");
    if (!castTo.isEmpty()) {
      Sql.type(castTo);
    }
  }

  /** A column that needs no cast. */
  public static ProjectedColumn of(String name) {
    return new ProjectedColumn(name, "");
  }
}
