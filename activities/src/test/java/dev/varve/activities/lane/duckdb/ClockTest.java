package dev.varve.activities.lane.duckdb;

import static dev.varve.activities.lane.duckdb.Workbench.at;
import static dev.varve.activities.lane.duckdb.Workbench.step;
import static org.assertj.core.api.Assertions.assertThat;

import dev.varve.activities.lane.LaneObserver;
import dev.varve.activities.lane.LaneResult;
import dev.varve.activities.lane.LaneSettings;
import dev.varve.activities.lane.StepQuery;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A query reads the build's logical time, however it asks. */
final class ClockTest {
  @TempDir static Path folder;
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
  void theClockIsTheLogicalTimeInEverySpelling() {
    Path output = bench.newFile(".parquet");
    String sql =
        "select now()::varchar, current_timestamp::varchar, get_current_timestamp()::varchar,"
            + " transaction_timestamp()::varchar, current_date::varchar, current_date()::varchar,"
            + " today()::varchar, localtimestamp::varchar, current_localtimestamp()::varchar,"
            + " current_time::varchar, get_current_time()::varchar";
    StepQuery query = step(sql, List.of(), "a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k");

    run(at(query, Instant.parse("2024-02-29T12:00:00.000001Z"), false), output);

    String timestamp = "2024-02-29 12:00:00.000001+00";
    assertThat(bench.rowsOf(output))
        .containsExactly(
            String.join(
                "|",
                timestamp,
                timestamp,
                timestamp,
                timestamp,
                "2024-02-29",
                "2024-02-29",
                "2024-02-29",
                "2024-02-29 12:00:00.000001",
                "2024-02-29 12:00:00.000001",
                "12:00:00.000001+00",
                "12:00:00.000001+00"));
  }

  @Test
  void theClockHasTheEnginesTypes() {
    String sql =
        "select typeof(now()), typeof(get_current_timestamp()), typeof(transaction_timestamp()),"
            + " typeof(today()), typeof(current_date), typeof(get_current_time()),"
            + " typeof(current_localtimestamp())";
    Path output = bench.newFile(".parquet");

    run(step(sql, List.of(), "a", "b", "c", "d", "e", "f", "g"), output);

    assertThat(bench.rowsOf(output)).isEqualTo(bench.rows(sql));
  }

  @Test
  void theNextStepHasItsOwnTime() {
    StepQuery query = step("select current_date", List.of(), "d");
    Path first = bench.newFile(".parquet");
    Path second = bench.newFile(".parquet");

    run(at(query, Instant.parse("2024-01-01T23:59:59Z"), false), first);
    run(at(query, Instant.parse("2024-01-02T00:00:00Z"), false), second);

    assertThat(bench.rowsOf(first)).containsExactly("2024-01-01");
    assertThat(bench.rowsOf(second)).containsExactly("2024-01-02");
  }

  @Test
  void theDateIsThatOfTheProjectsTimeZone() {
    StepQuery query = step("select current_date, localtimestamp::varchar", List.of(), "d", "t");
    Path output = bench.newFile(".parquet");
    LaneSettings tokyo =
        LaneSettings.of(bench.folder().resolve("spill"), List.of(bench.folder()), "Asia/Tokyo");
    try (DuckDbLanes there = new DuckDbLanes(tokyo)) {
      there.run(at(query, Instant.parse("2024-01-01T23:00:00Z"), false), output, LaneObserver.NONE);
    }

    assertThat(bench.rowsOf(output)).containsExactly("2024-01-02|2024-01-02 08:00:00");
  }
}
