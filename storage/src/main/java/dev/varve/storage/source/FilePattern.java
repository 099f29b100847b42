package dev.varve.storage.source;

import dev.varve.storage.StorageException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.PatternSyntaxException;

/**
 * A declared path or glob. In a segment {@code *}, {@code ?}, {@code [a-z]} and <code>{a,b}</code>
 * are wildcards; the segment {@code **} stands for any number of folders, none included. As in a
 * shell, wildcards do not match names that begin with a dot. Below {@code **} symbolic links to
 * folders are not followed, so that a walk always ends.
 */
final class FilePattern {
  private static final String ANY_FOLDERS = "**";

  private final String source;
  private final String declared;
  private final boolean absolute;
  private final List<String> segments;

  private FilePattern(String source, String declared, boolean absolute, List<String> segments) {
    this.source = source;
    this.declared = declared;
    this.absolute = absolute;
    this.segments = List.copyOf(segments);
  }

  static FilePattern of(String source, String declared) {
    List<String> segments = new ArrayList<>();
    for (String segment : Arrays.asList(declared.split("/", -1))) {
      if (!segment.isEmpty() && !segment.equals(".")) {
        segments.add(segment);
      }
    }
    if (segments.isEmpty()) {
      throw new StorageException(
          "SOURCE_PATH_EMPTY",
          "Source " + source + " has no path.",
          "Write the path of a file, or a glob such as data/orders/*.parquet.");
    }
    if (segments.get(segments.size() - 1).equals(ANY_FOLDERS)) {
      segments.add("*");
    }
    return new FilePattern(source, declared, declared.startsWith("/"), segments);
  }

  /** The declared relative paths of the files that are there now, sorted; never empty. */
  List<String> expand(Path projectFolder) {
    Path base = absolute ? Path.of("/") : projectFolder;
    Expansion expansion = new Expansion();
    try {
      expansion.descend(base, absolute ? "/" : "", 0);
    } catch (IOException e) {
      throw StorageException.of("list the files of source " + source + " in", base, e);
    } catch (DirectoryIteratorException e) {
      throw StorageException.of("list the files of source " + source + " in", base, e.getCause());
    }
    if (expansion.found.isEmpty()) {
      throw missing(base, expansion.folder);
    }
    return List.copyOf(expansion.found);
  }

  private static boolean isWildcard(String segment) {
    return segment.chars().anyMatch(c -> "*?[{\\".indexOf(c) >= 0);
  }

  private final class Expansion {
    private final SortedSet<String> found = new TreeSet<>();

    /** A folder that was met where a file was expected. */
    private Optional<String> folder = Optional.empty();

    void descend(Path at, String prefix, int index) throws IOException {
      String segment = segments.get(index);
      if (segment.equals(ANY_FOLDERS)) {
        descend(at, prefix, index + 1);
        for (Path child : children(at)) {
          if (!isHidden(child) && Files.isDirectory(child, LinkOption.NOFOLLOW_LINKS)) {
            descend(child, prefix + child.getFileName() + "/", index);
          }
        }
      } else if (isWildcard(segment)) {
        PathMatcher matcher = matcher(segment);
        for (Path child : children(at)) {
          if ((segment.startsWith(".") || !isHidden(child))
              && matcher.matches(child.getFileName())) {
            take(child, prefix, index);
          }
        }
      } else if (Files.exists(at.resolve(segment))) {
        take(at.resolve(segment), prefix, index);
      }
    }

    private void take(Path path, String prefix, int index) throws IOException {
      String name = prefix + path.getFileName();
      boolean last = index == segments.size() - 1;
      if (Files.isDirectory(path)) {
        if (last) {
          folder = Optional.of(name);
        } else {
          descend(path, name + "/", index + 1);
        }
      } else if (last) {
        // A dangling link stays: reading it fails and says so, instead of leaving it out silently.
        found.add(name);
      }
    }
  }

  private PathMatcher matcher(String segment) {
    try {
      return FileSystems.getDefault().getPathMatcher("glob:" + segment);
    } catch (PatternSyntaxException e) {
      throw new StorageException(
          "SOURCE_PATH_INVALID",
          "The path " + declared + " of source " + source + " is no valid glob.",
          "Close the bracket or brace, or put \\ before a character that stands for itself.",
          e);
    }
  }

  private static boolean isHidden(Path child) {
    return child.getFileName().toString().startsWith(".");
  }

  private static List<Path> children(Path folder) throws IOException {
    List<Path> children = new ArrayList<>();
    if (Files.isDirectory(folder)) {
      try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
        stream.forEach(children::add);
      }
    }
    return children;
  }

  private StorageException missing(Path base, Optional<String> folder) {
    if (folder.isPresent()) {
      return new StorageException(
          "SOURCE_IS_FOLDER",
          "The path " + declared + " of source " + source + " is a folder.",
          "Name its files: " + folder.get() + "/*.parquet, say.");
    }
    // The first segment without wildcards that is not there is what to talk about.
    Path at = base;
    String prefix = absolute ? "/" : "";
    for (String segment : segments) {
      if (isWildcard(segment)) {
        return new StorageException(
            "SOURCE_WITHOUT_FILES",
            "No file matches " + declared + " of source " + source + ".",
            "Put files there, or correct the path; " + described(at, prefix) + ".");
      }
      if (!Files.exists(at.resolve(segment))) {
        Optional<String> nearest = NearestName.of(segment, names(at));
        String missing = prefix + segment;
        String mend =
            nearest
                .map(name -> "Did you mean " + suggestion(missing, name) + "?")
                .orElse("Put it there, or correct the path.");
        return new StorageException(
            "SOURCE_MISSING",
            (missing.equals(declared) ? declared : missing + " in the path " + declared)
                + " of source "
                + source
                + " does not exist.",
            mend);
      }
      at = at.resolve(segment);
      prefix = prefix + segment + "/";
    }
    return new StorageException(
        "SOURCE_MISSING",
        declared + " of source " + source + " does not exist.",
        "Put it there, or correct the path.");
  }

  private String suggestion(String missing, String name) {
    String replaced = missing.substring(0, missing.lastIndexOf('/') + 1) + name;
    return declared.startsWith(missing)
        ? replaced + declared.substring(missing.length())
        : replaced;
  }

  private static String described(Path folder, String prefix) {
    List<String> names = names(folder);
    String where = prefix.isEmpty() ? "the project folder" : prefix;
    if (names.isEmpty()) {
      return where + " is empty";
    }
    String some = String.join(", ", names.subList(0, Math.min(3, names.size())));
    return where
        + " has "
        + some
        + (names.size() > 3 ? " and " + (names.size() - 3) + " more" : "");
  }

  private static List<String> names(Path folder) {
    try {
      return children(folder).stream().map(path -> path.getFileName().toString()).sorted().toList();
    } catch (IOException | UncheckedIOException | DirectoryIteratorException e) {
      // Only for a suggestion: without it the message is still right.
      return List.of();
    }
  }
}
