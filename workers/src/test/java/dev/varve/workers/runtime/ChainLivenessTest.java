package dev.varve.workers.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.varve.workers.RunningBuild;
import dev.varve.workflows.BuildRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ChainLivenessTest {
  private static final String HERE = ServerId.IN_PROCESS.toString();

  private final TestActivities activities = new TestActivities();
  private final CountDownLatch mayEnd = new CountDownLatch(1);
  private final EmbeddedServer server = EmbeddedServer.start();
  private final WorkerRuntime worker =
      WorkerRuntime.start(
          server.connection(), WorkerRuntimeSettings.inProcess("varve", 2), activities);
  private final ChainLiveness liveness = new ChainLiveness(Optional.of(server.connection()));

  @AfterEach
  void close() {
    mayEnd.countDown();
    worker.close();
    server.close();
  }

  @Test
  void aBuildIsOpenUntilItEnds() {
    activities.step = (unit, context) -> EmbeddedBuildTest.awaited(mayEnd);
    RunningBuild build =
        new BuildClient(server.connection(), "varve").start("id", BuildRequest.of("shop", "dev"));
    String runId =
        server
            .connection()
            .client()
            .newUntypedWorkflowStub("id")
            .describe()
            .getExecution()
            .getRunId();

    assertThat(liveness.of(HERE, "default", "id", runId)).isEqualTo(ChainLiveness.Answer.OPEN);

    mayEnd.countDown();
    build.await(Duration.ofSeconds(30));
    assertThat(liveness.of(HERE, "default", "id", runId)).isEqualTo(ChainLiveness.Answer.CLOSED);
  }

  @Test
  void aWorkflowThatTheServerDoesNotKnowIsClosed() {
    assertThat(liveness.of(HERE, "default", "unknown", "run"))
        .isEqualTo(ChainLiveness.Answer.CLOSED);
  }

  @Test
  void aServerThatCannotBeAskedLeavesItUnknown() throws IOException {
    String nowhere = new ServerId("127.0.0.1:" + ServerConnectionTest.freePort(), "c1").toString();

    assertThat(liveness.of(nowhere, "default", "id", "run"))
        .isEqualTo(ChainLiveness.Answer.UNKNOWN);
  }
}
