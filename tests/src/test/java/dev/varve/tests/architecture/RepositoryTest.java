package dev.varve.tests.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.varve.tests.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The shape of the repository: where things are, and how big a file may grow. */
class RepositoryTest {
  private static final int LONGEST_FILE = 400;

  /** The sealed nodes of a query plan are so many, and stand together. */
  private static final int BIGGEST_PACKAGE = 27;

  private static final Pattern WASTE_BASKET = Pattern.compile(".*(Utils?|Helpers?|Managers?)");

  @Test
  void topLevelIsExactlyWhatIsAgreed() throws IOException {
    assertThat(namesIn(Repository.root()))
        .filteredOn(name -> !name.startsWith(".") && !name.equals("target"))
        .containsExactlyInAnyOrder(
            "LICENSE",
            "README.md",
            "activities",
            "local-dev",
            "observability",
            "planner",
            "pom.xml",
            "storage",
            "tests",
            "workers",
            "workflows");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "planner",
        "storage",
        "observability",
        "workflows",
        "activities",
        "workers",
        "tests",
        "local-dev"
      })
  void folderExplainsItselfOnOnePage(String folder) throws IOException {
    assertThat(Files.readAllLines(Repository.root().resolve(folder).resolve("README.md")))
        .hasSizeBetween(5, 100);
  }

  @Test
  void fileIsShortEnoughToRead() throws IOException {
    List<String> tooLong = new ArrayList<>();
    for (Path file : javaFiles()) {
      long lines = Files.readAllLines(file).size();
      if (lines > LONGEST_FILE) {
        tooLong.add(Repository.root().relativize(file) + ": " + lines + " lines");
      }
    }
    assertThat(tooLong).isEmpty();
  }

  @Test
  void packageIsSmallEnoughToKnow() throws IOException {
    Map<Path, Integer> files = new TreeMap<>();
    for (Path file : javaFiles()) {
      if (!file.endsWith("package-info.java")) {
        files.merge(Repository.root().relativize(file.getParent()), 1, Integer::sum);
      }
    }
    files.values().removeIf(size -> size <= BIGGEST_PACKAGE);
    assertThat(files).isEmpty();
  }

  @Test
  void classIsNamedForWhatItIs() throws IOException {
    assertThat(javaFiles())
        .extracting(file -> file.getFileName().toString().replace(".java", ""))
        .noneMatch(name -> WASTE_BASKET.matcher(name).matches());
  }

  @Test
  void licenceIsApache() throws IOException {
    assertThat(Files.readString(Repository.root().resolve("LICENSE")))
        .contains("Apache License", "Version 2.0, January 2004");
  }

  private static List<Path> javaFiles() throws IOException {
    List<Path> files = new ArrayList<>();
    for (String module : namesIn(Repository.root())) {
      Path sources = Repository.root().resolve(module).resolve("src");
      if (Files.isDirectory(sources)) {
        try (Stream<Path> all = Files.walk(sources)) {
          all.filter(file -> file.toString().endsWith(".java")).sorted().forEach(files::add);
        }
      }
    }
    assertThat(files).isNotEmpty();
    return files;
  }

  private static List<String> namesIn(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.map(entry -> entry.getFileName().toString()).sorted().toList();
    }
  }
}
