package dev.varve.planner.lineage;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** What influences something, each with the ways in which it does. */
public record Influences(SortedMap<Origin, Set<Influence>> byOrigin) {
  static final Influences NONE = new Influences(new TreeMap<>());

  public Influences {
    TreeMap<Origin, Set<Influence>> copy = new TreeMap<>();
    byOrigin.forEach(
        (origin, ways) -> copy.put(origin, Collections.unmodifiableSet(EnumSet.copyOf(ways))));
    byOrigin = Collections.unmodifiableSortedMap(copy);
  }

  static Influences of(Iterable<Origin> origins, Influence way) {
    TreeMap<Origin, Set<Influence>> all = new TreeMap<>();
    origins.forEach(origin -> all.put(origin, EnumSet.of(way)));
    return new Influences(all);
  }

  Influences and(Influences others) {
    if (others.byOrigin.isEmpty()) {
      return this;
    }
    if (byOrigin.isEmpty()) {
      return others;
    }
    TreeMap<Origin, Set<Influence>> all = new TreeMap<>(byOrigin);
    others.byOrigin.forEach(
        (origin, ways) -> all.merge(origin, ways, (a, b) -> union(EnumSet.copyOf(a), b)));
    return new Influences(all);
  }

  private static Set<Influence> union(EnumSet<Influence> all, Set<Influence> more) {
    all.addAll(more);
    return all;
  }

  /** With each way replaced. */
  Influences map(UnaryOperator<Influence> change) {
    TreeMap<Origin, Set<Influence>> changed = new TreeMap<>();
    byOrigin.forEach(
        (origin, ways) -> {
          EnumSet<Influence> other = EnumSet.noneOf(Influence.class);
          ways.forEach(way -> other.add(change.apply(way)));
          changed.put(origin, other);
        });
    return new Influences(changed);
  }
}
