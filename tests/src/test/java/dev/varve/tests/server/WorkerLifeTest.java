package dev.varve.tests.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.varve.activities.Activities;
import dev.varve.activities.metrics.ProcessMetrics;
import dev.varve.activities.temporal.ActivitySettings;
import dev.varve.activities.temporal.Chains;
import dev.varve.tests.harness.ProcessLogs;
import dev.varve.tests.harness.ProjectFolder;
import dev.varve.tests.harness.Projects;
import dev.varve.tests.harness.ServerBuild;
import dev.varve.tests.harness.Snapshot;
import dev.varve.tests.harness.TemporalServer;
import dev.varve.tests.harness.Until;
import dev.varve.tests.harness.VarveProcess;
import dev.varve.tests.harness.WorkerProcess;
import dev.varve.workers.ServerAddress;
import dev.varve.workers.Versions;
import dev.varve.workers.runtime.ServerConnection;
import dev.varve.workers.runtime.WorkerRuntime;
import dev.varve.workers.runtime.WorkerRuntimeSettings;
import dev.varve.workflows.Counts;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Workers from their start to their end, and builds that no worker takes. */
@Timeout(300)
@ExtendWith(ProcessLogs.class)
class WorkerLifeTest {
  private static final Counts ALL = new Counts(0, 0, 5, 0, 0, 0, 0);
  private static final Pattern METRICS = Pattern.compile("Metrics are at (http://\\S+/metrics)");

  @TempDir Path folder;

  @Test
  void workerThatIsToldToEndFinishesItsStepFirst() {
    ProjectFolder project = Projects.heavy(folder.resolve("heavy"), 400);
    try (WorkerProcess first = worker("first", "drained")) {
      ServerBuild build = ServerBuild.start(TemporalServer.shared(), "drained", project, "dev");
      build.awaitRunning("marts.slow");
      first.terminate();
      assertThat(first.exitCode()).isEqualTo(143);
      assertThat(first.log()).contains("Draining: ", "Drained.");
      try (WorkerProcess second = worker("second", "drained")) {
        assertThat(build.result().counts()).isEqualTo(ALL);
        assertThat(second.isAlive()).isTrue();
      }
      assertThat(mostAttempts(build)).isEqualTo(1);
    }
  }

  @Test
  void metricsTellOfTheServersTasksAndOfWhatStepsDid() throws Exception {
    ProjectFolder project = Projects.shop(folder.resolve("shop"));
    try (WorkerProcess worker = worker("metrics", "metrics", "--metrics", "127.0.0.1:0")) {
      assertThat(
              ServerBuild.start(TemporalServer.shared(), "metrics", "metrics-1", project, "dev")
                  .result()
                  .counts())
          .isEqualTo(ALL);
      assertThat(
              ServerBuild.start(TemporalServer.shared(), "metrics", "metrics-2", project, "prod")
                  .result()
                  .counts()
                  .reused())
          .isEqualTo(5);
      String metrics = metrics(worker);
      assertThat(metrics)
          .contains("varve_steps_total{decision=\"rebuild\"} 5.0")
          .contains("varve_steps_total{decision=\"reuse\"} 5.0");
      assertThat(value(metrics, "varve_rows_total")).isPositive();
      assertThat(value(metrics, "varve_bytes_total")).isPositive();
      for (String phase : new String[] {"discover", "compile", "run", "snapshot"}) {
        assertThat(value(metrics, "varve_phase_seconds_count{phase=\"" + phase + "\"}"))
            .isPositive();
      }
      // The client reports every few seconds.
      Until.holds(
          "the SDK's metrics are there",
          () ->
              metrics(worker).contains("temporal_activity_execution_latency")
                  && metrics(worker).contains("temporal_workflow_completed"));
    }
  }

  @Test
  void warehouseThatIsDeletedUnderAWorkerIsMadeAnew() throws IOException {
    ProjectFolder project = Projects.shop(folder.resolve("shop"));
    try (WorkerProcess worker = worker("anew", "anew")) {
      assertThat(build("anew", "anew-1", project)).isEqualTo(ALL);
      delete(project.warehouse());
      assertThat(build("anew", "anew-2", project)).isEqualTo(ALL);
      assertThat(Snapshot.of(project, "dev").tables()).hasSize(5);
      assertThat(worker.isAlive()).isTrue();
    }
  }

  @Test
  void serverThatDoesNotKnowTheSearchAttributesWillDo() {
    ProjectFolder project = Projects.shop(folder.resolve("shop"));
    try (TemporalServer bare =
            TemporalServer.startWithoutSearchAttributes(folder.resolve("server"));
        WorkerProcess worker = WorkerProcess.start("bare", bare, "bare", 2, folder)) {
      ServerBuild build = ServerBuild.start(bare, "bare", project, "dev");
      assertThat(build.result().counts()).isEqualTo(ALL);
      String byStatus = "VarveBuildStatus='done'";
      assertThat(bare.cli().run("workflow", "list", "--query", byStatus).exitCode()).isNotZero();
      assertThat(worker.isAlive()).isTrue();
    }
  }

  @Test
  void commandSaysSoonThatNoWorkerTakesItsBuild() {
    ProjectFolder project = Projects.shop(folder.resolve("shop"));
    try (VarveProcess build = build("nobody", project, "nobody")) {
      build.awaitLog("No worker polls queue nobody: start one with \"varve worker\".");
      build.signal("TERM");
      assertThat(build.exitCode()).isEqualTo(143);
    }
  }

  @Test
  void progressSaysThatNoWorkerOfTheVersionTakesTheSteps() {
    ProjectFolder project = Projects.shop(folder.resolve("shop"));
    ServerConnection connection =
        ServerConnection.open(
            new ServerAddress(
                Optional.of(TemporalServer.shared().address()),
                Optional.empty(),
                Optional.of("other")),
            Optional.empty());
    try (connection;
        Activities activities = Activities.open(ofAnotherVersion(connection));
        WorkerRuntime builds =
            WorkerRuntime.start(
                connection,
                new WorkerRuntimeSettings(
                    "other", "other", 2, 2, Duration.ofMillis(500), Duration.ZERO),
                activities.implementations().toArray());
        VarveProcess build = build("other", project, "other")) {
      build.awaitLog("No worker polls queue other-9.9-2.0: start one of the version");
      build.signal("TERM");
      assertThat(build.exitCode()).isEqualTo(143);
      assertThat(build.output()).contains("\"outcome\":\"cancelled\"", "\"cancelled\":5,");
      assertThat(builds).isNotNull();
    }
  }

  /** It plans builds whose steps only workers of another version may run. */
  private static ActivitySettings ofAnotherVersion(ServerConnection connection) {
    return ActivitySettings.onServer(
        connection.server().toString(),
        connection.namespace(),
        (server, namespace, workflowId, runId) -> Chains.State.UNKNOWN,
        () -> false,
        queue -> queue + "-9.9-2.0",
        Versions.load().lane(),
        ProcessMetrics.none());
  }

  private VarveProcess build(String name, ProjectFolder project, String queue) {
    return VarveProcess.build(
        name,
        project,
        folder,
        "--server",
        TemporalServer.shared().address(),
        "--task-queue",
        queue,
        "--environment",
        queue);
  }

  private static Counts build(String queue, String workflowId, ProjectFolder project) {
    return ServerBuild.start(TemporalServer.shared(), queue, workflowId, project, "dev")
        .result()
        .counts();
  }

  private WorkerProcess worker(String name, String queue, String... options) {
    return WorkerProcess.start(name, TemporalServer.shared(), queue, 2, folder, options);
  }

  private static int mostAttempts(ServerBuild build) {
    return build.history().getEvents().stream()
        .filter(event -> event.hasActivityTaskStartedEventAttributes())
        .mapToInt(event -> event.getActivityTaskStartedEventAttributes().getAttempt())
        .max()
        .orElse(0);
  }

  private static String metrics(WorkerProcess worker) throws IOException, InterruptedException {
    Matcher address = METRICS.matcher(worker.log());
    assertThat(address.find()).isTrue();
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create(address.group(1))).build(),
            HttpResponse.BodyHandlers.ofString())
        .body();
  }

  private static double value(String metrics, String name) {
    return metrics
        .lines()
        .filter(line -> line.startsWith(name + " "))
        .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
        .findFirst()
        .orElse(0);
  }

  private static void delete(Path root) throws IOException {
    try (Stream<Path> all = Files.walk(root)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
