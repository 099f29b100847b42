package dev.varve.planner.project.contract;

import dev.varve.planner.Place;
import java.util.List;
import java.util.Optional;

/**
 * What is promised of one column.
 *
 * @param type an engine type as written
 * @param unique no value twice; NULL is no value
 * @param accepted the only values, besides NULL; none means any
 */
public record ColumnContract(
    String name,
    Optional<String> type,
    boolean notNull,
    boolean unique,
    List<AcceptedValue> accepted,
    String description,
    Place place) {
  public ColumnContract {
    accepted = List.copyOf(accepted);
  }
}
