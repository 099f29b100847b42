package dev.varve.planner.build;

import java.util.Objects;

/** What is known of the content of one input of a step. */
public sealed interface InputContents {
  /**
   * A source as pinned.
   *
   * @param reader the fingerprint of how the files are read: format, columns, options.
   * @param content the digest of the files' identities.
   */
  record OfSource(String reader, String content) implements InputContents {
    public OfSource {
      Objects.requireNonNull(reader);
      Objects.requireNonNull(content);
    }
  }

  /** A table as built. */
  record OfTable(TableContents contents) implements InputContents {
    public OfTable {
      Objects.requireNonNull(contents);
    }
  }
}
