package dev.varve.storage.internal;

import java.io.IOException;

/** A persisted format of a version that this Varve does not know. */
public final class UnknownVersionException extends IOException {
  private static final long serialVersionUID = 1;

  public UnknownVersionException(long found, int known) {
    super("format version " + found + ", while this Varve knows up to " + known);
  }
}
