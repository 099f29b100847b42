package dev.varve.planner.lineage;

import java.util.Collection;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Where the values of a column come from.
 *
 * @param values what its values are computed of
 * @param influences what else changes them, besides what decides which rows there are
 */
public record ColumnLineage(SortedMap<Origin, Derivation> values, Influences influences) {
  static final ColumnLineage NONE = new ColumnLineage(new TreeMap<>(), Influences.NONE);

  public ColumnLineage {
    values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
  }

  static ColumnLineage copied(Origin origin) {
    TreeMap<Origin, Derivation> values = new TreeMap<>();
    values.put(origin, Derivation.COPIED);
    return new ColumnLineage(values, Influences.NONE);
  }

  static ColumnLineage of(Iterable<Origin> origins, Derivation derivation) {
    TreeMap<Origin, Derivation> values = new TreeMap<>();
    origins.forEach(origin -> values.put(origin, derivation));
    return new ColumnLineage(values, Influences.NONE);
  }

  /** A value made of all of these. */
  static ColumnLineage all(Collection<ColumnLineage> columns) {
    TreeMap<Origin, Derivation> values = new TreeMap<>();
    Influences influences = Influences.NONE;
    for (ColumnLineage column : columns) {
      column.values.forEach((origin, how) -> values.merge(origin, how, Derivation::then));
      influences = influences.and(column.influences);
    }
    return new ColumnLineage(values, influences);
  }

  /** A value that is made of this one. */
  ColumnLineage then(Derivation derivation) {
    TreeMap<Origin, Derivation> changed = new TreeMap<>();
    values.forEach((origin, how) -> changed.put(origin, how.then(derivation)));
    return new ColumnLineage(changed, influences);
  }

  ColumnLineage and(Influences more) {
    return more.byOrigin().isEmpty() ? this : new ColumnLineage(values, influences.and(more));
  }

  /** What has an influence where this value has one. */
  Influences as(Influence way) {
    return Influences.of(values.keySet(), way).and(influences);
  }
}
