package dev.varve.workflows.build;

import static dev.varve.workflows.build.FakeWarehouse.big;
import static dev.varve.workflows.build.FakeWarehouse.small;
import static org.assertj.core.api.Assertions.assertThat;

import dev.varve.workflows.Build;
import dev.varve.workflows.BuildResult;
import dev.varve.workflows.Counts;
import dev.varve.workflows.phase.SnapshotRequest;
import io.temporal.activity.ActivityExecutionContext;
import io.temporal.client.ActivityCompletionException;
import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowStub;
import io.temporal.failure.CanceledFailure;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CancelTest {
  private final Bench bench = new Bench();
  private final FakeWarehouse warehouse = bench.warehouse;

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  void aCancelledBuildWaitsForItsActivitiesThenTakesASnapshotAndReleasesTheLease() {
    AtomicBoolean cleaned = new AtomicBoolean();
    warehouse.units = List.of(small(), small(), small(1));
    warehouse.behaviours.put(1, (unit, context) -> heartbeatUntilCancelled(context, cleaned));
    WorkflowStub build = bench.start(Bench.request(""));
    Bench.until(() -> Bench.progress(build).unitsDone() == 1);

    build.cancel();

    assertThat(endsCancelled(build)).isTrue();
    assertThat(cleaned).isTrue();
    assertThat(warehouse.calls).endsWith("snapshot cancelled", "release").doesNotContain("run 2");
    SnapshotRequest snapshot =
        (SnapshotRequest) warehouse.requests.get(warehouse.requests.size() - 1);
    assertThat(snapshot.counts()).isEqualTo(new Counts(1, 0, 1, 0, 0, 0, 2));
    assertThat(Bench.progress(build).phase()).isEqualTo("cancelled");
    assertThat(Bench.progress(build).counts()).isEqualTo(snapshot.counts());
    BuildResult result = build.query(Build.RESULT, BuildResult.class);
    assertThat(result.outcome()).isEqualTo(BuildResult.CANCELLED);
    assertThat(result.counts()).isEqualTo(snapshot.counts());
  }

  @Test
  void whatIsExecutedIsNotWrittenAfterACancel() {
    CountDownLatch mayEnd = new CountDownLatch(1);
    warehouse.units = List.of(big());
    warehouse.behaviours.put(
        0,
        (unit, context) -> {
          Latches.await(mayEnd);
          return FakeWarehouse.rebuilt(1);
        });
    WorkflowStub build = bench.start(Bench.request(""));
    Bench.until(() -> warehouse.calls.contains("execute 0"));
    build.cancel();
    Bench.progress(build);
    mayEnd.countDown();

    assertThat(endsCancelled(build)).isTrue();
    assertThat(warehouse.calls)
        .containsExactly(
            "acquire", "discover", "compile", "execute 0", "snapshot cancelled", "release");
  }

  @Test
  void aSnapshotThatHasBegunIsFinished() {
    warehouse.units = List.of(small());
    warehouse.snapshotMayEnd = new CountDownLatch(1);
    WorkflowStub build = bench.start(Bench.request(""));
    Bench.until(() -> warehouse.calls.contains("snapshot"));
    build.cancel();
    Bench.progress(build);
    warehouse.snapshotMayEnd.countDown();

    // Temporal ends every run that was asked to as cancelled; what the build did is told by
    // progress.
    assertThat(endsCancelled(build)).isTrue();
    assertThat(Bench.progress(build).phase()).isEqualTo(BuildResult.DONE);
    assertThat(warehouse.calls).endsWith("snapshot", "release");
  }

  @Test
  void aBuildThatIsCancelledBeforeItIsPlannedOnlyGivesTheLeaseBack() {
    warehouse.compileMayEnd = new CountDownLatch(1);
    WorkflowStub build = bench.start(Bench.request(""));
    Bench.until(() -> warehouse.calls.contains("compile"));

    build.cancel();

    assertThat(endsCancelled(build)).isTrue();
    assertThat(warehouse.calls).containsExactly("acquire", "discover", "compile", "release");
    BuildResult result = build.query(Build.RESULT, BuildResult.class);
    assertThat(result.outcome()).isEqualTo(BuildResult.CANCELLED);
    assertThat(result.counts()).isEqualTo(Counts.NONE);
  }

  @Test
  void aPausedBuildCanBeCancelled() {
    CountDownLatch mayEnd = new CountDownLatch(1);
    warehouse.units = List.of(small(), small(0));
    warehouse.behaviours.put(
        0,
        (unit, context) -> {
          Latches.await(mayEnd);
          return FakeWarehouse.rebuilt(1);
        });
    WorkflowStub build = bench.start(Bench.request(""));
    Bench.until(() -> warehouse.calls.contains("run 0"));
    build.update("pause", Void.class);
    mayEnd.countDown();
    Bench.until(() -> Bench.progress(build).unitsDone() == 1);

    build.cancel();

    assertThat(endsCancelled(build)).isTrue();
    assertThat(warehouse.calls).endsWith("snapshot cancelled", "release");
  }

  private static Counts heartbeatUntilCancelled(
      ActivityExecutionContext context, AtomicBoolean cleaned) {
    try {
      untilCancelled(context);
    } catch (ActivityCompletionException cancelled) {
      cleaned.set(true);
      throw cancelled;
    }
    throw new AssertionError("It was not cancelled.");
  }

  private static void untilCancelled(ActivityExecutionContext context) {
    Bench.until(
        () -> {
          context.heartbeat(null);
          return false;
        });
  }

  /** Waits for the end. */
  static boolean endsCancelled(WorkflowStub build) {
    try {
      build.getResult(BuildResult.class);
      return false;
    } catch (WorkflowFailedException failed) {
      return failed.getCause() instanceof CanceledFailure;
    }
  }
}
