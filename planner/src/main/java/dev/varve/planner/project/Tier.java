package dev.varve.planner.project;

import java.util.Optional;

/** How much determinism is promised. */
public enum Tier implements Promise {
  /** The engine's order, no promise on bytes. */
  FAST,
  /**
   * The same input gives the same rows in the same order and the same bytes, whatever threads and
   * memory.
   */
  STABLE,
  /** Sorted by the declared keys with a total order: the same rows in any lane. */
  CANONICAL;

  @Override
  public Optional<Refusal> refusal() {
    return this == CANONICAL
        ? Optional.of(
            new Refusal(
                "The tier CANONICAL is not supported by this version yet: there is one lane, and no"
                    + " order that every other one would keep.",
                "Use STABLE, which gives the same rows in the same order and the same bytes."))
        : Optional.empty();
  }
}
