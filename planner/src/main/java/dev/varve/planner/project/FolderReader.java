package dev.varve.planner.project;

import dev.varve.planner.InputException;
import dev.varve.planner.Place;
import dev.varve.planner.Problem;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;

/** Finds and reads a project's files. */
final class FolderReader {
  private static final List<String> FOLDERS = List.of("models", "tests", "functions", "params");

  private final Path folder;
  private final List<Path> found = new ArrayList<>();
  private final List<Problem> problems = new ArrayList<>();

  /** What came of reading one file. */
  private record Content(String path, Optional<byte[]> bytes, Optional<Problem> problem) {}

  FolderReader(Path folder) {
    this.folder = folder;
  }

  ProjectFiles read() {
    find();
    TreeMap<String, byte[]> files = new TreeMap<>();
    // Reading many small files waits for the file system more than it works.
    for (Content content : found.parallelStream().map(this::content).toList()) {
      content.bytes().ifPresent(bytes -> files.put(content.path(), bytes));
      content.problem().ifPresent(problems::add);
    }
    if (!problems.isEmpty()) {
      throw new InputException(problems);
    }
    return new ProjectFiles(files);
  }

  private void find() {
    Path configuration = folder.resolve(ProjectFiles.CONFIGURATION);
    if (!Files.isRegularFile(configuration)) {
      throw new InputException(List.of(noProject()));
    }
    found.add(configuration);
    for (String name : FOLDERS) {
      Path start = folder.resolve(name);
      if (Files.isDirectory(start)) {
        walk(
            start,
            switch (name) {
              case "models" -> path -> endsWith(path, ".sql");
              case "params" -> path -> endsWith(path, ".csv");
              default -> path -> true;
            });
      }
    }
  }

  /** Whether a file belongs to the project. */
  private interface Wanted {
    boolean test(Path file);
  }

  private void walk(Path start, Wanted wanted) {
    SimpleFileVisitor<Path> visitor =
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
            return isHidden(directory) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (!isHidden(file) && wanted.test(file)) {
              if (attributes.isRegularFile()) {
                found.add(file);
              } else {
                problems.add(unreadable(file, new NoSuchFileException(file.toString())));
              }
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException e) {
            if (!isHidden(file)) {
              problems.add(unreadable(file, e));
            }
            return FileVisitResult.CONTINUE;
          }
        };
    try {
      Files.walkFileTree(
          start, EnumSet.of(FileVisitOption.FOLLOW_LINKS), Integer.MAX_VALUE, visitor);
    } catch (IOException e) {
      problems.add(unreadable(start, e));
    }
  }

  private Content content(Path file) {
    try {
      return new Content(name(file), Optional.of(Files.readAllBytes(file)), Optional.empty());
    } catch (IOException e) {
      return new Content(name(file), Optional.empty(), Optional.of(unreadable(file, e)));
    }
  }

  private Problem noProject() {
    if (!Files.isDirectory(folder)) {
      return Problem.of(
          "NO_PROJECT", "There is no folder " + folder + ".", "Name the folder of a project.");
    }
    String message = "The folder " + folder + " holds no varve.yaml.";
    if (Files.isRegularFile(folder.resolve("varve.yml"))) {
      return Problem.of("NO_PROJECT", message, "Rename varve.yml to varve.yaml.");
    }
    for (Path above = folder.toAbsolutePath().normalize().getParent();
        above != null;
        above = above.getParent()) {
      if (Files.isRegularFile(above.resolve(ProjectFiles.CONFIGURATION))) {
        return Problem.of("NO_PROJECT", message, "The project is in " + above + ": name that.");
      }
    }
    if (Files.isRegularFile(folder.resolve("dbt_project.yml"))) {
      return Problem.of(
          "NO_PROJECT",
          message,
          "This is a dbt project; begin a Varve project beside it with varve init.");
    }
    return Problem.of(
        "NO_PROJECT", message, "Name the folder of a project, or begin one with varve init.");
  }

  private Problem unreadable(Path file, IOException e) {
    Place place = Place.startOf(name(file));
    if (e instanceof FileSystemLoopException) {
      return Problem.at(
          place,
          "LINK_LOOP",
          "This link leads back to a folder that it is in.",
          "Remove the link.");
    }
    if (e instanceof NoSuchFileException) {
      return Problem.at(
          place,
          "FILE_UNREADABLE",
          "This is no file, or a link that leads nowhere.",
          "Remove it, or bring back what it leads to.");
    }
    return Problem.at(
        place,
        "FILE_UNREADABLE",
        e instanceof AccessDeniedException
            ? "The file may not be read."
            : "The file cannot be read: " + e.getMessage() + ".",
        "Let whoever runs the build read it.");
  }

  private String name(Path file) {
    Path relative = folder.relativize(file);
    StringBuilder name = new StringBuilder();
    for (Path part : relative) {
      name.append(name.isEmpty() ? "" : "/").append(part);
    }
    return name.toString();
  }

  private static boolean isHidden(Path file) {
    return file.getFileName().toString().startsWith(".");
  }

  private static boolean endsWith(Path file, String ending) {
    return file.getFileName().toString().toLowerCase(Locale.ROOT).endsWith(ending);
  }
}
