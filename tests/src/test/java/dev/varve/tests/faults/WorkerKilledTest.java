package dev.varve.tests.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.varve.tests.harness.Embedded;
import dev.varve.tests.harness.ProcessLogs;
import dev.varve.tests.harness.ProjectFolder;
import dev.varve.tests.harness.Projects;
import dev.varve.tests.harness.Request;
import dev.varve.tests.harness.RunBundles;
import dev.varve.tests.harness.Runs;
import dev.varve.tests.harness.ServerBuild;
import dev.varve.tests.harness.Snapshot;
import dev.varve.tests.harness.TemporalServer;
import dev.varve.tests.harness.WarehouseWatch;
import dev.varve.tests.harness.WorkerProcess;
import dev.varve.workflows.BuildRequest;
import dev.varve.workflows.BuildResult;
import dev.varve.workflows.Counts;
import dev.varve.workflows.Limits;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Workers and servers that are killed while {@code marts.slow} runs. */
@Timeout(300)
@ExtendWith(ProcessLogs.class)
class WorkerKilledTest {
  private static final int WORK = 150;
  private static final int TERMINATED = 143;

  @TempDir static Path shared;
  private static ProjectFolder pattern;
  private static Snapshot undisturbed;

  @TempDir Path folder;
  private ProjectFolder project;
  private String queue;

  @BeforeAll
  static void buildUndisturbed() {
    pattern = Projects.heavy(shared.resolve("heavy"), WORK);
    assertThat(Embedded.build(pattern).counts()).isEqualTo(rebuilt(5));
    undisturbed = Snapshot.of(pattern, "dev");
  }

  @BeforeEach
  void copy(TestInfo test) {
    project = pattern.copyTo(folder.resolve("heavy"));
    queue = test.getTestMethod().orElseThrow().getName();
  }

  @Test
  void secondWorkerGoesOnWithTheStepInFlight() {
    TemporalServer server = TemporalServer.shared();
    try (WorkerProcess one = worker("one", server);
        WorkerProcess two = worker("two", server);
        WarehouseWatch watch = WarehouseWatch.on(project)) {
      ServerBuild build = ServerBuild.start(server, queue, project, "dev");
      String identity = build.awaitRunning("marts.slow");
      (one.is(identity) ? one : two).kill();
      assertThatOnlyTheSlowStepRanAgain(build);
    }
  }

  @Test
  void workerThatIsStartedLaterGoesOn() {
    TemporalServer server = TemporalServer.shared();
    ServerBuild build;
    try (WarehouseWatch watch = WarehouseWatch.on(project)) {
      try (WorkerProcess one = worker("one", server)) {
        build = ServerBuild.start(server, queue, project, "dev");
        build.awaitRunning("marts.slow");
        one.kill();
      }
      assertThat(build.isOpen()).isTrue();
      try (WorkerProcess two = worker("two", server)) {
        assertThatOnlyTheSlowStepRanAgain(build);
      }
    }
  }

  @Test
  void workerThatIsToldToEndFinishesWhatItHasInHand() {
    TemporalServer server = TemporalServer.shared();
    try (WorkerProcess one = worker("one", server)) {
      ServerBuild build = ServerBuild.start(server, queue, project, "dev");
      build.awaitRunning("marts.slow");
      one.terminate();
      try (WorkerProcess two = worker("two", server)) {
        assertThatBuilt(build);
      }
      assertThat(Runs.repeated(Runs.of(build))).isEmpty();
      assertThat(one.exitCode()).isEqualTo(TERMINATED);
    }
  }

  /** The worker lives on, so not even the step in flight is begun again. */
  @Test
  void serverThatIsKilledAndStartedAgainLosesNothing() {
    try (TemporalServer server = TemporalServer.start(folder.resolve("server"));
        WorkerProcess worker = worker("worker", server);
        WarehouseWatch watch = WarehouseWatch.on(project)) {
      // More patient than any restart of a server takes.
      BuildRequest request =
          BuildRequest.of(project.toString(), "dev").with(new Limits(120, 0, 0, 0, 0));
      ServerBuild build = ServerBuild.startAsIs(server, queue, queue, request);
      build.awaitRunning("marts.slow");
      server.kill();
      server.restart();
      assertThatBuilt(build);
      assertThat(Runs.repeated(Runs.of(build))).isEmpty();
    }
  }

  @Test
  void serverAndWorkerThatAreBothKilledLoseNothing() {
    try (TemporalServer server = TemporalServer.start(folder.resolve("server"));
        WarehouseWatch watch = WarehouseWatch.on(project)) {
      ServerBuild build;
      try (WorkerProcess one = worker("one", server)) {
        build = ServerBuild.start(server, queue, project, "dev");
        build.awaitRunning("marts.slow");
        server.kill();
        one.kill();
      }
      server.restart();
      try (WorkerProcess two = worker("two", server)) {
        assertThatOnlyTheSlowStepRanAgain(build);
      }
    }
  }

  /** What {@code --take-lease} is for, and what it must promise when its user was mistaken. */
  @Test
  void leaseThatIsTakenByForceWhileTheServerIsAwayFencesItsHolder() {
    try (TemporalServer server = TemporalServer.start(folder.resolve("server"));
        WorkerProcess worker = worker("worker", server);
        WarehouseWatch watch = WarehouseWatch.on(project)) {
      ServerBuild build = ServerBuild.start(server, queue, project, "dev");
      build.awaitRunning("marts.slow");
      worker.stop();
      server.kill();
      assertThatThrownBy(() -> Embedded.build(project)).hasMessageContaining("--take-lease");
      assertThat(Embedded.build(Request.of(project).takeLease()).outcome()).isEqualTo("done");
      server.restart();
      worker.resume();
      assertThat(build.failure().getType()).isEqualTo("FENCED");
    }
    assertThatItIsAsIfUndisturbed();
  }

  private void assertThatOnlyTheSlowStepRanAgain(ServerBuild build) {
    assertThatBuilt(build);
    assertThat(Runs.repeated(Runs.of(build))).containsOnlyKeys("marts.slow");
  }

  private void assertThatBuilt(ServerBuild build) {
    BuildResult result = build.result();
    assertThat(result.counts()).isEqualTo(rebuilt(5));
    assertThatItIsAsIfUndisturbed();
  }

  private void assertThatItIsAsIfUndisturbed() {
    assertThat(RunBundles.rebuilt(project)).hasSize(5).values().containsOnly(1);
    assertThat(Snapshot.of(project, "dev")).isEqualTo(undisturbed);
    assertThat(Snapshot.versions(project, "dev").values()).containsOnly(1);
    assertThat(Snapshot.strays(project, "dev")).isEmpty();
    assertThat(Embedded.build(project).counts()).isEqualTo(new Counts(5, 0, 0, 0, 0, 0, 0));
    assertThat(Snapshot.leftOvers(project)).isEmpty();
  }

  private WorkerProcess worker(String name, TemporalServer server) {
    return WorkerProcess.start(name, server, queue, 2, folder.resolve("logs"));
  }

  private static Counts rebuilt(int steps) {
    return new Counts(0, 0, steps, 0, 0, 0, 0);
  }
}
