package dev.varve.workflows.build;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.varve.workflows.Build;
import dev.varve.workflows.BuildProgress;
import dev.varve.workflows.BuildRequest;
import dev.varve.workflows.BuildResult;
import dev.varve.workflows.Limits;
import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.common.converter.DataConverterException;
import io.temporal.failure.ApplicationFailure;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkflowImplementationOptions;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** A Temporal environment in memory that skips time, with one worker on a {@link FakeWarehouse}. */
final class Bench implements AutoCloseable {
  static final String QUEUE = "varve";
  static final Limits LIMITS = new Limits(5, 10, 2, 4, 5_000);

  final FakeWarehouse warehouse = new FakeWarehouse();
  final TestWorkflowEnvironment environment = TestWorkflowEnvironment.newInstance();

  Bench() {
    this("", new FakeWarehouse());
  }

  /** With a second worker for the steps. */
  Bench(String stepQueue, FakeWarehouse steps) {
    if (!stepQueue.isEmpty()) {
      environment.newWorker(stepQueue).registerActivitiesImplementations(steps);
    }
    Worker worker = environment.newWorker(QUEUE);
    worker.registerWorkflowImplementationTypes(
        WorkflowImplementationOptions.newBuilder()
            .setFailWorkflowExceptionTypes(DataConverterException.class)
            .build(),
        BuildWorkflow.class);
    worker.registerActivitiesImplementations(warehouse);
    environment.start();
  }

  static BuildRequest request(String ifBusy) {
    return new BuildRequest(
            "shop", "dev", null, null, null, null, null, null, false, ifBusy, false, null)
        .with(LIMITS);
  }

  WorkflowStub start(BuildRequest request) {
    return start("varve/shop/dev", request);
  }

  WorkflowStub start(String id, Object... input) {
    WorkflowStub stub =
        environment
            .getWorkflowClient()
            .newUntypedWorkflowStub(
                Build.TYPE,
                WorkflowOptions.newBuilder().setWorkflowId(id).setTaskQueue(QUEUE).build());
    stub.start(input);
    return stub;
  }

  BuildResult build(BuildRequest request) {
    return start(request).getResult(BuildResult.class);
  }

  /** Waits for the build to fail, and returns why. */
  static ApplicationFailure failureOf(WorkflowStub build) {
    ApplicationFailure[] failure = new ApplicationFailure[1];
    assertThatThrownBy(() -> build.getResult(BuildResult.class))
        .isInstanceOf(WorkflowFailedException.class)
        .satisfies(thrown -> failure[0] = (ApplicationFailure) thrown.getCause());
    return failure[0];
  }

  static BuildProgress progress(WorkflowStub build) {
    return build.query(Build.PROGRESS, BuildProgress.class);
  }

  static void until(BooleanSupplier condition) {
    Instant limit = Instant.now().plus(Duration.ofSeconds(20));
    while (!condition.getAsBoolean()) {
      if (Instant.now().isAfter(limit)) {
        throw new AssertionError("The condition did not come true in 20 s.");
      }
      LockSupport.parkNanos(2_000_000);
    }
  }

  @Override
  public void close() {
    environment.close();
  }
}
