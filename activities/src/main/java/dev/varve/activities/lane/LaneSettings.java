package dev.varve.activities.lane;

import java.nio.file.Path;
import java.util.List;

/**
 * What is fixed for both instances of the engine before they are locked.
 *
 * @param threads of the instance for most steps; 0 means one for each core
 * @param memoryLimitBytes for both instances together, half for each unless there is only one; 0
 *     means the engine's default
 * @param spillLimitBytes for each instance; 0 means the engine's default
 * @param spillFolder below which each instance makes a folder of its own
 * @param allowedFolders the only ones that are read and written
 * @param timezone an IANA name
 * @param rowGroupRows of the files written; a multiple of the engine's vector of 2,048 rows
 * @param statistics tells bounds and NULLs of each column written, and refuses a file with other
 *     columns than expected; it costs a small step a tenth of its time, which whoever reads the
 *     file's footer anyway can save
 * @param profiling keeps the engine's profile of each step, as JSON
 */
public record LaneSettings(
    int threads,
    long memoryLimitBytes,
    long spillLimitBytes,
    Path spillFolder,
    List<Path> allowedFolders,
    String timezone,
    int rowGroupRows,
    boolean statistics,
    boolean profiling) {
  /** The engine's own size of a row group. */
  public static final int ROW_GROUP_ROWS = 122_880;

  /** The engine works on vectors of so many rows. */
  public static final int VECTOR = 2_048;

  public LaneSettings {
    allowedFolders = List.copyOf(allowedFolders);
    if (threads < 0 || memoryLimitBytes < 0 || spillLimitBytes < 0) {
      throw new IllegalArgumentException("a limit is negative");
    }
    if (rowGroupRows < VECTOR || rowGroupRows % VECTOR != 0) {
      throw new IllegalArgumentException("row groups must be multiples of " + VECTOR + " rows");
    }
  }

  /** All cores and the engine's own limits. */
  public static LaneSettings of(Path spillFolder, List<Path> allowedFolders, String timezone) {
    return new LaneSettings(
        0, 0, 0, spillFolder, allowedFolders, timezone, ROW_GROUP_ROWS, true, false);
  }

  public LaneSettings withThreads(int count) {
    return new LaneSettings(
        count,
        memoryLimitBytes,
        spillLimitBytes,
        spillFolder,
        allowedFolders,
        timezone,
        rowGroupRows,
        statistics,
        profiling);
  }

  public int threadCount() {
    return threads > 0 ? threads : Runtime.getRuntime().availableProcessors();
  }
}
