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
