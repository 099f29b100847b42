package dev.varve.planner.classify;

import java.util.List;

/**
 * The order in which a step writes its rows so that the same input gives the same file.
 *
 * @param terms of the ORDER BY around the model's text, over its output columns by name; none where
 *     the engine's own order is kept
 */
public record OutputOrder(Basis basis, List<String> terms) {
  /** What the order comes from. */
  public enum Basis {
    /** The engine's own order is determined. */
    ENGINE,
    /** The model's own ORDER BY, completed by the other columns. */
    MODEL,
    /** What the header declares, completed by the other columns. */
    DECLARED,
    /** All columns. */
    ALL_COLUMNS
  }

  public OutputOrder {
    terms = List.copyOf(terms);
    if ((basis == Basis.ENGINE) != terms.isEmpty()) {
      throw new IllegalArgumentException("the engine's order has no terms, every other has some");
    }
  }

  /** Rows as the engine gives them. */
  public static final OutputOrder ENGINE = new OutputOrder(Basis.ENGINE, List.of());
}
