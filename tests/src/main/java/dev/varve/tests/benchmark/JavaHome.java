package dev.varve.tests.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** An installed Java. */
record JavaHome(int feature, Path home) {
  /**
   * The versions whose times are stated: the one that keeps profiles in its archive, and the oldest
   * that Varve supports.
   */
  static final List<Integer> STATED = List.of(25, 17);

  private static final Pattern VERSION = Pattern.compile("JAVA_VERSION=\"(\\d+).*");

  boolean isNewestStated() {
    return feature == STATED.get(0);
  }

  /** The newest of those, or the one that runs this. */
  static JavaHome newest() throws IOException {
    return find(STATED.get(0))
        .orElseGet(
            () ->
                new JavaHome(
                    Runtime.version().feature(), Path.of(System.getProperty("java.home"))));
  }

  /** A Java of this version: named by {@code JAVA_HOME_<version>}, or where systems keep them. */
  static Optional<JavaHome> find(int feature) throws IOException {
    for (Path home : candidates(feature)) {
      Path release = home.resolve("release");
      if (Files.isExecutable(home.resolve("bin/java")) && Files.isReadable(release)) {
        boolean wanted =
            Files.readAllLines(release).stream()
                .map(VERSION::matcher)
                .anyMatch(
                    line -> line.matches() && line.group(1).equals(Integer.toString(feature)));
        if (wanted) {
          return Optional.of(new JavaHome(feature, home));
        }
      }
    }
    return Optional.empty();
  }

  private static List<Path> candidates(int feature) throws IOException {
    List<Path> homes = new ArrayList<>();
    for (String variable : List.of("JAVA_HOME_" + feature, "JAVA_HOME")) {
      Optional.ofNullable(System.getenv(variable)).map(Path::of).ifPresent(homes::add);
    }
    homes.add(Path.of(System.getProperty("java.home")));
    homes.addAll(entries(Path.of("/usr/lib/jvm")));
    for (Path bundle : entries(Path.of("/Library/Java/JavaVirtualMachines"))) {
      homes.add(bundle.resolve("Contents/Home"));
    }
    return homes;
  }

  private static List<Path> entries(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.sorted().toList();
    }
  }
}
