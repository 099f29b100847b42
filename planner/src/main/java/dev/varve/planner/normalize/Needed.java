package dev.varve.planner.normalize;

import java.util.BitSet;
import java.util.OptionalInt;

/** Which columns of a node somebody reads; all where that cannot be said. */
final class Needed {
  static final Needed ALL = new Needed(true, new BitSet());

  private final boolean all;
  private final BitSet columns;

  private Needed(boolean all, BitSet columns) {
    this.all = all;
    this.columns = columns;
  }

  static Needed of(BitSet columns) {
    return new Needed(false, columns);
  }

  /** The first {@code width} columns, each by name. */
  static Needed first(int width) {
    BitSet columns = new BitSet();
    columns.set(0, width);
    return of(columns);
  }

  /** Every column of a node of known width; without a width there are none to name. */
  static Needed everyOf(OptionalInt width) {
    return width.isPresent() ? first(width.getAsInt()) : ALL;
  }

  boolean isAll() {
    return all;
  }

  BitSet columns() {
    return columns;
  }

  boolean has(int column) {
    return all || columns.get(column);
  }

  Needed and(Needed other) {
    return all || other.all ? ALL : and(other.columns);
  }

  Needed and(BitSet more) {
    if (all) {
      return ALL;
    }
    BitSet union = new BitSet();
    union.or(columns);
    union.or(more);
    return of(union);
  }

  /** Those from a position on, counted from there, up to another. */
  Needed between(int from, int to) {
    return all ? ALL : of(columns.get(from, to));
  }
}
