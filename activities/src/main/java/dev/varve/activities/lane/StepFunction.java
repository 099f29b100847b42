package dev.varve.activities.lane;

import static java.util.Objects.requireNonNull;

/**
 * A function that a step's query calls, and that the engine is told of before.
 *
 * @param table whether it yields a table
 * @param definition its arguments and its body, as they follow its name
 */
public record StepFunction(String name, boolean table, String definition) {
  public StepFunction {
    requireNonNull(name, "name");
    requireNonNull(definition, "definition");
  }
}
