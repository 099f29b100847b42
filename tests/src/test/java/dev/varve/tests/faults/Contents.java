package dev.varve.tests.faults;

import dev.varve.tests.harness.ProjectFolder;
import dev.varve.tests.harness.Snapshot;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Every file of a warehouse with the digest of its bytes, but for what nobody can see yet. */
final class Contents {
  private Contents() {}

  static SortedMap<String, String> of(ProjectFolder project) {
    SortedMap<String, String> files = new TreeMap<>();
    Path root = project.warehouse();
    Path staging = root.resolve("_varve/staging");
    try (Stream<Path> all = Files.walk(root)) {
      all.filter(Files::isRegularFile)
          .filter(file -> !file.startsWith(staging))
          .filter(file -> !file.getFileName().toString().startsWith(".new-"))
          .forEach(file -> files.put(root.relativize(file).toString(), Snapshot.digest(file)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return files;
  }
}
