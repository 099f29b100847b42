package dev.varve.workflows.build;

import static dev.varve.workflows.build.FakeWarehouse.small;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.varve.workflows.BuildProgress;
import dev.varve.workflows.BuildResult;
import io.temporal.client.WorkflowStub;
import io.temporal.client.WorkflowUpdateException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PauseTest {
  private final Bench bench = new Bench();
  private final FakeWarehouse warehouse = bench.warehouse;
  private final CountDownLatch mayEnd = new CountDownLatch(1);
  private WorkflowStub build;

  @BeforeEach
  void startABuildThatRunsItsFirstUnit() {
    warehouse.units = List.of(small(), small(0));
    warehouse.behaviours.put(
        0,
        (unit, context) -> {
          Latches.await(mayEnd);
          return FakeWarehouse.rebuilt(1);
        });
    build = bench.start(Bench.request(""));
    Bench.until(() -> warehouse.calls.contains("run 0"));
  }

  @AfterEach
  void close() {
    mayEnd.countDown();
    bench.close();
  }

  @Test
  void aPausedBuildFinishesWhatRunsAndStartsNothingUntilResumed() {
    BuildProgress paused = build.update("pause", BuildProgress.class);
    assertThat(paused.paused()).isTrue();
    mayEnd.countDown();
    Bench.until(() -> Bench.progress(build).unitsDone() == 1);
    assertThat(Bench.progress(build).running()).isEmpty();
    assertThat(warehouse.calls).doesNotContain("run 1");

    build.update("resume", BuildProgress.class);

    assertThat(build.getResult(BuildResult.class).counts().rebuilt()).isEqualTo(2);
  }

  @Test
  void progressNamesWhatRuns() {
    BuildProgress progress = Bench.progress(build);

    assertThat(progress.phase()).isEqualTo("execute");
    assertThat(progress.project()).isEqualTo("shop");
    assertThat(progress.units()).isEqualTo(2);
    assertThat(progress.counts().skipped()).isEqualTo(1);
    assertThat(progress.running())
        .singleElement()
        .satisfies(
            unit -> {
              assertThat(unit.label()).isEqualTo("small");
              assertThat(unit.phase()).isEqualTo("run");
            });
  }

  @Test
  void pausingTwiceAndResumingWhatRunsAreRefusedWithACode() {
    assertThatThrownBy(() -> build.update("resume", BuildProgress.class))
        .isInstanceOf(WorkflowUpdateException.class)
        .hasStackTraceContaining("NOT_PAUSED");
    build.update("pause", BuildProgress.class);
    assertThatThrownBy(() -> build.update("pause", BuildProgress.class))
        .isInstanceOf(WorkflowUpdateException.class)
        .hasStackTraceContaining("ALREADY_PAUSED: The build is paused already.");
  }
}
