package dev.varve.activities.lane;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * What the values of a column must be like.
 *
 * @param unique no value twice; NULL is no value
 * @param accepted the only values besides NULL; none means any
 */
public record ColumnRule(
    String column, boolean notNull, boolean unique, List<TypedLiteral> accepted) {
  public ColumnRule {
    requireNonNull(column, "column");
    accepted = List.copyOf(accepted);
  }
}
