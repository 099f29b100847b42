package dev.varve.activities.lane.duckdb;

import static dev.varve.activities.lane.duckdb.Workbench.step;
import static dev.varve.activities.lane.duckdb.Workbench.withArguments;
import static dev.varve.activities.lane.duckdb.Workbench.withColumns;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.varve.activities.lane.LaneException;
import dev.varve.activities.lane.LaneObserver;
import dev.varve.activities.lane.LaneResult;
import dev.varve.activities.lane.ProjectedColumn;
import dev.varve.activities.lane.StepQuery;
import dev.varve.activities.lane.TypedLiteral;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a user is told when the query itself is at fault. */
final class QueryFaultTest {
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
  void aValueTooLargeForTheStoredTypeIsAnErrorThatNamesTheColumn() {
    Path output = bench.newFile(".parquet");
    StepQuery query =
        withColumns(
            step(
                "select 1, sum(170141183460469231731687303715884105727::hugeint - i) from range(1) r(i)",
                List.of(),
                "x"),
            ProjectedColumn.of("one"),
            new ProjectedColumn("total", "DECIMAL(38,0)"));

    LaneException e = catchThrowableOfType(LaneException.class, () -> run(query, output));

    assertThat(e.code()).isEqualTo("QUERY_FAILED");
    assertThat(e.problem()).startsWith("Column total: ").contains("DECIMAL(38,0)");
    assertThat(output).doesNotExist();
  }

  @Test
  void aParameterThatIsNotOfItsTypeIsAnError() {
    StepQuery query =
        withArguments(
            step("select CAST($since AS DATE)", List.of(), "a"),
            Map.of("since", TypedLiteral.of("DATE", "yesterday")));

    assertThatThrownBy(() -> run(query, bench.newFile(".parquet")))
        .isInstanceOf(LaneException.class)
        .hasMessageContaining("yesterday");
  }

  @Test
  void columnsOtherThanExpectedAreAnError() {
    Path output = bench.newFile(".parquet");

    assertThatThrownBy(() -> run(step("select 1, 2", List.of(), "a"), output))
        .isInstanceOf(LaneException.class)
        .hasMessageStartingWith("COLUMNS_DIFFER");
    assertThat(output).doesNotExist();
    assertThatThrownBy(() -> run(step("select 1", List.of(), "a", "b"), output))
        .isInstanceOf(LaneException.class)
        .hasMessageContaining("1 columns available but 2 columns");
  }

  static List<Arguments> faults() {
    return List.of(
        arguments(
            "select 1 // (i - i) from range(3) r(i)", "Division by zero in expression", "NULLIF"),
        arguments(
            "select cast('x' || i as int) from range(3) r(i)",
            "Could not convert string 'x0' to INT32.",
            "TRY_CAST"),
        arguments(
            "select sum(9223372036854775807 * i) from range(9) r(i)",
            "Overflow in multiplication of INT64",
            "wider"),
        arguments(
            "select (select i from range(2) r(i))",
            "More than one row returned by a subquery used as an expression",
            "LIMIT 1"),
        arguments("select error('no' || chr(10) || 'second line')", "no.", ""),
        arguments("select nope from range(3) r(i)", "Referenced column \"nope\" not found", ""));
  }

  @ParameterizedTest
  @MethodSource("faults")
  void aFaultOfTheQueryIsOneCleanSentence(String sql, String problem, String mend) {
    LaneException e =
        catchThrowableOfType(
            LaneException.class, () -> run(step(sql, List.of(), "a"), bench.newFile(".parquet")));

    assertThat(e.code()).isEqualTo("QUERY_FAILED");
    assertThat(e.problem())
        .contains(problem)
        .doesNotContain("SET ")
        .doesNotContain("\n")
        .matches("(?s).*[.!]");
    assertThat(e.getMessage()).contains(mend);
  }

  @Test
  void anErrorTellsWhereInTheText() {
    String sql = "select 'ä日🎉' as x, /* here */ cast('v' || i as int) as y from range(3) r(i)";

    LaneException e =
        catchThrowableOfType(
            LaneException.class,
            () -> run(step(sql, List.of(), "a", "b"), bench.newFile(".parquet")));

    assertThat(e.offset()).hasValue(sql.indexOf("cast("));
  }

  @Test
  void anErrorOfAPreparedQueryTellsWhereToo() {
    String sql = "select cast(CAST($p AS VARCHAR) || i as int) as y from range(3) r(i)";
    StepQuery query =
        withArguments(step(sql, List.of(), "a"), Map.of("p", TypedLiteral.of("VARCHAR", "v")));

    LaneException e =
        catchThrowableOfType(LaneException.class, () -> run(query, bench.newFile(".parquet")));

    assertThat(e.problem()).contains("'v0'");
    assertThat(e.offset()).hasValue(sql.indexOf("cast("));
  }
}
