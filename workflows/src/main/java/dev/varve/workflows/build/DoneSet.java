package dev.varve.workflows.build;

import java.util.Base64;
import java.util.BitSet;

/** The units that have ended, small enough to be handed to the next run. */
final class DoneSet {
  private final BitSet bits;

  private DoneSet(BitSet bits) {
    this.bits = bits;
  }

  static DoneSet parse(String base64) {
    return new DoneSet(BitSet.valueOf(Base64.getDecoder().decode(base64)));
  }

  void add(int unit) {
    bits.set(unit);
  }

  boolean contains(int unit) {
    return bits.get(unit);
  }

  int size() {
    return bits.cardinality();
  }

  String encode() {
    return Base64.getEncoder().encodeToString(bits.toByteArray());
  }
}
