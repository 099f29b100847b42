package dev.varve.storage;

import java.nio.file.Path;

/** The final name is taken by other bytes than those to be published. */
public final class ConflictException extends StorageException {
  private static final long serialVersionUID = 1;

  public ConflictException(Path target) {
    super(
        "CONFLICT",
        "Other content already stands at " + target + ".",
        "If something outside Varve wrote it, move it away and build again.",
        null);
  }
}
