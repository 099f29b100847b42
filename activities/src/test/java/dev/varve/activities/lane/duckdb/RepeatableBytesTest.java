package dev.varve.activities.lane.duckdb;

import static dev.varve.activities.lane.duckdb.Workbench.at;
import static dev.varve.activities.lane.duckdb.Workbench.ordered;
import static dev.varve.activities.lane.duckdb.Workbench.step;
import static org.assertj.core.api.Assertions.assertThat;

import dev.varve.activities.lane.InputTable;
import dev.varve.activities.lane.LaneFiles;
import dev.varve.activities.lane.LaneObserver;
import dev.varve.activities.lane.LaneResult;
import dev.varve.activities.lane.StepQuery;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same step gives the same bytes, whatever the threads and the luck of the scheduler. */
final class RepeatableBytesTest {
  private static final int ROWS = 260_000;

  @TempDir static Path folder;
  private static Workbench bench;
  private static InputTable numbers;

  @BeforeAll
  static void open() {
    bench = new Workbench(folder);
    String sql =
        "SELECT i AS k, (hash(i) %% 1000)::integer AS a,"
            + " CASE WHEN hash(i + 1) %% 10 = 0 THEN NULL ELSE (hash(i + 1) %% 5)::varchar END AS g,"
            + " (hash(i + 2) %% 10000)::decimal(12, 2) AS m, (hash(i + 3) %% 10000) / 7.0 AS d"
            + " FROM range(%d, %d) r(i)";
    // Row groups of a third party: not of the size that the lane writes.
    Path first = bench.parquet(sql.formatted(0, ROWS / 2), ", ROW_GROUP_SIZE 30000");
    Path second = bench.parquet(sql.formatted(ROWS / 2, ROWS), ", ROW_GROUP_SIZE 100000");
    numbers = InputTable.parquet("raw", "n", bench.columns(first), List.of(first, second));
  }

  @AfterAll
  static void close() {
    bench.close();
  }

  private static Set<String> outcomes(StepQuery query, int times) throws IOException {
    Set<String> outcomes = new TreeSet<>();
    for (int threads : List.of(1, 2, 4)) {
      try (DuckDbLanes lanes = bench.lanes(threads)) {
        for (int i = 0; i < times; i++) {
          Path output = bench.newFile(".parquet");
          lanes.run(query, output, LaneObserver.NONE);
          outcomes.add(
              Arrays.hashCode(Files.readAllBytes(output)) + " groups " + bench.rowGroups(output));
          Files.delete(output);
        }
      }
    }
    return outcomes;
  }

  @Test
  void ofAScanWithFilterAndProjection() throws IOException {
    StepQuery query =
        step("select k, a * 2, g from raw.n where a < 500", List.of(numbers), "k", "b", "g");

    Set<String> outcomes = outcomes(query, 3);

    assertThat(outcomes).hasSize(1);
    assertThat(outcomes.iterator().next()).contains("groups [122880, ");
  }

  @Test
  void ofManyRowsFromASmallFile() throws IOException {
    Path file =
        bench.parquet(
            "SELECT 7 AS a, 'x' AS b FROM range(260000)",
            ", ROW_GROUP_SIZE 30000, COMPRESSION zstd");
    assertThat(file.toFile().length()).isLessThan(100_000);
    InputTable input = InputTable.parquet("raw", "c", bench.columns(file), List.of(file));

    Set<String> outcomes = outcomes(step("select * from raw.c", List.of(input), "a", "b"), 1);

    assertThat(outcomes).hasSize(1);
    assertThat(outcomes.iterator().next()).contains("[122880, 122880, 14240]");
  }

  @Test
  void ofASingleRowGroupFromAFileSmallOrLarge() throws IOException {
    String sql = "select k, g, 5 as five, null::int as n, [a] as l from raw.%s where k < 3000";
    Path small =
        bench.parquet(
            "SELECT * FROM read_parquet("
                + LaneFiles.source(numbers.files().get(0))
                + ") LIMIT 5000",
            "");
    InputTable few = InputTable.parquet("raw", "f", numbers.columns(), List.of(small));
    Set<String> outcomes =
        outcomes(step(sql.formatted("n"), List.of(numbers), "k", "g", "five", "n", "l"), 1);

    outcomes.addAll(
        outcomes(step(sql.formatted("f"), List.of(few), "k", "g", "five", "n", "l"), 1));

    assertThat(outcomes).hasSize(1);
  }

  @Test
  void ofAPlainScanInTheOrderOfTheFiles() throws IOException {
    StepQuery query = step("select k, m from raw.n", List.of(numbers), "k", "m");

    assertThat(outcomes(query, 1)).hasSize(1);
    Path output = bench.newFile(".parquet");
    try (DuckDbLanes lanes = bench.lanes(4)) {
      lanes.run(query, output, LaneObserver.NONE);
    }
    assertThat(
            bench.rows(
                "SELECT count(*) FROM read_parquet("
                    + LaneFiles.source(output)
                    + ", file_row_number = true) WHERE k <> file_row_number"))
        .containsExactly("0");
    assertThat(bench.rowGroups(output)).containsExactly("122880", "122880", "14240");
  }

  @Test
  void ofAnExactAggregateOrderedByAllColumns() throws IOException {
    StepQuery query =
        ordered(
            step(
                "select k // 3 as k, g, sum(m), count(*), min(a) from raw.n group by all",
                List.of(numbers),
                "k",
                "g",
                "m",
                "c",
                "a"),
            "ALL");

    assertThat(outcomes(query, 1)).hasSize(1);
  }

  @Test
  void ofATotalOrderOverNullsAndText() throws IOException {
    StepQuery query =
        ordered(
            step("select * from raw.n", List.of(numbers), "k", "a", "g", "m", "d"),
            "g DESC NULLS FIRST",
            "a",
            "k");

    assertThat(outcomes(query, 1)).hasSize(1);
  }

  @Test
  void ofSumsOfDoublesOnOneThread() throws IOException {
    StepQuery query =
        ordered(
            at(
                step(
                    "select g, sum(d), avg(d) from raw.n group by g",
                    List.of(numbers),
                    "g",
                    "s",
                    "v"),
                Workbench.NOON,
                true),
            "ALL");

    assertThat(outcomes(query, 1)).hasSize(1);
  }

  @Test
  void ofTheFirstOfAGroupOnOneThread() throws IOException {
    StepQuery query =
        at(
            step(
                "select k, row_number() over (order by a) from raw.n limit 5",
                List.of(numbers),
                "k",
                "n"),
            Workbench.NOON,
            true);

    assertThat(outcomes(query, 1)).hasSize(1);
  }

  @Test
  void ofLittleMemory() throws IOException {
    StepQuery query =
        ordered(step("select * from raw.n", List.of(numbers), "k", "a", "g", "m", "d"), "a", "k");
    Set<String> outcomes = outcomes(query, 1);
    LaneResult result;
    Path output = bench.newFile(".parquet");
    try (DuckDbLanes lanes =
        new DuckDbLanes(bench.settings(64L << 20, true, false).withThreads(2))) {
      result = lanes.run(query, output, LaneObserver.NONE);
    }
    outcomes.add(
        Arrays.hashCode(Files.readAllBytes(output)) + " groups " + bench.rowGroups(output));

    assertThat(outcomes).hasSize(1);
    assertThat(result.peakMemoryBytes()).isLessThanOrEqualTo(64L << 20);
  }
}
