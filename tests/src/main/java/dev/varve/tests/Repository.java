package dev.varve.tests;

import java.nio.file.Files;
import java.nio.file.Path;

/** The checkout that is being tested. */
public final class Repository {
  private Repository() {}

  /** The folder above the working one that holds the parent pom and the scripts. */
  public static Path root() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.isDirectory(folder.resolve("local-dev"))) {
      folder = folder.getParent();
      if (folder == null) {
        throw new IllegalStateException("not started inside the repository");
      }
    }
    return folder;
  }
}
