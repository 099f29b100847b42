package dev.varve.planner.diff;

import java.util.List;
import java.util.Objects;

/**
 * A source whose declaration is not what it was.
 *
 * @param affected likewise as of a model
 */
public record SourceChange(
    String name, Edit.Kind kind, List<Downstream> affected, List<Downstream> unaffected) {
  public SourceChange {
    Objects.requireNonNull(name);
    Objects.requireNonNull(kind);
    affected = List.copyOf(affected);
    unaffected = List.copyOf(unaffected);
  }
}
