package dev.varve.workers.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.varve.workers.RunningBuild;
import dev.varve.workers.VarveException;
import dev.varve.workflows.BuildFailures;
import dev.varve.workflows.BuildRequest;
import dev.varve.workflows.BuildResult;
import dev.varve.workflows.Counts;
import dev.varve.workflows.Failure;
import dev.varve.workflows.InputProblem;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** Builds through client, server and worker of this process. */
class EmbeddedBuildTest {
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final String ID = "varve/shop/dev";

  private final TestActivities activities = new TestActivities();
  private final EmbeddedServer server = EmbeddedServer.start();
  private final WorkerRuntime worker =
      WorkerRuntime.start(
          server.connection(), WorkerRuntimeSettings.inProcess("varve", 4), activities);
  private final BuildClient client = new BuildClient(server.connection(), "varve");
  private final BuildRequest request = BuildRequest.of("shop", "dev");

  @AfterEach
  void close() {
    worker.close();
    server.close();
  }

  @Test
  void aBuildEndsWithItsResult() {
    RunningBuild build = client.start(ID, request);

    BuildResult result = build.await(LIMIT).orElseThrow();

    assertThat(result.outcome()).isEqualTo(BuildResult.DONE);
    assertThat(result.counts()).isEqualTo(TestActivities.REBUILT);
    assertThat(build.progress().orElseThrow().phase()).isEqualTo("done");
  }

  @Test
  void aBuildOfWhichStepsFailedIsAResultToo() {
    activities.step = (unit, context) -> Counts.failed(1);

    BuildResult result = client.start(ID, request).await(LIMIT).orElseThrow();

    assertThat(result.outcome()).isEqualTo(BuildResult.FAILED);
  }

  @Test
  void problemsOfAProjectArriveWithTheirPlaces() {
    activities.discoverFailure =
        BuildFailures.inputInvalid(
            List.of(new InputProblem("X", "y", "models/a.sql", 1, 8, "z", "a")));

    VarveException failure = failureOf(client.start(ID, request));

    assertThat(failure.kind()).isEqualTo(VarveException.Kind.INPUT);
    assertThat(failure.problems())
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.file()).contains("models/a.sql");
              assertThat(problem.line()).isEqualTo(1);
            });
  }

  @Test
  void whatFailsOutsideKeepsItsCode() {
    activities.discoverFailure =
        BuildFailures.lasting(new Failure("DISK_FULL", "No space.", "Make some."));

    VarveException failure = failureOf(client.start(ID, request));

    assertThat(failure.kind()).isEqualTo(VarveException.Kind.OUTSIDE);
    assertThat(failure.problems().get(0).code()).isEqualTo("DISK_FULL");
    assertThat(failure.problems().get(0).message()).isEqualTo("No space. Make some.");
  }

  @Test
  void aBuildThatRunsUnderTheSameIdIsBusy() {
    CountDownLatch mayEnd = new CountDownLatch(1);
    activities.step = (unit, context) -> awaited(mayEnd);
    RunningBuild first = client.start(ID, request);

    VarveException failure =
        catchThrowableOfType(VarveException.class, () -> client.start(ID, request));
    RunningBuild second = client.start(ID, attaching());
    mayEnd.countDown();

    assertThat(failure.kind()).isEqualTo(VarveException.Kind.BUSY);
    assertThat(second.workflowId()).startsWith(ID + "/");
    assertThat(first.await(LIMIT)).isPresent();
    assertThat(second.await(LIMIT)).isPresent();
  }

  private static BuildRequest attaching() {
    return new BuildRequest(
        "shop", "dev", null, null, null, null, null, null, false, "attach", false, null);
  }

  @Test
  void awaitGivesUpAfterItsTime() {
    CountDownLatch mayEnd = new CountDownLatch(1);
    activities.step = (unit, context) -> awaited(mayEnd);
    RunningBuild build = client.start(ID, request);

    assertThat(build.await(Duration.ofMillis(1))).isEmpty();

    mayEnd.countDown();
    assertThat(build.await(LIMIT)).isPresent();
  }

  /**
   * The outcomes of steps arrive while the cancel is delivered, which the server would not survive
   * without the gate.
   */
  @RepeatedTest(5)
  void aCancelledBuildEndsHoweverItsStepsEnd() {
    activities.units = 200;
    AtomicInteger begun = new AtomicInteger();
    activities.step =
        (unit, context) -> {
          begun.incrementAndGet();
          return TestActivities.REBUILT;
        };
    RunningBuild build = client.start(ID, request);
    while (begun.get() < 20) {
      Thread.onSpinWait();
    }

    build.cancel();

    BuildResult result = build.await(LIMIT).orElseThrow();
    assertThat(result.outcome()).isEqualTo(BuildResult.CANCELLED);
    assertThat(result.counts().cancelled()).isPositive();
    assertThat(result.counts().total()).isEqualTo(200);
  }

  @Test
  void aRunningStepIsToldOfTheCancel() {
    activities.step = (unit, context) -> heartbeatUntilTold(context);
    RunningBuild build = client.start(ID, request);
    assertThat(build.await(Duration.ofMillis(200))).isEmpty();

    build.cancel();

    assertThat(build.await(LIMIT).orElseThrow().counts()).isEqualTo(Counts.cancelled(1));
    build.cancel();
  }

  private static Counts heartbeatUntilTold(io.temporal.activity.ActivityExecutionContext context) {
    while (true) {
      context.heartbeat(null);
      Thread.onSpinWait();
    }
  }

  @Test
  void anInputThatIsNoObjectFailsTheBuild() {
    WorkflowStub stub =
        server
            .connection()
            .client()
            .newUntypedWorkflowStub(
                "Build",
                WorkflowOptions.newBuilder().setWorkflowId(ID).setTaskQueue("varve").build());
    stub.start("shop");

    VarveException failure = failureOf(client.running(ID));

    assertThat(failure.kind()).isEqualTo(VarveException.Kind.OUTSIDE);
  }

  private static VarveException failureOf(RunningBuild build) {
    return catchThrowableOfType(VarveException.class, () -> build.await(LIMIT));
  }

  static Counts awaited(CountDownLatch latch) {
    try {
      if (!latch.await(20, TimeUnit.SECONDS)) {
        throw new AssertionError("The latch was not opened in 20 s.");
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    return TestActivities.REBUILT;
  }
}
