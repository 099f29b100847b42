package dev.varve.tests.safety;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Files around a project that stay what they are, and places where none may appear. */
final class Canaries {
  private static final String SONG = "a\n1\n";

  private final Path around;
  private final Path project;
  private final SortedMap<String, String> before;
  private final SortedMap<String, String> working;

  private Canaries(Path around, Path project) {
    this.around = around;
    this.project = project;
    this.before = outside();
    this.working = here();
  }

  /** Puts some there; the project of this name is still to be written. */
  static Canaries around(Path folder, String name) {
    try {
      Path around = folder.toRealPath();
      Files.writeString(around.resolve("canary.csv"), SONG);
      Files.writeString(Files.createDirectories(around.resolve("beside")).resolve("canary"), SONG);
      return new Canaries(around, around.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Path project() {
    return project;
  }

  /** Nothing outside the project is new or other, and within it no attack has left a file. */
  void assertUnharmed() {
    assertThat(outside()).isEqualTo(before);
    assertThat(here()).isEqualTo(working);
    try (Stream<Path> files = Files.walk(project)) {
      assertThat(files.map(project::relativize).map(file -> file.getFileName().toString()))
          .doesNotContain("canary", "canary.db", "canary.csv");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private SortedMap<String, String> outside() {
    SortedMap<String, String> files = new TreeMap<>();
    try (Stream<Path> all = Files.walk(around)) {
      for (Path file : all.filter(file -> !file.startsWith(project)).sorted().toList()) {
        files.put(file.toString(), Files.isDirectory(file) ? "" : Files.readString(file));
      }
      return files;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where the engine would put a file without a folder. */
  private static SortedMap<String, String> here() {
    SortedMap<String, String> files = new TreeMap<>();
    try (Stream<Path> all = Files.list(Path.of("").toAbsolutePath())) {
      all.map(file -> file.getFileName().toString())
          .filter(name -> name.startsWith("canary"))
          .forEach(name -> files.put(name, name));
      return files;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
