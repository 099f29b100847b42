package dev.varve.activities.phase.project;

import dev.varve.activities.phase.warehouse.OpenWarehouse;
import dev.varve.planner.project.ParsedProject;
import dev.varve.planner.project.ProjectFiles;
import dev.varve.planner.project.ProjectReader;
import dev.varve.storage.Digest;
import java.util.LinkedHashMap;
import java.util.Map;

/** Projects that this process has parsed lately: the phases of one build all need the same one. */
public final class FrozenProjects {
  private static final int KEPT = 4;

  private final Map<String, ParsedProject> parsed = new LinkedHashMap<>();

  /** The project of a frozen artifact that was just made. */
  public ParsedProject of(byte[] frozen, ProjectFiles files) {
    return keep(Digest.of(frozen).hex(), files);
  }

  /** The project of a frozen artifact in the warehouse. */
  public ParsedProject of(OpenWarehouse warehouse, String digest) {
    synchronized (parsed) {
      ParsedProject known = parsed.get(digest);
      if (known != null) {
        return known;
      }
    }
    return keep(digest, FrozenProject.decode(warehouse.artifact(digest)));
  }

  private ParsedProject keep(String digest, ProjectFiles files) {
    ParsedProject project = ProjectReader.parse(files);
    synchronized (parsed) {
      if (parsed.size() == KEPT) {
        parsed.remove(parsed.keySet().iterator().next());
      }
      parsed.put(digest, project);
    }
    return project;
  }
}
