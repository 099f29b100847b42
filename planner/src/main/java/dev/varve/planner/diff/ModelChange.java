package dev.varve.planner.diff;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A model that is not what it was, with what that means for its readers.
 *
 * @param formerName of one that is called otherwise now
 * @param sameText its own text is what it was: what it reads, calls or is given is not
 * @param diff absent where there is only one version that is understood
 * @param columns of one that came in or is gone
 * @param why it could not be compared; empty where it could
 * @param affected models that are not proved to hold what they held, nearest first
 * @param unaffected models that read it, or what is affected by it, and are proved to hold what
 *     they held
 */
public record ModelChange(
    String name,
    Status status,
    Optional<String> formerName,
    boolean sameText,
    Optional<ModelDiff> diff,
    List<ColumnChange.Shape> columns,
    String why,
    List<Downstream> affected,
    List<Downstream> unaffected) {
  /** What happened to it. */
  public enum Status {
    ADDED,
    REMOVED,
    RENAMED,
    CHANGED,
    /** One of its versions is not understood. */
    UNCOMPARED
  }

  public ModelChange {
    Objects.requireNonNull(name);
    Objects.requireNonNull(status);
    columns = List.copyOf(columns);
    affected = List.copyOf(affected);
    unaffected = List.copyOf(unaffected);
  }

  /** Nothing for a model that could not be compared. */
  public Optional<Category> category() {
    return switch (status) {
      case ADDED -> Optional.of(Category.ADDITIVE);
      case REMOVED -> Optional.of(Category.BREAKING);
      // Who reads it by its former name reads it no more.
      case RENAMED ->
          diff.map(ModelDiff::category)
              .map(own -> own.compareTo(Category.BREAKING) < 0 ? Category.BREAKING : own);
      case CHANGED -> diff.map(ModelDiff::category);
      case UNCOMPARED -> Optional.empty();
    };
  }
}
