package dev.varve.activities.lane.duckdb;

import static dev.varve.activities.lane.duckdb.Workbench.at;
import static dev.varve.activities.lane.duckdb.Workbench.step;
import static dev.varve.activities.lane.duckdb.Workbench.withFunctions;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.varve.activities.lane.LaneException;
import dev.varve.activities.lane.LaneObserver;
import dev.varve.activities.lane.StepFunction;
import dev.varve.activities.lane.StepQuery;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A step finds the functions that it brings along, and no others. */
final class StepFunctionsTest {
  private static final StepFunction PLUS =
      new StepFunction("plus", false, "(a INTEGER) AS CAST((a + 1) AS INTEGER)");

  @TempDir static Path folder;
  private static Workbench bench;
  private static DuckDbLanes lanes;

  @BeforeAll
  static void open() {
    bench = new Workbench(folder);
    lanes = bench.lanes(1);
  }

  @AfterAll
  static void close() {
    lanes.close();
    bench.close();
  }

  private static List<String> rows(StepQuery query) {
    Path output = bench.newFile(".parquet");
    lanes.run(query, output, LaneObserver.NONE);
    return bench.rowsOf(output);
  }

  @Test
  void callTheirOwnFunctions() {
    StepFunction twice = new StepFunction("twice", false, "(a INTEGER) AS plus(plus(a))");
    StepFunction rows = new StepFunction("rows", true, "(n INTEGER) AS TABLE SELECT plus(n) AS r");
    assertThat(rows(withFunctions(step("select twice(40) as a", List.of(), "a"), PLUS, twice)))
        .containsExactly("42");
    assertThat(
            rows(
                withFunctions(step("select r as a from rows(n := 1)", List.of(), "a"), PLUS, rows)))
        .containsExactly("2");
  }

  @Test
  void doNotSeeThoseOfTheStepBefore() {
    StepQuery query = step("select plus(1) as a", List.of(), "a");
    assertThat(rows(withFunctions(query, PLUS))).containsExactly("2");
    StepFunction other = new StepFunction("plus", false, "(a INTEGER) AS CAST((a + 5) AS INTEGER)");
    assertThat(rows(withFunctions(query, other))).containsExactly("6");
    assertThatThrownBy(() -> rows(query))
        .isInstanceOf(LaneException.class)
        .hasMessageContaining("plus");
  }

  @Test
  void readTheLogicalTime() {
    StepFunction late = new StepFunction("late", false, "() AS CAST((now()) AS VARCHAR)");
    StepQuery query = withFunctions(step("select late() as a", List.of(), "a"), late);
    for (int day = 10; day < 12; day++) {
      Instant time = Instant.parse("2024-02-" + day + "T12:00:00Z");
      assertThat(rows(at(query, time, false))).containsExactly("2024-02-" + day + " 12:00:00+00");
    }
  }
}
