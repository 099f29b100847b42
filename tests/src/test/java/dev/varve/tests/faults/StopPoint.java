package dev.varve.tests.faults;

import dev.varve.storage.Publication.Kind;

/** Where a process goes to sleep: before the n-th time that it does something. */
public record StopPoint(What what, String where, int ordinal) {
  /** What it is about to do. */
  public enum What {
    DATA,
    DELTA_LOG,
    CHECKPOINT,
    RECORD,
    INDEX,
    MANIFEST,
    POINTER,
    LEASE,
    LEASE_STAGING,
    LEASE_FENCING,
    LEASE_READING_AGAIN
  }

  /** A point that is never reached. */
  static final StopPoint NEVER = new StopPoint(What.LEASE, "nowhere", 1);

  /** The n-th publication of a kind out of a step's, a phase's or the leases' staging folder. */
  public static StopPoint before(Kind kind, String where, int ordinal) {
    return new StopPoint(what(kind), where, ordinal);
  }

  /** Between two of the steps of taking a lease. */
  public static StopPoint takingLease(What what) {
    return new StopPoint(what, "", 1);
  }

  /** Exhaustive, so that a new kind does not compile before it has a place here. */
  static What what(Kind kind) {
    return switch (kind) {
      case DATA -> What.DATA;
      case DELTA_LOG -> What.DELTA_LOG;
      case CHECKPOINT -> What.CHECKPOINT;
      case RECORD -> What.RECORD;
      case INDEX -> What.INDEX;
      case MANIFEST -> What.MANIFEST;
      case POINTER -> What.POINTER;
      case LEASE -> What.LEASE;
    };
  }

  /** The same point in one step or phase only. */
  StopPoint in(String folder) {
    return new StopPoint(what, folder, ordinal);
  }

  boolean isIn(String folder) {
    return folder.startsWith(where);
  }

  String asText() {
    return what + " " + ordinal + " " + where;
  }

  static StopPoint parse(String[] words) {
    return new StopPoint(
        What.valueOf(words[1]), words.length > 3 ? words[3] : "", Integer.parseInt(words[2]));
  }

  @Override
  public String toString() {
    return "before " + what + " " + ordinal + (where.isEmpty() ? "" : " of " + where);
  }
}
