package dev.varve.tests.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.varve.tests.harness.Embedded;
import dev.varve.tests.harness.ProcessLogs;
import dev.varve.tests.harness.ProjectFolder;
import dev.varve.tests.harness.Projects;
import dev.varve.tests.harness.Snapshot;
import dev.varve.tests.harness.TemporalCli;
import dev.varve.tests.harness.TemporalServer;
import dev.varve.tests.harness.Until;
import dev.varve.tests.harness.VarveProcess;
import dev.varve.tests.harness.WorkerProcess;
import dev.varve.workflows.BuildResult;
import dev.varve.workflows.Counts;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Builds that are told to stop, by a signal to their process or by somebody on the server. */
@Timeout(300)
@ExtendWith(ProcessLogs.class)
class SignalsTest {
  @TempDir Path folder;
  private ProjectFolder project;

  @BeforeEach
  void write() {
    project = Projects.heavy(folder.resolve("heavy"), 4000);
  }

  @ParameterizedTest
  @CsvSource({"INT, 130", "TERM, 143"})
  void buildWithoutAServerStopsAndLeavesNothingHalfWritten(String signal, int exitCode) {
    try (VarveProcess build = VarveProcess.build("embedded", project, folder)) {
      awaitSlow(build);
      build.signal(signal);
      assertThat(build.exitCode()).isEqualTo(exitCode);
      assertThat(build.log()).contains("Cancelling: ");
      assertThatItTellsHowFarItCame(build);
    }
    assertThatNextBuildDoesTheRest();
  }

  @Test
  void buildOnAServerIsCancelledAndToldOf() {
    TemporalServer server = TemporalServer.shared();
    try (WorkerProcess worker = WorkerProcess.start("worker", server, "signals", 2, folder);
        VarveProcess build = onServer("signals")) {
      awaitSlow(build);
      build.signal("TERM");
      assertThat(build.exitCode()).isEqualTo(143);
      assertThatItTellsHowFarItCame(build);
      assertThat(worker.isAlive()).isTrue();
    }
    assertThatNextBuildDoesTheRest();
  }

  @Test
  void commandTellsHowFarABuildCameThatSomebodyElseCancelled() {
    TemporalServer server = TemporalServer.shared();
    try (WorkerProcess worker = WorkerProcess.start("worker", server, "elsewhere", 2, folder);
        VarveProcess build = onServer("elsewhere")) {
      awaitSlow(build);
      server.cli().run("workflow", "cancel", "--workflow-id", "varve/heavy/dev").checked();
      assertThat(build.exitCode()).isEqualTo(1);
      assertThatItTellsHowFarItCame(build);
      assertThat(worker.isAlive()).isTrue();
    }
    assertThatNextBuildDoesTheRest();
  }

  /** Waits until one query runs and three tables are done. */
  private static void awaitSlow(VarveProcess build) {
    build.awaitLog("execute  3 of 5  marts.slow");
  }

  private VarveProcess onServer(String queue) {
    return VarveProcess.build(
        "command",
        project,
        folder,
        "--server",
        TemporalServer.shared().address(),
        "--task-queue",
        queue);
  }

  private static void assertThatItTellsHowFarItCame(VarveProcess build) {
    JsonNode result = TemporalCli.parse(build.output());
    assertThat(result.get("outcome").asText()).isEqualTo("cancelled");
    assertThat(result.at("/counts/rebuilt").asInt()).isEqualTo(3);
    assertThat(result.at("/counts/cancelled").asInt()).isEqualTo(2);
    assertThat(result.get("steps").findValuesAsText("decision"))
        .containsExactlyInAnyOrder("rebuild", "rebuild", "rebuild", "cancelled", "cancelled");
  }

  private void assertThatNextBuildDoesTheRest() {
    Until.holds("nothing is left over", () -> Snapshot.leftOvers(project).isEmpty());
    assertThat(Snapshot.strays(project, "dev")).isEmpty();
    assertThat(Snapshot.of(project, "dev").tables())
        .containsOnlyKeys("staging.events", "staging.factors", "marts.kinds");
    project.replaceIn(
        "models/marts/slow.sql",
        "cross join staging.factors f",
        "cross join (select 3 as factor) f");
    BuildResult next = Embedded.build(project);
    assertThat(next.counts()).isEqualTo(new Counts(3, 0, 2, 0, 0, 0, 0));
    assertThat(Snapshot.leftOvers(project)).isEmpty();
  }
}
