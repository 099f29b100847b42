package dev.varve.planner.compile;

import dev.varve.planner.types.StoredType;
import java.util.List;

/**
 * A column of a model's table. What is declared of its values is checked when the rows are there.
 *
 * @param engineType what the engine computes
 * @param stored what is written, and what readers bind against
 * @param accepted the only values besides NULL, as literals of the stored type; none means any
 */
public record OutputColumn(
    String name,
    String engineType,
    StoredType stored,
    boolean notNull,
    boolean unique,
    List<String> accepted) {
  public OutputColumn {
    accepted = List.copyOf(accepted);
  }

  /** Of which nothing more is declared. */
  public OutputColumn(String name, String engineType, StoredType stored, boolean notNull) {
    this(name, engineType, stored, notNull, false, List.of());
  }
}
