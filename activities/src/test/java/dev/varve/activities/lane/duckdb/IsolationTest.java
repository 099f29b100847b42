package dev.varve.activities.lane.duckdb;

import static dev.varve.activities.lane.duckdb.Workbench.at;
import static dev.varve.activities.lane.duckdb.Workbench.ordered;
import static dev.varve.activities.lane.duckdb.Workbench.step;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.varve.activities.lane.Column;
import dev.varve.activities.lane.InputTable;
import dev.varve.activities.lane.LaneException;
import dev.varve.activities.lane.LaneFiles;
import dev.varve.activities.lane.LaneObserver;
import dev.varve.activities.lane.LaneResult;
import dev.varve.activities.lane.LaneSettings;
import dev.varve.activities.lane.StepQuery;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A step sees its inputs and nothing else, and the engine nothing outside the allowed folders. */
@Timeout(60)
final class IsolationTest {
  @TempDir static Path folder;
  @TempDir static Path elsewhere;
  private static Workbench bench;
  private static DuckDbLanes lanes;

  @BeforeAll
  static void open() {
    bench = new Workbench(folder);
    lanes = bench.lanes(2);
  }

  @AfterAll
  static void close() {
    lanes.close();
    bench.close();
  }

  private static LaneResult run(StepQuery query, Path output) {
    return lanes.run(query, output, LaneObserver.NONE);
  }

  @Test
  void theInputsOfTheStepBeforeAreGone() {
    InputTable a = bench.table("raw", "a", "SELECT 1 AS x");
    InputTable b = bench.table("raw", "b", "SELECT 2 AS x");
    run(step("select a.x + b.x from raw.a, raw.b", List.of(a, b), "x"), bench.newFile(".p"));

    assertThatThrownBy(() -> run(step("select x from raw.b", List.of(a), "x"), bench.newFile(".p")))
        .isInstanceOf(LaneException.class)
        .hasMessageContaining("Table with name b does not exist");
    Path output = bench.newFile(".p");
    run(step("select x from raw.a", List.of(a), "x"), output);
    assertThat(bench.rowsOf(output)).containsExactly("1");
  }

  @Test
  void theSameNameMayStandForOtherFilesAndTypes() {
    Path output = bench.newFile(".p");
    for (String sql : List.of("SELECT 1 AS x", "SELECT 'text' AS x", "SELECT [1, 2] AS x")) {
      InputTable input = bench.table("raw", "t", sql);
      run(step("select x from raw.t", List.of(input), "x"), output);
      assertThat(bench.rowsOf(output)).isEqualTo(bench.rowsOf(input.files().get(0)));
    }
  }

  @Test
  void aFileThatWasReplacedInPlaceIsReadAnew() throws Exception {
    InputTable input = bench.table("raw", "t", "SELECT 1 AS x");
    Path file = input.files().get(0);
    var time = Files.getLastModifiedTime(file);
    Path output = bench.newFile(".p");
    run(step("select x from raw.t", List.of(input), "x"), output);
    Files.delete(file);
    Files.copy(bench.table("raw", "t", "SELECT 2 AS x").files().get(0), file);
    Files.setLastModifiedTime(file, time);

    run(step("select x from raw.t", List.of(input), "x"), output);

    assertThat(bench.rowsOf(output)).containsExactly("2");
  }

  @Test
  void manyStepsAtOnceDoNotMix() throws Exception {
    List<InputTable> inputs = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      inputs.add(
          bench.table(
              "raw",
              "t",
              "SELECT i AS x FROM range(" + i * 1000 + ", " + (i * 1000 + 500) + ") r(i)"));
    }
    ExecutorService threads = Executors.newFixedThreadPool(6);
    try {
      List<Future<?>> all = new ArrayList<>();
      for (int n = 0; n < 60; n++) {
        int which = n % 4;
        Instant time = Instant.parse("2024-01-01T00:00:00Z").plusSeconds(86_400L * (n % 3));
        String day = time.toString().substring(0, 10);
        StepQuery query =
            ordered(
                at(
                    step(
                        "select min(x), count(*), current_date from raw.t",
                        List.of(inputs.get(which)),
                        "m",
                        "n",
                        "d"),
                    time,
                    n % 2 == 0),
                "1");
        Path output = bench.newFile(".parquet");
        all.add(
            threads.submit(
                () -> {
                  LaneResult result = run(query, output);
                  assertThat(result.columns().get(0).min()).contains(String.valueOf(which * 1000));
                  assertThat(result.columns().get(1).min()).contains("500");
                  assertThat(result.columns().get(2).min()).contains(day);
                }));
      }
      for (Future<?> one : all) {
        one.get();
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void nothingIsReadOrWrittenOutsideTheAllowedFolders() throws Exception {
    Path outside = elsewhere.toRealPath().resolve("secret.parquet");
    bench.execute("COPY (SELECT 1 AS a) TO " + LaneFiles.target(outside) + " (FORMAT parquet)");
    InputTable input =
        InputTable.parquet("raw", "t", List.of(new Column("a", "INTEGER")), List.of(outside));

    assertThatThrownBy(
            () -> run(step("select a from raw.t", List.of(input), "a"), bench.newFile(".p")))
        .isInstanceOf(LaneException.class)
        .hasMessageStartingWith("FILE_OUTSIDE");
    assertThatThrownBy(
            () -> run(step("select 1", List.of(), "a"), outside.resolveSibling("new.parquet")))
        .isInstanceOf(LaneException.class)
        .hasMessageStartingWith("FILE_OUTSIDE");
    assertThat(outside.resolveSibling("new.parquet")).doesNotExist();
  }

  @Test
  void anAllowedFolderMayBeReachedThroughALink() throws Exception {
    Path real = Files.createDirectory(elsewhere.toRealPath().resolve("real"));
    Path link = Files.createSymbolicLink(bench.folder().resolve("link"), real);
    bench.execute(
        "COPY (SELECT 1 AS a) TO "
            + LaneFiles.target(real.resolve("t.parquet"))
            + " (FORMAT parquet)");
    InputTable input =
        InputTable.parquet(
            "raw", "t", List.of(new Column("a", "INTEGER")), List.of(link.resolve("t.parquet")));
    StepQuery query = step("select a from raw.t", List.of(input), "a");

    try (DuckDbLanes linked =
        new DuckDbLanes(LaneSettings.of(bench.folder().resolve("spill"), List.of(link), "UTC"))) {
      linked.run(query, link.resolve("out.parquet"), LaneObserver.NONE);
    }

    assertThat(bench.rowsOf(real.resolve("out.parquet"))).containsExactly("1");
    assertThatThrownBy(() -> run(query, bench.newFile(".p")))
        .isInstanceOf(LaneException.class)
        .hasMessageStartingWith("FILE_OUTSIDE");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "select * from read_text('/etc/hostname')",
        "select * from read_csv('/etc/passwd')",
        "select * from glob('/etc/*')",
        "select getenv('HOME')",
        "select * from '/etc/passwd'",
      })
  void aTextCannotReachOut(String sql) {
    assertThatThrownBy(() -> run(step(sql, List.of(), "a"), bench.newFile(".p")))
        .isInstanceOf(LaneException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "set threads = 7",
        "set enable_external_access = true",
        "set lock_configuration = false",
        "set TimeZone = 'Asia/Tokyo'",
        "set allowed_directories = ['/']",
        "load httpfs",
        "attach '/tmp/other.db' as other",
      })
  void evenAStatementSmuggledInChangesNothing(String statement) {
    String text = "select 1) as q(c0))) to '/dev/null'; " + statement + "; select (((1";

    assertThatThrownBy(() -> run(step(text, List.of(), "a"), bench.newFile(".p")))
        .isInstanceOf(LaneException.class);

    Path output = bench.newFile(".p");
    String settings =
        "select current_setting('threads'), current_setting('TimeZone'),"
            + " current_setting('lock_configuration'), current_setting('enable_external_access')";
    run(step(settings, List.of(), "a", "b", "c", "d"), output);
    assertThat(bench.rowsOf(output)).containsExactly("2|UTC|true|false");
  }

  @Test
  void bothInstancesHaveTheirThreads() {
    StepQuery query = step("select current_setting('threads')", List.of(), "n");
    Path output = bench.newFile(".p");

    run(at(query, Workbench.NOON, false), output);
    assertThat(bench.rowsOf(output)).containsExactly("2");
    run(at(query, Workbench.NOON, true), output);
    assertThat(bench.rowsOf(output)).containsExactly("1");
  }
}
