package dev.varve.workers.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.uber.m3.tally.Scope;
import com.uber.m3.tally.ScopeCloseException;
import dev.varve.workers.RunningBuild;
import dev.varve.workflows.BuildRequest;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WorkerRuntimeTest {
  private final TestActivities activities = new TestActivities();
  private final EmbeddedServer server = EmbeddedServer.start();

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void aDrainLetsWhatRunsEnd() {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch mayEnd = new CountDownLatch(1);
    AtomicBoolean ended = new AtomicBoolean();
    activities.step =
        (unit, context) -> {
          begun.countDown();
          EmbeddedBuildTest.awaited(mayEnd);
          context.heartbeat(null);
          ended.set(true);
          return TestActivities.REBUILT;
        };
    WorkerRuntime worker = WorkerRuntime.start(server.connection(), settings(), activities);
    start();
    EmbeddedBuildTest.awaited(begun);

    CompletableFuture<Void> drained = CompletableFuture.runAsync(worker::drain);
    mayEnd.countDown();
    drained.join();

    assertThat(ended).isTrue();
  }

  @Test
  void whatDoesNotEndInTimeIsInterrupted() {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch never = new CountDownLatch(1);
    AtomicBoolean interrupted = new AtomicBoolean();
    activities.step =
        (unit, context) -> {
          begun.countDown();
          try {
            never.await();
          } catch (InterruptedException stop) {
            interrupted.set(true);
          }
          return TestActivities.REBUILT;
        };
    WorkerRuntime worker =
        WorkerRuntime.start(
            server.connection(),
            new WorkerRuntimeSettings(
                "varve", "varve", 2, 2, Duration.ofMillis(500), Duration.ofMillis(50)),
            activities);
    start();
    EmbeddedBuildTest.awaited(begun);

    worker.drain();

    assertThat(interrupted).isTrue();
  }

  @Test
  void stepsOfAVersionHaveAQueueOfTheirOwn() {
    WorkerRuntimeSettings settings =
        WorkerRuntimeSettings.onServer("varve", "0.1.0", "2.0.0", 4, Duration.ofSeconds(1));

    assertThat(settings.stepQueue()).isEqualTo("varve-0.1.0-2.0.0");
    assertThatThrownBy(
            () -> WorkerRuntimeSettings.onServer("varve", "0.1.0", "2.0.0", 0, Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void theMetricsOfTheSdkAreReported() throws ScopeCloseException {
    SimpleMeterRegistry registry = new SimpleMeterRegistry();

    try (Scope scope = SdkMetrics.scope(registry)) {
      scope.counter("temporal_request").inc(3);
    }

    assertThat(registry.get("temporal_request").counter().count()).isEqualTo(3);
  }

  private RunningBuild start() {
    return new BuildClient(server.connection(), "varve")
        .start("varve/shop/dev", BuildRequest.of("shop", "dev"));
  }

  private static WorkerRuntimeSettings settings() {
    return new WorkerRuntimeSettings(
        "varve", "varve", 2, 2, Duration.ofMillis(500), Duration.ofSeconds(20));
  }
}
