package dev.varve.activities.phase.compile;

import dev.varve.activities.phase.project.FrozenProject;
import dev.varve.activities.phase.project.GitProject;
import dev.varve.activities.phase.warehouse.OpenWarehouse;
import dev.varve.planner.InputException;
import dev.varve.planner.Nearest;
import dev.varve.planner.Problem;
import dev.varve.planner.project.ModelFile;
import dev.varve.planner.project.ModelHeader;
import dev.varve.planner.project.ProjectFiles;
import dev.varve.planner.project.ProjectReader;
import dev.varve.storage.Digest;
import dev.varve.storage.manifest.Manifest;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a project is compared with.
 *
 * @param kind {@code environment} or {@code revision}
 * @param name as it was asked for
 * @param detail the build or the commit
 * @param notes what is to be known of it, each a sentence
 */
record Baseline(String kind, String name, String detail, ProjectFiles files, List<String> notes) {
  private static final String GIT = "git:";

  Baseline {
    notes = List.copyOf(notes);
  }

  /**
   * Finds it.
   *
   * @throws InputException when there is none, or it cannot be had
   */
  static Baseline find(ProjectLook.Looked now, Path folder, String environment, String against) {
    if (against.startsWith(GIT)) {
      String revision = against.substring(GIT.length());
      GitProject git = new GitProject(folder);
      return git.commit(revision)
          .map(found -> revision(git, revision, found))
          .orElseThrow(() -> neither(now, revision, true));
    }
    String name = against.isEmpty() ? environment : against;
    Optional<Manifest> manifest = manifest(now, name);
    if (manifest.isPresent()) {
      return ofEnvironment(now.warehouse().orElseThrow(), name, manifest.get());
    }
    if (against.isEmpty()) {
      throw problem(
          "NOTHING_TO_COMPARE",
          "The environment " + name + " was never built: there is nothing to compare with.",
          "Build it, or name a revision of Git, as in --against HEAD." + existing(now));
    }
    GitProject git = new GitProject(folder);
    Optional<String> commit;
    try {
      commit = git.commit(against);
    } catch (InputException e) {
      // Nobody said that Git was meant.
      throw neither(now, against, false);
    }
    return commit
        .map(found -> revision(git, against, found))
        .orElseThrow(() -> neither(now, against, true));
  }

  private static Optional<Manifest> manifest(ProjectLook.Looked now, String name) {
    return now.warehouse()
        .filter(warehouse -> warehouse.environments().names().contains(name))
        .flatMap(warehouse -> warehouse.environments().current(name));
  }

  private static InputException neither(
      ProjectLook.Looked now, String written, boolean repository) {
    return problem(
        "UNKNOWN_BASELINE",
        "There is no environment "
            + written
            + (repository ? " and no revision of Git of this name." : ", and Git cannot be asked."),
        Nearest.hint(written, names(now)) + "Name either of them." + existing(now));
  }

  private static TreeSet<String> names(ProjectLook.Looked now) {
    return now.warehouse()
        .map(warehouse -> new TreeSet<>(warehouse.environments().names()))
        .orElseGet(TreeSet::new);
  }

  private static String existing(ProjectLook.Looked now) {
    TreeSet<String> names = names(now);
    return names.isEmpty()
        ? " No environment was built yet."
        : " There "
            + (names.size() == 1 ? "is the environment " : "are the environments ")
            + String.join(", ", names)
            + ".";
  }

  private static InputException problem(String code, String message, String mend) {
    return new InputException(List.of(Problem.of(code, message, mend)));
  }

  private static Baseline revision(GitProject git, String revision, String commit) {
    return new Baseline("revision", revision, commit, git.files(commit), List.of());
  }

  /**
   * The project that an environment's tables are from: of each its own model, and all else of the
   * one that the most are from.
   */
  private static Baseline ofEnvironment(OpenWarehouse warehouse, String name, Manifest manifest) {
    SortedMap<String, String> definedBy = manifest.definedBy();
    TreeSet<String> unknown = new TreeSet<>();
    manifest.tables().forEach(table -> unknown.add(table.table()));
    unknown.removeAll(definedBy.keySet());
    if (!unknown.isEmpty()) {
      throw problem(
          "DEFINITIONS_NOT_KEPT",
          "The environment "
              + name
              + " was built before definitions were kept"
              + (definedBy.isEmpty() ? "." : ", at least " + String.join(", ", unknown) + "."),
          "Build it once, which runs nothing that is up to date, or compare with a revision of Git.");
    }
    SortedMap<String, Long> counts = new TreeMap<>();
    definedBy.values().forEach(digest -> counts.merge(digest, 1L, Long::sum));
    TreeMap<String, byte[]> files = new TreeMap<>();
    String main =
        counts.entrySet().stream()
            .max(Map.Entry.comparingByValue())
            .map(Map.Entry::getKey)
            .orElseThrow(
                () ->
                    problem(
                        "NOTHING_TO_COMPARE",
                        "The environment " + name + " holds no table.",
                        "Build it, or name a revision of Git, as in --against HEAD."));
    for (String digest : counts.keySet()) {
      ProjectFiles frozen = frozen(warehouse, name, digest);
      for (ModelFile model :
          ProjectReader.parse(frozen).project().map(p -> p.models()).orElse(List.of())) {
        // What has no table of its own is part of its readers.
        boolean part = digest.equals(main) && model.header().kind() == ModelHeader.Kind.INLINE;
        if (part || digest.equals(definedBy.get(model.name()))) {
          files.put(model.file(), frozen.files().get(model.file()));
        }
      }
      if (digest.equals(main)) {
        frozen
            .files()
            .forEach(
                (path, content) -> {
                  if (!path.startsWith(ProjectFiles.MODELS)) {
                    files.put(path, content);
                  }
                });
      }
    }
    List<String> notes =
        counts.size() == 1
            ? List.of()
            : List.of(
                "The tables of "
                    + name
                    + " are from "
                    + counts.size()
                    + " states of the project; settings and functions are those of the one that most are from.");
    return new Baseline("environment", name, manifest.buildId(), new ProjectFiles(files), notes);
  }

  private static ProjectFiles frozen(OpenWarehouse warehouse, String name, String digest) {
    return warehouse
        .store()
        .artifact(new Digest(digest))
        .map(FrozenProject::decode)
        .orElseThrow(
            () ->
                problem(
                    "DEFINITIONS_LOST",
                    "What the tables of "
                        + name
                        + " were built from is no longer in the warehouse.",
                    "Build it with --rebuild, or compare with a revision of Git."));
  }
}
