package dev.varve.tests.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.varve.tests.harness.Embedded;
import dev.varve.tests.harness.ProcessLogs;
import dev.varve.tests.harness.ProjectFolder;
import dev.varve.tests.harness.Projects;
import dev.varve.tests.harness.RunBundles;
import dev.varve.tests.harness.Runs;
import dev.varve.tests.harness.ServerBuild;
import dev.varve.tests.harness.Snapshot;
import dev.varve.tests.harness.TemporalServer;
import dev.varve.tests.harness.WarehouseWatch;
import dev.varve.tests.harness.WorkerProcess;
import dev.varve.workflows.BuildResult;
import dev.varve.workflows.Counts;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A build that a person resets while a step runs. */
@Timeout(300)
@ExtendWith(ProcessLogs.class)
class ResetTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"FirstWorkflowTask", "LastWorkflowTask"})
  void buildGoesOnFromThereAndTheFormerRunCanDoNothingMore(String where) {
    ProjectFolder project = Projects.heavy(folder.resolve("heavy"), 500);
    TemporalServer server = TemporalServer.shared();
    String queue = "reset-" + where;
    try (WorkerProcess one = WorkerProcess.start("one", server, queue, 4, folder.resolve("logs"));
        WarehouseWatch watch = WarehouseWatch.on(project)) {
      ServerBuild build = ServerBuild.start(server, queue, project, "dev");
      build.awaitRunning("marts.slow");
      server
          .cli()
          .run(
              "workflow",
              "reset",
              "--workflow-id",
              build.workflowId(),
              "--type",
              where,
              "--reason",
              "a test")
          .checked();
      BuildResult result = build.result();
      assertThat(result.outcome()).isEqualTo("done");
      List<Runs.Run> runs = Runs.of(build);
      if (where.equals("LastWorkflowTask")) {
        // What the former run had finished counts as its own; only what was in flight ran again.
        assertThat(result.counts()).isEqualTo(new Counts(0, 0, 5, 0, 0, 0, 0));
        assertThat(Runs.repeated(runs)).containsOnlyKeys("marts.slow");
      } else {
        // All is planned again, and what the former run had finished is in the store.
        assertThat(result.counts()).isEqualTo(new Counts(0, 3, 2, 0, 0, 0, 0));
        assertThat(Runs.repeated(runs)).isEmpty();
      }
      assertThat(RunBundles.rebuilt(project)).hasSize(5).values().containsOnly(1);
    }
    ProjectFolder again = project.copyTo(folder.resolve("undisturbed"));
    Embedded.build(again);
    assertThat(Snapshot.of(project, "dev")).isEqualTo(Snapshot.of(again, "dev"));
    assertThat(Snapshot.versions(project, "dev").values()).containsOnly(1);
    assertThat(Embedded.build(project).counts()).isEqualTo(new Counts(5, 0, 0, 0, 0, 0, 0));
    assertThat(Snapshot.leftOvers(project)).isEmpty();
    assertThat(Snapshot.strays(project, "dev")).isEmpty();
  }
}
