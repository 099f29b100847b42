package dev.varve.activities.lane;

import dev.varve.planner.bind.statement.Sql;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Files as they stand in the engine's SQL. */
public final class LaneFiles {
  private LaneFiles() {}

  /** A file for writing: readers would take some of its characters for a pattern. */
  public static Sql target(Path file) {
    return Sql.text(normal(file));
  }

  /** A file for a reader, which takes a path for a pattern: what is special in one is put in []. */
  public static Sql source(Path file) {
    String path = normal(file);
    StringBuilder pattern = new StringBuilder(path.length());
    for (int i = 0; i < path.length(); i++) {
      char c = path.charAt(i);
      if (c == '*' || c == '?' || c == '[') {
        pattern.append('[').append(c).append(']');
      } else {
        pattern.append(c);
      }
    }
    return Sql.text(pattern.toString());
  }

  public static Sql sources(List<Path> files) {
    return Sql.of("[{}]", Sql.list(files.stream().map(LaneFiles::source).toList()));
  }

  /**
   * Folders that may be read and written: the engine compares a reader's path as it is written, so
   * that a folder is allowed in both spellings.
   */
  public static List<Sql> folders(Collection<Path> folders) {
    Set<Sql> spelled = new LinkedHashSet<>();
    for (Path folder : folders) {
      spelled.add(target(folder));
      spelled.add(source(folder));
    }
    return List.copyOf(spelled);
  }

  public static String normal(Path file) {
    return file.toAbsolutePath().normalize().toString();
  }
}
