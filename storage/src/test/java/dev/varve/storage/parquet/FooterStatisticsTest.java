package dev.varve.storage.parquet;

import static dev.varve.storage.parquet.TestFile.chunk;
import static dev.varve.storage.parquet.TestFile.column;
import static org.assertj.core.api.Assertions.assertThat;

import dev.varve.storage.store.ColumnStatistics;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.parquet.format.Type;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FooterStatisticsTest {
  @TempDir Path folder;

  @Test
  void ofAnEnginesFileHaveTheTextOfEveryType() throws URISyntaxException {
    ParquetContents contents = ParquetFooter.read(resource("types.parquet"));

    List<String> texts = new ArrayList<>();
    for (ColumnStatistics column : contents.statistics()) {
      texts.add(
          "%s %s .. %s %d"
              .formatted(
                  column.column(),
                  column.min().orElse("-"),
                  column.max().orElse("-"),
                  column.nulls()));
    }
    assertThat(texts)
        .containsExactly(
            "i 0 .. 4 1",
            "b 0 .. 4 0",
            "sm 0 .. 4 0",
            "ti 0 .. 4 0",
            "ut 0 .. 4 0",
            "ub 18446744073709551610 .. 18446744073709551614 0",
            "d 0.0 .. 4.0 0",
            "n - .. - 0",
            "f 0.0 .. 4.0 0",
            "z 0.0 .. 0.0 0",
            "dec 0.00 .. 4.40 0",
            "dec38 -6.0000 .. 0.0000 0",
            "s xü0 .. xü4 0",
            "dt 1969-12-30 .. 1970-01-03 0",
            "ts 1969-12-31T23:59:58.123456 .. 1970-01-01T00:00:02.123456 0",
            "tz 2024-01-01T00:00:00.5Z .. 2024-01-01T00:00:00.5Z 0",
            "bo false .. true 0",
            "nu - .. - 5",
            "bl - .. - 0",
            "js {} .. {} 0");
    assertThat(contents.rows()).isEqualTo(5);
    assertThat(contents.keyValues()).containsExactly(Map.entry("varve.step", "abc"));
    assertThat(contents.columns()).hasSize(23);
  }

  @Test
  void spanAllRowGroups() throws IOException {
    assertThat(
            statistics(
                TestFile.withColumns(column("a", Type.INT64))
                    .rowGroup(5, chunk("1").longs(-3, 7, 1))
                    .rowGroup(5, chunk("2").nulls(5))
                    .rowGroup(5, chunk("3").longs(-4, 6, 2))))
        .containsExactly(new ColumnStatistics("a", Optional.of("-4"), Optional.of("7"), 8));
  }

  @Test
  void haveNoBoundsWhenOneRowGroupStatesNone() throws IOException {
    assertThat(
            statistics(
                TestFile.withColumns(column("a", Type.INT64))
                    .rowGroup(5, chunk("1").longs(1, 2, 0))
                    .rowGroup(5, chunk("2").nulls(1))))
        .containsExactly(new ColumnStatistics("a", Optional.empty(), Optional.empty(), 1));
  }

  @Test
  void haveNoBoundsWhenTheyAreCutOff() throws IOException {
    assertThat(
            statistics(
                TestFile.withColumns(column("a", Type.INT64))
                    .rowGroup(5, chunk("1").longs(1, 2, 0).inexact())))
        .containsExactly(new ColumnStatistics("a", Optional.empty(), Optional.empty(), 0));
  }

  @Test
  void areLeftOutWhenNullsAreNotCounted() throws IOException {
    assertThat(
            statistics(
                TestFile.withColumns(column("a", Type.INT64))
                    .rowGroup(5, chunk("1").longs(1, 2, 0))
                    .rowGroup(5, chunk("2"))))
        .isEmpty();
  }

  @Test
  void areInTheSummaryToo() throws URISyntaxException {
    Path file = resource("types.parquet");
    ParquetSummary summary = ParquetFooter.summary(file);
    ParquetContents contents = ParquetFooter.read(file);
    assertThat(summary.statistics()).isEqualTo(contents.statistics());
    assertThat(summary.rows()).isEqualTo(contents.rows());
    assertThat(summary.columns())
        .isEqualTo(contents.columns().stream().map(c -> c.column()).toList());
  }

  private List<ColumnStatistics> statistics(TestFile file) throws IOException {
    return ParquetFooter.read(file.writeTo(folder.resolve("f.parquet"))).statistics();
  }

  private static Path resource(String name) throws URISyntaxException {
    return Path.of(FooterStatisticsTest.class.getResource(name).toURI());
  }
}
