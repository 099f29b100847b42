package dev.varve.activities.lane;

import java.util.List;
import java.util.Optional;

/**
 * What came of a step.
 *
 * @param bytes of the file
 * @param peakMemoryBytes of the engine's instance while it ran, which other steps may have shared
 * @param peakSpillBytes likewise
 * @param columns in the order written; none where the settings do without statistics
 * @param profile the engine's profile as JSON, where the settings ask for it
 */
public record LaneResult(
    long rows,
    long bytes,
    long milliseconds,
    long peakMemoryBytes,
    long peakSpillBytes,
    List<ColumnRange> columns,
    Optional<String> profile) {
  public LaneResult {
    columns = List.copyOf(columns);
  }
}
