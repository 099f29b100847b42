package dev.varve.workflows.build;

import static dev.varve.workflows.build.FakeWarehouse.small;
import static org.assertj.core.api.Assertions.assertThat;

import dev.varve.workflows.BuildResult;
import dev.varve.workflows.Limits;
import io.temporal.client.WorkflowStub;
import java.util.List;
import org.junit.jupiter.api.Test;

class QueueWatchTest {
  private static final String STEP_QUEUE = "varve-9.9-2.0";

  @Test
  void progressSaysWhenNobodyPollsTheQueueOfTheSteps() {
    try (Bench bench = new Bench()) {
      bench.warehouse.units = List.of(small());
      bench.warehouse.stepQueue = STEP_QUEUE;
      bench.warehouse.pollers = 0;
      WorkflowStub build = bench.start(Bench.request("").with(new Limits(1, 10, 2, 4, 5_000)));

      Bench.until(() -> !Bench.progress(build).hint().isEmpty());

      assertThat(Bench.progress(build).hint())
          .isEqualTo(
              "No worker polls queue varve-9.9-2.0: start one of the version that planned this"
                  + " build.");
      assertThat(bench.warehouse.calls).endsWith("pollers of " + STEP_QUEUE);
      build.cancel();
      assertThat(CancelTest.endsCancelled(build)).isTrue();
    }
  }

  @Test
  void stepsGoToTheQueueThatThePlanNames() {
    FakeWarehouse steps = new FakeWarehouse();
    try (Bench bench = new Bench(STEP_QUEUE, steps)) {
      bench.warehouse.units = List.of(small());
      bench.warehouse.stepQueue = STEP_QUEUE;

      BuildResult result = bench.build(Bench.request(""));

      assertThat(result.outcome()).isEqualTo(BuildResult.DONE);
      assertThat(steps.calls).containsExactly("run 0");
      assertThat(bench.warehouse.calls).doesNotContain("run 0");
    }
  }
}
