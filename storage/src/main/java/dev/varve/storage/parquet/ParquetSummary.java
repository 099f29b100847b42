package dev.varve.storage.parquet;

import dev.varve.storage.Digest;
import dev.varve.storage.store.ColumnStatistics;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the footer alone tells, at the price of one or two small reads.
 *
 * @param identity a digest of the footer's bytes and the file's size: enough for a source that
 *     declares it, since writers put offsets, sizes and statistics of every chunk there, yet no
 *     proof that the data pages are the same
 */
public record ParquetSummary(
    Digest identity,
    long rows,
    List<String> columns,
    List<ColumnStatistics> statistics,
    Map<String, String> keyValues) {

  public ParquetSummary {
    columns = List.copyOf(columns);
    statistics = List.copyOf(statistics);
    keyValues = Collections.unmodifiableMap(new LinkedHashMap<>(keyValues));
  }
}
