package dev.varve.tests.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.varve.tests.harness.ProcessLogs;
import dev.varve.tests.harness.ProjectFolder;
import dev.varve.tests.harness.Projects;
import dev.varve.tests.harness.RunBundles;
import dev.varve.tests.harness.ServerBuild;
import dev.varve.tests.harness.Snapshot;
import dev.varve.tests.harness.TemporalServer;
import dev.varve.tests.harness.WorkerProcess;
import dev.varve.workflows.BuildRequest;
import dev.varve.workflows.Counts;
import dev.varve.workflows.Limits;
import io.temporal.api.failure.v1.Failure;
import io.temporal.failure.ApplicationFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Workers of which one does not see the warehouse, as on a host where the volume is not mounted.
 * The warehouse's path leads through {@code /proc/self/cwd}, so it is there for the processes that
 * were started in the right folder, and for no others.
 */
@Timeout(300)
@EnabledOnOs(OS.LINUX)
@ExtendWith(ProcessLogs.class)
class UnseenWarehouseTest {
  private static final String QUEUE = "unseen";

  @TempDir Path folder;
  private ProjectFolder project;

  @BeforeEach
  void write() throws IOException {
    project =
        Projects.heavy(folder.resolve("heavy"), 150)
            .replaceIn("varve.yaml", "warehouse: ./warehouse", "warehouse: ./mounted");
    Files.createDirectory(project.warehouse());
    Files.createSymbolicLink(project.path("mounted"), Path.of("/proc/self/cwd/warehouse"));
  }

  @Test
  void workerThatDoesNotSeeTheWarehouseRefusesItsStepsAndTouchesNothing() {
    ServerBuild build;
    try (WorkerProcess seeing = worker("seeing", project.root())) {
      BuildRequest twice =
          BuildRequest.of(project.toString(), "dev").with(new Limits(5, 0, 2, 0, 0));
      build = ServerBuild.startAsIs(TemporalServer.shared(), QUEUE, QUEUE, twice);
      build.awaitRunning("marts.slow");
      seeing.kill();
    }
    try (WorkerProcess blind = worker("blind", folder.resolve("elsewhere"))) {
      ApplicationFailure failure = build.failure();
      assertThat(failure.getType()).isEqualTo("WAREHOUSE_NOT_VISIBLE");
      assertThat(failure.getOriginalMessage())
          .startsWith("WAREHOUSE_NOT_VISIBLE: This worker does not see the warehouse")
          .contains(project.path("mounted").toString(), "Mount the same warehouse");
      assertThat(refusals(build)).contains("Execute", "Snapshot");
      assertThat(folder.resolve("elsewhere/warehouse")).doesNotExist();
    }
    assertThat(RunBundles.rebuilt(project))
        .containsOnlyKeys("marts.kinds", "staging.events", "staging.factors");
    try (WorkerProcess seeing = worker("seeing-again", project.root())) {
      ServerBuild next =
          ServerBuild.start(TemporalServer.shared(), QUEUE, QUEUE + "/next", project, "dev");
      assertThat(next.result().counts()).isEqualTo(new Counts(0, 3, 2, 0, 0, 0, 0));
      assertThat(Snapshot.versions(project, "dev").values()).containsOnly(1);
      assertThat(Snapshot.leftOvers(project)).isEmpty();
    }
  }

  /** The activities that failed for good because of the warehouse. */
  private static List<String> refusals(ServerBuild build) {
    var events = build.history().getEvents();
    return events.stream()
        .filter(event -> event.hasActivityTaskFailedEventAttributes())
        .map(event -> event.getActivityTaskFailedEventAttributes())
        .filter(failed -> isRefusal(failed.getFailure()))
        .map(
            failed ->
                events
                    .get((int) failed.getScheduledEventId() - 1)
                    .getActivityTaskScheduledEventAttributes()
                    .getActivityType()
                    .getName())
        .toList();
  }

  private static boolean isRefusal(Failure failure) {
    return failure.getApplicationFailureInfo().getType().equals("WAREHOUSE_NOT_VISIBLE")
        && failure.getMessage().contains("Mount the same warehouse");
  }

  private static WorkerProcess worker(String name, Path in) {
    return WorkerProcess.start(name, TemporalServer.shared(), QUEUE, 2, in);
  }
}
