package dev.varve.activities.phase.project;

import dev.varve.planner.project.Project;
import dev.varve.planner.project.SourceDeclaration;
import dev.varve.storage.source.PinnedFile;
import dev.varve.storage.source.SourcePin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Where the files of a project's sources really are. A source is known by the paths that are
 * declared for it; the engine asks where they lead, and refuses what is behind a link.
 */
public final class SourceFolders {
  private SourceFolders() {}

  /** The folders that the engine must be allowed to read, those behind links too. */
  public static SortedSet<Path> of(Project project, Path folder, Collection<SourcePin> pins) {
    SortedSet<Path> folders = new TreeSet<>();
    for (SourcePin pin : pins) {
      SourceDeclaration source = project.sources().get(pin.source());
      folders.add(fixedPart(folder, Discoverer.resolve(source.path())));
    }
    SortedSet<Path> known = new TreeSet<>();
    folders.forEach(path -> known.add(real(path)));
    Map<Path, Path> parents = new LinkedHashMap<>();
    for (SourcePin pin : pins) {
      for (PinnedFile pinned : pin.files()) {
        Path file = file(folder, pinned);
        Path home =
            Files.isSymbolicLink(file)
                ? real(file).getParent()
                : parents.computeIfAbsent(file.getParent(), SourceFolders::real);
        if (known.stream().noneMatch(home::startsWith)) {
          known.add(home);
          folders.add(home);
        }
      }
    }
    return folders;
  }

  /**
   * A pinned file as the engine has to name it: it takes {@code ..} out of a path by its text, and
   * behind a link that is another folder.
   */
  public static Path file(Path folder, PinnedFile file) {
    Path path = folder.resolve(file.path());
    return path.equals(path.normalize()) ? path : real(path);
  }

  /** What is not there is told by whoever reads it. */
  private static Path real(Path path) {
    try {
      return path.toRealPath();
    } catch (IOException e) {
      return path.toAbsolutePath().normalize();
    }
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
}
