package dev.varve.activities.lane.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.varve.activities.lane.Column;
import dev.varve.activities.lane.LaneException;
import dev.varve.activities.lane.LaneObserver;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RowCheckTest {
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

  @Test
  void countsNullsAndDuplicateKeys() {
    Path first =
        bench.parquet("SELECT i AS a, nullif(i, 2) AS \"b c\", 'x' AS d FROM range(4) r(i)", "");
    Path second =
        bench.parquet("SELECT i AS a, NULL::bigint AS \"b c\", 'x' AS d FROM range(2, 5) r(i)", "");
    List<Path> files = List.of(first, second);

    RowCheck check = lanes.check(files, List.of("b c", "a"), List.of("d", "a"), LaneObserver.NONE);

    assertThat(check.rows()).isEqualTo(7);
    assertThat(check.nulls()).containsExactly(Map.entry("b c", 4L), Map.entry("a", 0L));
    assertThat(check.duplicateKeys()).isEqualTo(2);
    assertThat(check.example()).contains("d = x, a = 2");
  }

  @Test
  void nullsInAKeyAreEqual() {
    Path file = bench.parquet("SELECT NULL::int AS a FROM range(3)", "");

    RowCheck check = lanes.check(List.of(file), List.of(), List.of("a"), LaneObserver.NONE);

    assertThat(check).isEqualTo(new RowCheck(3, Map.of(), 1, Optional.of("a = null")));
  }

  /** Keys in ascending order are not counted, so what is nearly in order is looked at here. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SELECT unnest([1, 2, 3]) AS a, 1 AS b                     | 0",
        "SELECT unnest([3, 2, 1]) AS a, 1 AS b                     | 0",
        "SELECT unnest([1, 1, 2]) AS a, unnest([1, 2, 1]) AS b     | 0",
        "SELECT unnest([1, 1, 2]) AS a, unnest([2, 2, 1]) AS b     | 1",
        "SELECT unnest([1, 2, 1]) AS a, unnest([1, 1, 1]) AS b     | 1",
        "SELECT unnest([1, 2, 2]) AS a, NULL::INTEGER AS b         | 1",
        "SELECT unnest([1, 2, NULL, NULL]) AS a, 1 AS b            | 1",
        "SELECT unnest([-0.0::DOUBLE, 0.0]) AS a, 1 AS b           | 1",
        "SELECT unnest(['nan'::DOUBLE, 'nan']) AS a, 1 AS b        | 1",
        "SELECT unnest(['a', 'A', 'b']) AS a, 1 AS b               | 0",
        "SELECT i // 2 AS a, i % 2 AS b FROM range(300000) r(i)    | 0",
        "SELECT i // 3 AS a, i % 2 AS b FROM range(300000) r(i)    | 100000",
      })
  void aKeyIsCountedWhereOrderDoesNotProveIt(String query, long duplicates) {
    Path file = bench.parquet(query, "");

    assertThat(lanes.check(List.of(file), List.of(), List.of("a", "b"), LaneObserver.NONE))
        .extracting(RowCheck::duplicateKeys)
        .isEqualTo(duplicates);
  }

  @Test
  void keysMayBeEqualInTwoFiles() {
    Path file = bench.parquet("SELECT i AS n FROM range(3) r(i)", "");

    RowCheck check = lanes.check(List.of(file, file), List.of(), List.of("n"), LaneObserver.NONE);

    assertThat(check.duplicateKeys()).isEqualTo(3);
    assertThat(check.example()).contains("n = 0");
  }

  @Test
  void findsNothingWhereAllIsWell() {
    Path file = bench.parquet("SELECT i AS a FROM range(3) r(i)", "");

    assertThat(lanes.check(List.of(file), List.of("a"), List.of("a"), LaneObserver.NONE))
        .isEqualTo(new RowCheck(3, Map.of("a", 0L), 0, Optional.empty()));
    assertThat(lanes.check(List.of(file), List.of(), List.of(), LaneObserver.NONE).rows())
        .isEqualTo(3);
  }

  @Test
  void aPreviewHasTheFirstRowsAsTextAndTheCountOfAll() {
    Path first = bench.parquet("SELECT i AS a, {x: [i]} AS \"b c\" FROM range(2) r(i)", "");
    Path second = bench.parquet("SELECT i AS a, NULL AS \"b c\" FROM range(5, 9) r(i)", "");

    Preview preview = lanes.preview(List.of(first), List.of(), 5, LaneObserver.NONE);

    assertThat(preview)
        .isEqualTo(
            new Preview(
                List.of(new Column("a", "BIGINT"), new Column("b c", "STRUCT(x BIGINT[])")),
                List.of(
                    List.of(Optional.of("0"), Optional.of("{'x': [0]}")),
                    List.of(Optional.of("1"), Optional.of("{'x': [1]}"))),
                2));
    Preview limited = lanes.preview(List.of(second), List.of(), 1, LaneObserver.NONE);
    assertThat(limited.rows()).containsExactly(List.of(Optional.of("5"), Optional.empty()));
    assertThat(limited.rowCount()).isEqualTo(4);
    assertThat(lanes.preview(List.of(first), List.of("b c"), 1, LaneObserver.NONE).rows())
        .containsExactly(List.of(Optional.of("{'x': [0]}")));
  }

  @Test
  void aPreviewOfNoFilesIsAnError() {
    assertThatThrownBy(() -> lanes.preview(List.of(), List.of(), 5, LaneObserver.NONE))
        .isInstanceOf(LaneException.class);
  }
}
