package dev.varve.storage;

import java.nio.file.Path;

/** The final name is taken by other bytes than those to be published. */
public final class ConflictException extends StorageException {
  private static final long serialVersionUID = 1;

  public ConflictException(Path target) {
    this(
        "CONFLICT",
        "Other content already stands at " + target + ".",
        "If something outside Varve wrote it, move it away and build again.");
  }

  private ConflictException(String code, String problem, String mend) {
    super(code, problem, mend, null);
  }

  /** A commit of somebody else's, which nobody may move away: it is part of the table. */
  public static ConflictException ofCommit(Path table, long version) {
    return new ConflictException(
        "TABLE_CHANGED_OUTSIDE",
        "Something other than Varve made version " + version + " of the Delta table " + table + ".",
        "The table is left as it is; to overwrite it, select it and build with --rebuild.");
  }
}
