package dev.varve.activities.phase.project;

import static org.assertj.core.api.Assertions.assertThat;

import dev.varve.activities.lane.LaneSettings;
import dev.varve.activities.lane.duckdb.DuckDbLanes;
import dev.varve.planner.Problem;
import dev.varve.planner.project.Project;
import dev.varve.planner.project.ProjectFiles;
import dev.varve.planner.project.ProjectReader;
import dev.varve.storage.source.SourcePins;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourceChecksTest {
  private static final String UNIQUE = "{ type: BIGINT, unique: true }";

  @TempDir Path folder;
  private int opened;

  private List<Problem> check(String column, DiscoveryCaches caches) throws IOException {
    return check(column, caches, () -> {});
  }

  /** What is wrong with the source, by as many engines as {@code opened} counts. */
  private List<Problem> check(String column, DiscoveryCaches caches, Runnable meanwhile)
      throws IOException {
    return check(column, caches, () -> {}, meanwhile);
  }

  private List<Problem> check(
      String column, DiscoveryCaches caches, Runnable whileDescribed, Runnable meanwhile)
      throws IOException {
    String yaml = "project: p\nsources: { raw.a: { path: a.csv, columns: { i: %s } } }";
    Map<String, byte[]> texts =
        Map.of(
            "varve.yaml", yaml.formatted(column).getBytes(StandardCharsets.UTF_8),
            "models/m.sql", "from raw.a".getBytes(StandardCharsets.UTF_8));
    ProjectFiles files = new ProjectFiles(new TreeMap<>(texts));
    Project project = ProjectReader.read(files);
    Path spill = Files.createDirectories(folder.resolve("spill"));
    SourcePins pins = new SourcePins(caches);
    try (DuckDbLanes lanes =
        new DuckDbLanes(LaneSettings.of(spill, List.of(folder), "UTC").withThreads(1))) {
      Function<SortedSet<Path>, DuckDbLanes> described =
          folders -> {
            whileDescribed.run();
            return lanes;
          };
      Function<SortedSet<Path>, DuckDbLanes> counted =
          folders -> {
            opened++;
            meanwhile.run();
            return lanes;
          };
      return new Discoverer(
              pins,
              new SourceSchemas(caches, pins, described),
              new SourceChecks(caches, pins, counted))
          .discover(folder, files, project)
          .faults()
          .getOrDefault("raw.a", List.of());
    }
  }

  private void write(String... values) throws IOException {
    Files.writeString(folder.resolve("a.csv"), "i\n" + String.join("\n", values) + "\n");
  }

  private Runnable writing(String... values) {
    return () -> {
      try {
        write(values);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    };
  }

  @Test
  void anUnchangedSourceIsLookedAtOnceForADeclaration() throws IOException {
    DiscoveryCaches caches = new DiscoveryCaches(Optional.empty());
    write("1", "1");
    List<Problem> first = check(UNIQUE, caches);
    assertThat(first).extracting(Problem::code).containsExactly("UNIQUE_VIOLATED");
    assertThat(check(UNIQUE, caches)).isEqualTo(first);
    assertThat(opened).isEqualTo(1);

    assertThat(check("{ type: BIGINT, not_null: true }", caches)).isEmpty();
    assertThat(check("{ type: BIGINT, not_null: true }", caches)).isEmpty();
    assertThat(opened).isEqualTo(2);

    assertThat(check("BIGINT", caches)).isEmpty();
    assertThat(opened).isEqualTo(2);

    write("1", "2");
    assertThat(check(UNIQUE, caches)).isEmpty();
    assertThat(opened).isEqualTo(3);
  }

  @Test
  void whatIsFoundInOtherFilesThanThosePinnedIsNeitherBelievedNorRemembered() throws IOException {
    DiscoveryCaches caches = new DiscoveryCaches(Optional.empty());
    write("1", "1");
    List<Problem> problems = check(UNIQUE, caches, writing("1", "2", "3"));
    assertThat(problems).extracting(Problem::code).containsExactly("SOURCE_CHANGED_DURING_BUILD");
    write("1", "1");
    assertThat(check(UNIQUE, caches)).extracting(Problem::code).containsExactly("UNIQUE_VIOLATED");
  }

  @Test
  void columnsOfOtherFilesThanThosePinnedAreNeitherBelievedNorRemembered() throws IOException {
    DiscoveryCaches caches = new DiscoveryCaches(Optional.empty());
    write("1", "2");
    assertThat(check("BIGINT", caches, writing("1", "2", "3"), () -> {}))
        .extracting(Problem::code)
        .containsExactly("SOURCE_CHANGED_DURING_BUILD");
    assertThat(check("BIGINT", caches)).isEmpty();
  }

  @Test
  void valuesThatCannotBeReadAreToldAtTheSource() throws IOException {
    write("many");
    assertThat(check(UNIQUE, new DiscoveryCaches(Optional.empty())))
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.code()).isEqualTo("INPUT_DOES_NOT_FIT");
              assertThat(problem.message()).contains("raw.a", "many");
            });
  }
}
