package dev.varve.planner.lineage;

import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * One thing that another depends on directly.
 *
 * @param derivation absent where no value goes from one to the other
 * @param influences empty where it gives values only
 */
public record LineageEdge(
    Origin from, Origin to, Optional<Derivation> derivation, Set<Influence> influences) {
  public LineageEdge {
    Objects.requireNonNull(from);
    Objects.requireNonNull(to);
  }
}
