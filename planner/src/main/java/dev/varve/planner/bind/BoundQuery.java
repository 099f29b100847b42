package dev.varve.planner.bind;

import dev.varve.planner.plan.Node;
import dev.varve.planner.types.EngineType;
import java.util.List;
import java.util.Optional;

/**
 * A text as the engine's binder understood it.
 *
 * @param plan without the projection that names the output
 * @param columns of the output
 * @param faithful whether the plan says all: false when a value of the clock was computed while
 *     binding, so that different texts may have come out equal
 * @param collision what is wrong with names that the engine makes distinct by itself: no reason not
 *     to bind it, and one not to build it
 */
public record BoundQuery(
    Node plan, List<BoundColumn> columns, boolean faithful, Optional<Complaint> collision) {
  /** A column of the output. */
  public record BoundColumn(String name, EngineType type) {}

  public BoundQuery {
    columns = List.copyOf(columns);
  }
}
