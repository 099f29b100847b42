package dev.varve.activities.lane;

import static java.util.Objects.requireNonNull;

/**
 * What a step's query names beside its tables, and the engine is told of before: a function, or a
 * query without a table of its own.
 *
 * @param name of a view {@code schema.table}
 * @param definition of a function its arguments and its body, as they follow its name; of a view
 *     its query
 */
public record StepFunction(String name, Kind kind, String definition) {

  /** What stands under the name. */
  public enum Kind {
    SCALAR,
    TABLE,
    VIEW
  }

  public StepFunction {
    requireNonNull(name, "name");
    requireNonNull(kind, "kind");
    requireNonNull(definition, "definition");
  }

  public StepFunction(String name, boolean table, String definition) {
    this(name, table ? Kind.TABLE : Kind.SCALAR, definition);
  }
}
