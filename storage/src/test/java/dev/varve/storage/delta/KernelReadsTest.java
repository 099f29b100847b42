package dev.varve.storage.delta;

import static dev.varve.storage.delta.TestTable.STORED;
import static dev.varve.storage.delta.TestTable.version;
import static org.assertj.core.api.Assertions.assertThat;

import dev.varve.storage.delta.internal.KernelScan;
import dev.varve.storage.store.DataFile;
import io.delta.kernel.expressions.Column;
import io.delta.kernel.expressions.Literal;
import io.delta.kernel.expressions.Predicate;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What other readers make of the statistics: kernel leaves out files by them. */
class KernelReadsTest {
  /** Both files' timestamps begin at 2024-01-01 00:00:00.123456, ten seconds apart. */
  private static final long FIRST_MICROS = 1_704_067_200_123_456L;

  @TempDir Path folder;

  @Test
  void leavesOutFilesByEveryTypeOfBound() throws IOException {
    TestTable table = new TestTable(folder);
    DataFile low = table.file(0, "stored-1.parquet");
    DataFile high = table.file(1, "stored-2.parquet");
    table.commit(version(STORED, "key", List.of(low, high)));
    KernelScan scan = new KernelScan(table.path, 0);

    long lastLow = FIRST_MICROS + 4_000_000;
    long firstHigh = FIRST_MICROS + 10_000_000;
    int day = (int) LocalDate.of(1970, 1, 4).toEpochDay();
    assertThat(
            List.of(
                scan.files(compare("l", ">", Literal.ofLong(4))),
                scan.files(compare("s", "<", Literal.ofString("xü10"))),
                scan.files(compare("dt", "<", Literal.ofDate(day))),
                scan.files(compare("ts", ">", Literal.ofTimestampNtz(lastLow + 1_000))),
                scan.files(compare("tz", "<", Literal.ofTimestamp(firstHigh))),
                scan.files(compare("c", ">", Literal.ofDecimal(new BigDecimal("4.40"), 9, 2))),
                scan.files(compare("d", "<", Literal.ofDouble(0.5)))))
        .containsExactly(
            List.of(high.path()),
            List.of(low.path()),
            List.of(low.path()),
            List.of(high.path()),
            List.of(low.path()),
            List.of(),
            List.of());
    // And keeps those that only just qualify.
    assertThat(
            List.of(
                scan.files(compare("l", ">=", Literal.ofLong(4))),
                scan.files(compare("ts", ">=", Literal.ofTimestampNtz(lastLow))),
                scan.files(compare("tz", "<=", Literal.ofTimestamp(firstHigh))),
                scan.files(compare("tz", ">=", Literal.ofTimestamp(lastLow)))))
        .allSatisfy(files -> assertThat(files).containsExactly(low.path(), high.path()));
  }

  private static Predicate compare(String column, String operator, Literal literal) {
    return new Predicate(operator, new Column(column), literal);
  }
}
