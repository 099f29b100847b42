package dev.varve.storage.store;

import dev.varve.storage.Digest;
import java.util.List;
import java.util.Objects;

/**
 * One Parquet file of a table.
 *
 * @param path the file's name in the table's folder
 */
public record DataFile(
    String path, Digest digest, long rows, FileStamp stamp, List<ColumnStatistics> statistics) {
  public DataFile {
    if (path.isEmpty() || path.startsWith("/") || path.contains("..")) {
      throw new IllegalArgumentException("not a name inside a table's folder: " + path);
    }
    Objects.requireNonNull(digest);
    Objects.requireNonNull(stamp);
    statistics = List.copyOf(statistics);
  }

  /**
   * The name of the file with that ordinal and content: {@code part-<ordinal>-<digest>.parquet}.
   */
  public static String name(int ordinal, Digest digest) {
    return String.format("part-%05d-%s.parquet", ordinal, digest.hex());
  }

  public long bytes() {
    return stamp.size();
  }
}
