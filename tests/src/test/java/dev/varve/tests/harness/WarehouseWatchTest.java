package dev.varve.tests.harness;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The watch that the fault tests rely on: it must see what it is there to see. */
class WarehouseWatchTest {
  @TempDir static Path folder;
  private static ProjectFolder project;

  @BeforeAll
  static void build() {
    project = Projects.shop(folder.resolve("shop"));
    Embedded.build(project);
  }

  @Test
  void wholeWarehouseIsFoundWhole() {
    WarehouseWatch.on(project).close();
  }

  @Test
  void watchThatSeesNoBuildFails() {
    WarehouseWatch nothing = WarehouseWatch.on(Projects.shop(folder.resolve("never built")));
    assertThatThrownBy(nothing::close).hasMessageContaining("only 0 commits");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "tables/dev/marts/revenue/_delta_log/00000000000000000000.json",
        "tables/dev/marts/revenue/part-00000-*",
        "_varve/environments/dev/1.json",
        "_varve/leases/1.json",
        "_varve/manifests/*",
        "_varve/runs/*/outcomes-*/0.json",
        "_varve/runs/*/result.json",
        "_varve/store/artifacts/*",
        "_varve/store/files/*",
        "_varve/store/index/pins/*",
        "_varve/store/records/*"
      })
  void whatIsCutOffIsFound(String pattern) throws IOException {
    Path file = first(pattern);
    byte[] whole = Files.readAllBytes(file);
    replace(file, Arrays.copyOf(whole, whole.length * 2 / 3));
    try {
      WarehouseWatch watch = WarehouseWatch.on(project);
      assertThatThrownBy(watch::close)
          .hasMessageContaining("half-written")
          .hasMessageContaining(file.getFileName().toString());
    } finally {
      replace(file, whole);
    }
  }

  @Test
  void checkpointWithoutItsEndIsFound() throws IOException {
    Path log = project.warehouse().resolve("tables/dev/marts/days/_delta_log");
    Path checkpoint = log.resolve("00000000000000000000.checkpoint.parquet");
    byte[] data = Files.readAllBytes(first("tables/dev/marts/days/part-00000-*"));
    Files.write(checkpoint, Arrays.copyOf(data, data.length - 4));
    try {
      WarehouseWatch watch = WarehouseWatch.on(project);
      assertThatThrownBy(watch::close).hasMessageContaining("checkpoint.parquet");
    } finally {
      Files.delete(checkpoint);
    }
  }

  /** Under another inode: a file of the store has several names. */
  private static void replace(Path file, byte[] content) throws IOException {
    Files.delete(file);
    Files.write(file, content);
  }

  /** The first file of the warehouse whose path fits. */
  private static Path first(String pattern) throws IOException {
    Path root = project.warehouse();
    var matcher = root.getFileSystem().getPathMatcher("glob:" + root + "/" + pattern);
    try (Stream<Path> all = Files.walk(root)) {
      return all.filter(matcher::matches).sorted().findFirst().orElseThrow();
    }
  }
}
