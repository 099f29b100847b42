package dev.varve.storage.delta;

import dev.varve.storage.StorageException;

/** What came of a commit. */
public sealed interface CommitOutcome {
  /** The version that holds what was wanted; throws what kept it from being there. */
  long version();

  /**
   * The table holds what was wanted.
   *
   * @param adopted whether that version was there already
   */
  record Done(long version, boolean adopted) implements CommitOutcome {}

  /** The table is as it was; the problem says why. */
  record Refused(StorageException problem) implements CommitOutcome {
    @Override
    public long version() {
      throw problem;
    }
  }
}
