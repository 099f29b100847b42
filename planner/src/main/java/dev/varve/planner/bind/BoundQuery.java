package dev.varve.planner.bind;

import dev.varve.planner.plan.Node;
import dev.varve.planner.types.EngineType;
import java.util.List;

/**
 * A text as the engine's binder understood it.
 *
 * @param plan without the projection that names the output
 * @param columns of the output
 * @param faithful whether the plan says all: false when a value of the clock was computed while
 *     binding, so that different texts may have come out equal
 */
public record BoundQuery(Node plan, List<BoundColumn> columns, boolean faithful) {
  /** A column of the output. */
  public record BoundColumn(String name, EngineType type) {}

  public BoundQuery {
    columns = List.copyOf(columns);
  }
}
