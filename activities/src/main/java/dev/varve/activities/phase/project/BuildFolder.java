package dev.varve.activities.phase.project;

import dev.varve.planner.InputException;
import dev.varve.planner.Problem;
import dev.varve.planner.project.ParsedProject;
import dev.varve.planner.project.Project;
import dev.varve.planner.project.ProjectFiles;
import dev.varve.planner.project.ProjectReader;
import dev.varve.planner.project.Setting;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a project says about itself before its models are read.
 *
 * @param folder absolute.
 * @param warehouse absolute.
 */
public record BuildFolder(Path folder, String project, Path warehouse) {
  /**
   * Reads {@code varve.yaml} alone: a build of ten thousand models should not read them all to
   * learn whose turn it is.
   */
  public static BuildFolder read(String path) {
    return find(path).orElseThrow(() -> new InputException(problems(Path.of(path))));
  }

  /**
   * Whether there is a model at all, as far as names tell. What cannot be looked through is told by
   * whoever reads it.
   */
  public boolean holdsModels() {
    Path models = folder.resolve(ProjectFiles.MODELS);
    if (!Files.isDirectory(models)) {
      return false;
    }
    try (Stream<Path> files = Files.walk(models, FileVisitOption.FOLLOW_LINKS)) {
      return files.anyMatch(
          file -> file.getFileName().toString().toLowerCase(Locale.ROOT).endsWith(".sql"));
    } catch (IOException | UncheckedIOException e) {
      return true;
    }
  }

  private static List<Problem> problems(Path folder) {
    ParsedProject parsed = ProjectReader.parse(ProjectFiles.read(folder));
    List<Problem> problems = new ArrayList<>(parsed.problems());
    parsed
        .project()
        .map(Project::warehouse)
        .map(BuildFolder::unresolved)
        .ifPresent(problems::addAll);
    return problems;
  }

  /** What keeps it from being known where the warehouse is. */
  public static List<Problem> unresolved(Setting warehouse) {
    return warehouse.unresolved(ProcessEnvironment::lookup);
  }

  /**
   * The same, or nothing when something is wrong in {@code varve.yaml}: whoever can look at the
   * rest of the project has more to tell then.
   *
   * @throws InputException when there is none
   */
  public static Optional<BuildFolder> find(String path) {
    Path folder = Path.of(path).toAbsolutePath().normalize();
    return ProjectReader.home(configuration(folder))
        .filter(home -> unresolved(home.warehouse()).isEmpty())
        .map(home -> new BuildFolder(folder, home.name(), warehouse(folder, home.warehouse())));
  }

  public static Path warehouse(Path folder, Setting warehouse) {
    return folder.resolve(Discoverer.resolve(warehouse)).normalize();
  }

  private static byte[] configuration(Path folder) {
    try {
      return Files.readAllBytes(folder.resolve(ProjectFiles.CONFIGURATION));
    } catch (NoSuchFileException e) {
      throw new InputException(List.of(noProject(folder)));
    } catch (IOException e) {
      throw new InputException(
          List.of(
              Problem.of(
                  "PROJECT_UNREADABLE",
                  folder + " cannot be read: " + e.getMessage() + ".",
                  "Give the user that runs Varve the right to read it.")));
    }
  }

  private static Problem noProject(Path folder) {
    return Problem.of(
        "PROJECT_NOT_FOUND",
        Files.isDirectory(folder)
            ? "There is no " + ProjectFiles.CONFIGURATION + " in " + folder + "."
            : "There is no folder " + folder + " where this worker runs.",
        "Name the folder of a project as the worker sees it.");
  }
}
