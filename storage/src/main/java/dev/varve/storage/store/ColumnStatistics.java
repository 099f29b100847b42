package dev.varve.storage.store;

import java.util.Objects;
import java.util.Optional;

/** What is known of one column of a file; the least and greatest value as text, where known. */
public record ColumnStatistics(
    String column, Optional<String> min, Optional<String> max, long nulls) {
  public ColumnStatistics {
    Objects.requireNonNull(column);
    Objects.requireNonNull(min);
    Objects.requireNonNull(max);
  }
}
