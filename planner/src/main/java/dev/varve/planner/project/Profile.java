package dev.varve.planner.project;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How to run.
 *
 * @param version raised when a built-in profile's values change; a project's own has its base's
 * @param threads 0 means all cores
 * @param memoryLimitBytes 0 means the engine's default
 * @param parallelSteps how many steps may run at once in one process; 0 means as many as there are
 *     cores
 * @param spillLimitBytes how much may be spilled to disk; 0 means the engine's default
 * @param rowGroupRows rows of a Parquet row group
 * @param explain what is kept of how a step ran
 */
public record Profile(
    String name,
    int version,
    int threads,
    long memoryLimitBytes,
    int parallelSteps,
    long spillLimitBytes,
    int rowGroupRows,
    Explain explain) {

  /** What the run bundle keeps of how a step ran. */
  public enum Explain {
    NONE,
    PLAN,
    FULL
  }

  /** The engine's own row group; a multiple of its vector of 2,048 rows. */
  private static final int ROW_GROUP = 122_880;

  private static final long MIB = 1L << 20;

  /** One thread and everything explained. */
  public static final Profile DEV_DEBUG =
      new Profile("dev_debug", 1, 1, 0, 1, 0, ROW_GROUP, Explain.FULL);

  /** All cores; the default. */
  public static final Profile PROD_FAST =
      new Profile("prod_fast", 1, 0, 0, 0, 0, ROW_GROUP, Explain.PLAN);

  /** Few threads and little memory, so that much is spilled. */
  public static final Profile MEMORY_TIGHT =
      new Profile("memory_tight", 1, 1, 512 * MIB, 1, 0, ROW_GROUP, Explain.PLAN);

  public static final List<Profile> BUILT_IN = List.of(DEV_DEBUG, PROD_FAST, MEMORY_TIGHT);

  public Profile {
    if (version < 1
        || threads < 0
        || memoryLimitBytes < 0
        || parallelSteps < 0
        || spillLimitBytes < 0
        || rowGroupRows < 1) {
      throw new IllegalArgumentException("profile " + name + " has a value out of range");
    }
  }

  /** The same way to run, with row groups of another size. */
  public Profile withRowGroupRows(int rows) {
    return new Profile(
        name, version, threads, memoryLimitBytes, parallelSteps, spillLimitBytes, rows, explain);
  }

  /**
   * The fields that can change the bytes of a table, hence belong to every step key: only the size
   * of the row groups. Threads, memory, spilling, parallel steps and explaining change how fast a
   * step runs and what is told about it; where more than one thread could change a result, the step
   * runs in a single thread whatever the profile says. The name and the version are left out on
   * purpose: two profiles with equal fields share their results.
   */
  public Map<String, String> keyFields() {
    TreeMap<String, String> fields = new TreeMap<>();
    fields.put("row_group_rows", Integer.toString(rowGroupRows));
    return Collections.unmodifiableSortedMap(fields);
  }
}
