package dev.varve.storage.delta.internal;

import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A version of a table as replaying its log shows it.
 *
 * @param paths of the data files as the log has them, sorted
 * @param transaction the highest version of the application asked for, -1 when there is none
 * @param features the table features it needs; empty for protocols that are too old to list them
 */
public record KernelTable(
    long version,
    List<String> paths,
    String schema,
    String id,
    long createdMillis,
    long transaction,
    int readerVersion,
    int writerVersion,
    SortedSet<String> features) {

  public KernelTable {
    paths = List.copyOf(paths);
    features = new TreeSet<>(features);
  }
}
