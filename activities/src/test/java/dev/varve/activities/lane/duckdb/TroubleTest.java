package dev.varve.activities.lane.duckdb;

import static dev.varve.activities.lane.duckdb.Workbench.step;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.varve.activities.lane.Column;
import dev.varve.activities.lane.InputTable;
import dev.varve.activities.lane.LaneCancelledException;
import dev.varve.activities.lane.LaneException;
import dev.varve.activities.lane.LaneObserver;
import dev.varve.activities.lane.LaneResult;
import dev.varve.activities.lane.LaneSettings;
import dev.varve.activities.lane.RunningQuery;
import dev.varve.activities.lane.StepQuery;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
final class TroubleTest {
  /** Takes minutes. */
  private static final StepQuery ENDLESS =
      step(
          "select count(*) from range(1000000) a, range(1000000) b where hash(a.range + b.range) % 7 = 1",
          List.of(), "n");

  private static final StepQuery ONE = step("select 1", List.of(), "a");

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
  void aRunningStepTellsItsProgressAndIsCancelled() throws Exception {
    Path output = bench.newFile(".parquet");
    AtomicReference<RunningQuery> running = new AtomicReference<>();
    CountDownLatch started = new CountDownLatch(1);
    CompletableFuture<LaneResult> run =
        CompletableFuture.supplyAsync(
            () ->
                lanes.run(
                    ENDLESS,
                    output,
                    query -> {
                      running.set(query);
                      started.countDown();
                    }));
    started.await();
    OptionalDouble progress = running.get().progress();
    while (progress.isEmpty()) {
      assertThat(run).isNotDone();
      Thread.onSpinWait();
      progress = running.get().progress();
    }
    assertThat(progress.getAsDouble()).isBetween(0.0, 100.0);

    running.get().cancel();

    assertThatThrownBy(() -> run.get(10, TimeUnit.SECONDS))
        .isInstanceOf(ExecutionException.class)
        .cause()
        .isInstanceOf(LaneCancelledException.class)
        .hasMessageContaining("marts.m");
    assertThat(output).doesNotExist();
    assertThat(running.get().progress()).isEmpty();
    running.get().cancel();
    assertThat(lanes.run(ONE, output, LaneObserver.NONE).rows()).isEqualTo(1);
  }

  @Test
  void aStepCancelledBeforeItsFirstStatementDoesNotRun() {
    Path output = bench.newFile(".parquet");

    assertThatThrownBy(() -> lanes.run(ENDLESS, output, RunningQuery::cancel))
        .isInstanceOf(LaneCancelledException.class);
  }

  @Test
  void aStepCancelledAtAnyMomentEnds() throws Exception {
    for (int i = 0; i < 20; i++) {
      Path output = bench.newFile(".parquet");
      AtomicReference<RunningQuery> running = new AtomicReference<>();
      CountDownLatch started = new CountDownLatch(1);
      CompletableFuture<LaneResult> run =
          CompletableFuture.supplyAsync(
              () ->
                  lanes.run(
                      ENDLESS,
                      output,
                      query -> {
                        running.set(query);
                        started.countDown();
                      }));
      started.await();
      long until = System.nanoTime() + i * 500_000L;
      while (System.nanoTime() < until) {
        Thread.onSpinWait();
      }
      running.get().cancel();
      assertThatThrownBy(() -> run.get(20, TimeUnit.SECONDS))
          .hasCauseInstanceOf(LaneCancelledException.class);
    }
  }

  @Test
  void closingCancelsWhatRuns() throws Exception {
    DuckDbLanes closing = bench.lanes(2);
    CountDownLatch started = new CountDownLatch(1);
    Path output = bench.newFile(".parquet");
    CompletableFuture<LaneResult> run =
        CompletableFuture.supplyAsync(
            () -> closing.run(ENDLESS, output, query -> started.countDown()));
    started.await();

    closing.close();

    assertThatThrownBy(() -> run.get(10, TimeUnit.SECONDS))
        .hasCauseInstanceOf(LaneCancelledException.class);
    assertThatThrownBy(() -> closing.run(ONE, output, LaneObserver.NONE))
        .isInstanceOf(IllegalStateException.class);
    closing.close();
  }

  @Test
  void tooLittleMemoryIsToldApartAndSpoilsNothing() throws IOException {
    LaneSettings tight =
        new LaneSettings(
            1,
            32L << 20,
            1L << 20,
            bench.folder().resolve("spill"),
            List.of(bench.folder()),
            "UTC",
            LaneSettings.ROW_GROUP_ROWS,
            true,
            false);
    StepQuery big = step("select list(hash(i)::varchar) from range(3000000) r(i)", List.of(), "l");
    try (DuckDbLanes small = new DuckDbLanes(tight)) {
      Path output = bench.newFile(".parquet");
      LaneException e =
          catchThrowableOfType(
              LaneException.class, () -> small.run(big, output, LaneObserver.NONE));

      assertThat(e.code()).isEqualTo("OUT_OF_MEMORY");
      assertThat(e.problem()).doesNotContain("\n");
      assertThat(e.mend()).contains("memory_tight");
      assertThat(output).doesNotExist();
      assertThat(small.run(ONE, output, LaneObserver.NONE).rows()).isEqualTo(1);
    }
  }

  @Test
  void aSpentSpillLimitIsAFullDisk() {
    LaneSettings tight =
        new LaneSettings(
            1,
            48L << 20,
            4L << 20,
            bench.folder().resolve("spill"),
            List.of(bench.folder()),
            "UTC",
            LaneSettings.ROW_GROUP_ROWS,
            true,
            false);
    StepQuery big =
        step(
            "select hash(i)::varchar || 'abcdefghijklmnopqrst' as x from range(3000000) r(i) order by 1",
            List.of(),
            "x");
    try (DuckDbLanes small = new DuckDbLanes(tight)) {
      assertThatThrownBy(() -> small.run(big, bench.newFile(".parquet"), LaneObserver.NONE))
          .isInstanceOf(LaneException.class)
          .hasMessageStartingWith("DISK_FULL: The spill limit is used up");
    }
  }

  @Test
  void aFullDiskIsToldApart() throws IOException {
    Path full = Path.of("/dev/full");
    assumeTrue(Files.exists(full));
    Path output = Files.createSymbolicLink(bench.newFile(".parquet"), full);

    LaneSettings settings =
        LaneSettings.of(
            bench.folder().resolve("spill"), List.of(bench.folder(), Path.of("/dev")), "UTC");
    StepQuery query = step("select hash(i) from range(300000) r(i)", List.of(), "a");

    LaneException e;
    try (DuckDbLanes wide = new DuckDbLanes(settings)) {
      e =
          catchThrowableOfType(
              LaneException.class, () -> wide.run(query, output, LaneObserver.NONE));
    }

    assertThat(e.code()).isEqualTo("DISK_FULL");
    assertThat(e.problem()).contains("No space left on device").doesNotContain("{");
    assertThat(output).doesNotExist();
  }

  @Test
  void aMissingOrDamagedInputIsNamed() {
    Path missing = bench.newFile(".parquet");
    Path damaged = bench.text("damaged.parquet", "this is not Parquet");

    assertThatThrownBy(() -> lanes.run(reading(missing), bench.newFile(".p"), LaneObserver.NONE))
        .isInstanceOf(LaneException.class)
        .hasMessageStartingWith("INPUT_UNREADABLE: Input raw.t: ")
        .hasMessageContaining(missing.getFileName().toString());
    assertThatThrownBy(() -> lanes.run(reading(damaged), bench.newFile(".p"), LaneObserver.NONE))
        .isInstanceOf(LaneException.class)
        .hasMessageStartingWith("INPUT_UNREADABLE: Input raw.t: ")
        .hasMessageContaining("damaged.parquet");
  }

  @Test
  void anOutputThatCannotBeWrittenIsToldApart() {
    // As when the folder of a fenced attempt was renamed away.
    Path output = bench.folder().resolve("gone").resolve("out.parquet");

    assertThatThrownBy(() -> lanes.run(ONE, output, LaneObserver.NONE))
        .isInstanceOf(LaneException.class)
        .hasMessageStartingWith("OUTPUT_UNWRITABLE: ");
  }

  @Test
  void closingRemovesWhatWasSpilled() {
    Path spill = bench.folder().resolve("spill of its own");
    DuckDbLanes closing =
        new DuckDbLanes(
            Workbench.limited(
                LaneSettings.of(spill, List.of(bench.folder()), "UTC").withThreads(1),
                60L << 20,
                true,
                false));
    StepQuery sort =
        step(
            "select hash(i)::varchar || 'abcdefghijklmnopqrst' as x from range(1200000) r(i) order by 1",
            List.of(),
            "x");
    LaneResult result = closing.run(sort, bench.newFile(".parquet"), LaneObserver.NONE);
    assertThat(result.peakSpillBytes()).isPositive();
    assertThat(spill).isNotEmptyDirectory();

    closing.close();

    assertThat(spill).isEmptyDirectory();
  }

  @Test
  void aSpillFolderThatCannotBeMadeIsToldApart() {
    Path file = bench.text("a file", "");
    try (DuckDbLanes bad =
        new DuckDbLanes(LaneSettings.of(file.resolve("spill"), List.of(folder), "UTC"))) {
      assertThatThrownBy(() -> bad.run(ONE, bench.newFile(".parquet"), LaneObserver.NONE))
          .isInstanceOf(LaneException.class)
          .hasMessageStartingWith("SPILL_UNUSABLE");
    }
  }

  private static StepQuery reading(Path file) {
    InputTable input =
        InputTable.parquet("raw", "t", List.of(new Column("a", "INTEGER")), List.of(file));
    return step("select a from raw.t", List.of(input), "a");
  }
}
