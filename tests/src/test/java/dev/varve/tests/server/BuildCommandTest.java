package dev.varve.tests.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.varve.tests.harness.ProcessLogs;
import dev.varve.tests.harness.ProjectFolder;
import dev.varve.tests.harness.Projects;
import dev.varve.tests.harness.ServerBuild;
import dev.varve.tests.harness.TemporalCli;
import dev.varve.tests.harness.TemporalServer;
import dev.varve.tests.harness.VarveProcess;
import dev.varve.tests.harness.WorkerProcess;
import dev.varve.workflows.Counts;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The process of {@code varve build} with a server: what it says, and what it ends with. */
@Timeout(300)
@ExtendWith(ProcessLogs.class)
class BuildCommandTest {
  private static final int OUTSIDE = 3;
  private static final int BUSY = 4;

  @TempDir Path folder;

  @Test
  void serverOrNamespaceThatIsNotThereIsAFaultOutside() {
    ProjectFolder project = Projects.shop(folder.resolve("shop"));
    // Nobody listens on a port that only the system could give out.
    try (VarveProcess nobody = build("nobody", project, "--server", "127.0.0.1:1");
        VarveProcess nowhere = onServer("nowhere", project, "--namespace", "nowhere")) {
      assertThat(nobody.exitCode()).isEqualTo(OUTSIDE);
      assertThat(nobody.log()).contains("SERVER_UNREACHABLE", "127.0.0.1:1");
      assertThat(nowhere.exitCode()).isEqualTo(OUTSIDE);
      assertThat(nowhere.log())
          .contains("NAMESPACE_NOT_FOUND", "nowhere", "temporal operator namespace create");
      assertThat(TemporalCli.parse(nowhere.output()).at("/problems/0/code").asText())
          .isEqualTo("NAMESPACE_NOT_FOUND");
    }
  }

  @Test
  void busyEnvironmentIsRefusedAndCanBeWaitedForByNobody() {
    ProjectFolder project = Projects.heavy(folder.resolve("heavy"), 20);
    String queue = "build-command";
    try (WorkerProcess worker =
        WorkerProcess.start("worker", TemporalServer.shared(), queue, 4, folder)) {
      ServerBuild holder =
          ServerBuild.start(TemporalServer.shared(), queue, "holder", project, "dev");
      holder.pauseWithTheLease();
      try (VarveProcess refused = onServer("refused", project, "--task-queue", queue)) {
        assertThat(refused.exitCode()).isEqualTo(BUSY);
        assertThat(refused.log()).contains("BUSY", "holder");
      }
      try (VarveProcess started =
          onServer("started", project, "--task-queue", queue, "--no-wait", "--if-busy", "wait")) {
        // It ends although its build cannot even begin.
        assertThat(started.exitCode()).isZero();
        JsonNode said = TemporalCli.parse(started.output());
        assertThat(said.get("workflowId").asText()).isEqualTo("varve/heavy/dev");
      }
      ServerBuild waiting = ServerBuild.running(TemporalServer.shared(), "varve/heavy/dev");
      waiting.awaitPhase("waiting");
      try (VarveProcess same = onServer("same", project, "--task-queue", queue)) {
        assertThat(same.exitCode()).isEqualTo(BUSY);
        assertThat(same.log()).contains("BUSY", "The build varve/heavy/dev is running");
      }
      holder.resume();
      assertThat(holder.result().counts()).isEqualTo(new Counts(0, 0, 5, 0, 0, 0, 0));
      assertThat(waiting.result().counts()).isEqualTo(new Counts(5, 0, 0, 0, 0, 0, 0));
    }
  }

  private VarveProcess onServer(String name, ProjectFolder project, String... options) {
    String[] all = new String[options.length + 2];
    all[0] = "--server";
    all[1] = TemporalServer.shared().address();
    System.arraycopy(options, 0, all, 2, options.length);
    return build(name, project, all);
  }

  private VarveProcess build(String name, ProjectFolder project, String... options) {
    return VarveProcess.build(name, project, folder, options);
  }
}
