package dev.varve.activities.phase.project;

import dev.varve.activities.lane.LaneSettings;
import dev.varve.activities.lane.duckdb.DuckDbLanes;
import dev.varve.activities.phase.warehouse.OpenWarehouse;
import dev.varve.planner.project.Profile;
import dev.varve.planner.project.Project;
import dev.varve.planner.project.SourceDeclaration;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** The engine instances of this process, one pair for each way in which builds want them. */
public final class Lanes implements AutoCloseable {
  private final Map<LaneSettings, DuckDbLanes> open = new LinkedHashMap<>();

  /** The lanes that may read the project's sources and write in the warehouse. */
  public synchronized DuckDbLanes of(
      Project project, Path folder, OpenWarehouse warehouse, Profile profile) {
    Path spill = warehouse.warehouse().staging().resolveSibling("spill");
    return of(project, folder, List.of(warehouse.warehouse().root()), spill, profile);
  }

  /** Lanes that write nothing, for planning before anything was ever built. */
  public synchronized DuckDbLanes reading(Project project, Path folder, Path spill) {
    return of(project, folder, List.of(), spill, Profile.DEV_DEBUG);
  }

  private DuckDbLanes of(
      Project project, Path folder, List<Path> more, Path spill, Profile profile) {
    TreeSet<Path> allowed = new TreeSet<>(more);
    for (SourceDeclaration source : project.sources().values()) {
      allowed.add(fixedPart(folder, Discoverer.resolve(source.path())));
    }
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

  /** The folder in which all files of a path or glob lie. */
  private static Path fixedPart(Path folder, String pathOrGlob) {
    int wildcard = -1;
    for (int i = 0; i < pathOrGlob.length() && wildcard < 0; i++) {
      wildcard = "*?[{".indexOf(pathOrGlob.charAt(i)) >= 0 ? i : -1;
    }
    String fixed = wildcard < 0 ? pathOrGlob : pathOrGlob.substring(0, wildcard);
    int slash = fixed.lastIndexOf('/');
    Path base = folder.resolve(slash < 0 ? "." : fixed.substring(0, slash + 1));
    return base.toAbsolutePath().normalize();
  }

  @Override
  public synchronized void close() {
    open.values().forEach(DuckDbLanes::close);
    open.clear();
  }
}
