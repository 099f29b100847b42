package dev.varve.storage.store;

import dev.varve.storage.Digest;
import java.util.Objects;

/** The digest of one column's content, over all files of a table in file order. */
public record ColumnDigest(String column, Digest digest) {
  public ColumnDigest {
    Objects.requireNonNull(column);
    Objects.requireNonNull(digest);
  }
}
