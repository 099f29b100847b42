package dev.varve.activities.phase.project;

import dev.varve.planner.InputException;
import dev.varve.planner.Problem;
import dev.varve.planner.project.ProjectFiles;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;

/** A project's files as a revision of a Git repository has them, read by {@code git} itself. */
public final class GitProject {
  private final Path folder;

  /**
   * The project of a folder that may stand anywhere in a repository.
   *
   * @param folder of the project, as it is now
   */
  public GitProject(Path folder) {
    this.folder = folder;
  }

  /** What a program said and how it ended. */
  private static final class Said {
    private final int code;
    private final byte[] out;
    private final String err;

    Said(int code, byte[] out, String err) {
      this.code = code;
      this.out = out;
      this.err = err;
    }

    String text() {
      return new String(out, StandardCharsets.UTF_8).strip();
    }
  }

  /**
   * The full name of a revision.
   *
   * @return nothing where there is no such revision
   * @throws InputException when there is no repository or no {@code git}
   */
  public Optional<String> commit(String revision) {
    Said inside = git("rev-parse", "--is-inside-work-tree");
    if (inside.code != 0) {
      throw problem(
          "NO_REPOSITORY",
          folder + " is not in a Git repository.",
          "Compare with an environment: --against ENVIRONMENT.");
    }
    Said found =
        git("rev-parse", "--verify", "--quiet", "--end-of-options", revision + "^{commit}");
    return found.code == 0 ? Optional.of(found.text()) : Optional.empty();
  }

  /**
   * The files of the project in a commit.
   *
   * @throws InputException when the project was not there
   */
  public ProjectFiles files(String commit) {
    String prefix = required(git("rev-parse", "--show-prefix")).text();
    TreeMap<String, String> objects = new TreeMap<>();
    String tree = commit + ":" + prefix;
    Said listed = git("ls-tree", "-r", "-z", "--full-tree", tree);
    if (listed.code == 0) {
      for (String line : new String(listed.out, StandardCharsets.UTF_8).split("\0", -1)) {
        int tab = line.indexOf('\t');
        // Mode, type and object; links and other repositories are no files of the project.
        if (tab > 0 && line.startsWith("100") && ProjectFiles.belongs(line.substring(tab + 1))) {
          objects.put(line.substring(tab + 1), line.substring(0, tab).split(" ", -1)[2]);
        }
      }
    }
    if (!objects.containsKey(ProjectFiles.CONFIGURATION)) {
      throw problem(
          "NO_PROJECT",
          "In "
              + commit.substring(0, Math.min(12, commit.length()))
              + " there is no "
              + prefix
              + ProjectFiles.CONFIGURATION
              + ".",
          "Name a revision that has the project in the same folder.");
    }
    return new ProjectFiles(contents(objects));
  }

  private SortedMap<String, byte[]> contents(Map<String, String> objects) {
    StringBuilder asked = new StringBuilder();
    objects.values().forEach(object -> asked.append(object).append('\n'));
    Said said =
        required(
            run(List.of("cat-file", "--batch"), asked.toString().getBytes(StandardCharsets.UTF_8)));
    TreeMap<String, byte[]> files = new TreeMap<>();
    int at = 0;
    for (Map.Entry<String, String> object : objects.entrySet()) {
      int end = at;
      while (said.out[end] != '\n') {
        end++;
      }
      String[] head = new String(said.out, at, end - at, StandardCharsets.UTF_8).split(" ", -1);
      int size = Integer.parseInt(head[2]);
      byte[] content = new byte[size];
      System.arraycopy(said.out, end + 1, content, 0, size);
      files.put(object.getKey(), content);
      at = end + 1 + size + 1;
    }
    return files;
  }

  private static InputException problem(String code, String message, String mend) {
    return new InputException(List.of(Problem.of(code, message, mend)));
  }

  private Said git(String... arguments) {
    return run(List.of(arguments), new byte[0]);
  }

  private static Said required(Said said) {
    if (said.code != 0) {
      throw problem("GIT_FAILED", "git said: " + said.err.strip(), "Try the same with git itself.");
    }
    return said;
  }

  private Said run(List<String> arguments, byte[] input) {
    List<String> command = new ArrayList<>(List.of("git", "-C", folder.toString()));
    command.addAll(arguments);
    Process process;
    try {
      process = new ProcessBuilder(command).start();
    } catch (IOException e) {
      throw problem(
          "NO_GIT",
          "git cannot be started: " + e.getMessage() + ".",
          "Install git, or compare with an environment: --against ENVIRONMENT.");
    }
    CompletableFuture<byte[]> err = reading(process.getErrorStream());
    CompletableFuture<byte[]> out = reading(process.getInputStream());
    try (OutputStream in = process.getOutputStream()) {
      in.write(input);
    } catch (IOException e) {
      // What it had to say to that is read all the same.
    }
    try {
      int code = process.waitFor();
      return new Said(code, out.join(), new String(err.join(), StandardCharsets.UTF_8));
    } catch (InterruptedException e) {
      process.destroy();
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while git was running", e);
    }
  }

  private static CompletableFuture<byte[]> reading(InputStream stream) {
    return CompletableFuture.supplyAsync(
        () -> {
          try (stream) {
            return stream.readAllBytes();
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }
}
