package dev.varve.tests.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A real Git repository, as somebody makes one around a project. */
public final class GitRepository {
  private final Path folder;

  /** In a folder that may be none yet. */
  public GitRepository(Path folder) {
    this.folder = folder;
  }

  /** Commits all that the folder holds. */
  public void commit() {
    if (!Files.isDirectory(folder.resolve(".git"))) {
      git("init", "-q");
    }
    git("add", "-A");
    git("commit", "-q", "-m", "a commit");
  }

  public void git(String... arguments) {
    List<String> command = new ArrayList<>(List.of("git", "-C", folder.toString()));
    for (String setting :
        List.of("user.name=Test", "user.email=test@example.org", "commit.gpgsign=false")) {
      command.addAll(List.of("-c", setting));
    }
    command.addAll(Arrays.asList(arguments));
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new AssertionError(command + ": " + said);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
