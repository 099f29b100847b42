package dev.varve.activities.phase.project;

import dev.varve.activities.lane.LaneSettings;
import dev.varve.activities.lane.duckdb.DuckDbLanes;
import dev.varve.activities.phase.warehouse.OpenWarehouse;
import dev.varve.planner.project.Profile;
import dev.varve.planner.project.Project;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/** The engine instances of this process, one pair for each way in which builds want them. */
public final class Lanes implements AutoCloseable {
  private final Map<LaneSettings, DuckDbLanes> open = new LinkedHashMap<>();

  /**
   * The lanes that may read the project's sources and write in the warehouse.
   *
   * @param sources the folders of the sources' files
   */
  public synchronized DuckDbLanes of(
      Project project, SortedSet<Path> sources, OpenWarehouse warehouse, Profile profile) {
    Path spill = warehouse.warehouse().staging().resolveSibling("spill");
    SortedSet<Path> allowed = new TreeSet<>(sources);
    allowed.add(warehouse.warehouse().root());
    return of(project, allowed, spill, profile);
  }

  /** Lanes that write nothing, for planning before anything was ever built. */
  public synchronized DuckDbLanes reading(Project project, SortedSet<Path> sources, Path spill) {
    return of(project, sources, spill, Profile.DEV_DEBUG);
  }

  private DuckDbLanes of(Project project, SortedSet<Path> allowed, Path spill, Profile profile) {
    LaneSettings settings =
        new LaneSettings(
            profile.threads(),
            profile.memoryLimitBytes(),
            profile.spillLimitBytes(),
            spill,
            new ArrayList<>(allowed),
            project.timezone(),
            profile.rowGroupRows(),
            false,
            profile.explain() == Profile.Explain.FULL);
    return open.computeIfAbsent(settings, DuckDbLanes::new);
  }

  @Override
  public synchronized void close() {
    open.values().forEach(DuckDbLanes::close);
    open.clear();
  }
}
