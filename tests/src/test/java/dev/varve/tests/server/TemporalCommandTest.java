package dev.varve.tests.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.varve.tests.harness.Embedded;
import dev.varve.tests.harness.ProcessLogs;
import dev.varve.tests.harness.ProjectFolder;
import dev.varve.tests.harness.Projects;
import dev.varve.tests.harness.Schedule;
import dev.varve.tests.harness.Snapshot;
import dev.varve.tests.harness.TemporalCli;
import dev.varve.tests.harness.TemporalServer;
import dev.varve.tests.harness.Until;
import dev.varve.tests.harness.WorkerProcess;
import dev.varve.workflows.BuildResult;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Builds that are started, watched and steered with nothing but the {@code temporal} command. */
@Timeout(300)
@ExtendWith(ProcessLogs.class)
class TemporalCommandTest {
  private static final String QUEUE = "command";

  @TempDir static Path shared;
  private static TemporalCli temporal;
  private static WorkerProcess worker;

  @TempDir Path folder;
  private String workflowId;

  @BeforeAll
  static void start() {
    temporal = TemporalServer.shared().cli();
    worker = WorkerProcess.start("worker", TemporalServer.shared(), QUEUE, 4, shared);
  }

  @AfterAll
  static void end() {
    if (worker != null) {
      worker.close();
    }
  }

  @BeforeEach
  void nameWorkflow(TestInfo test) {
    workflowId = "varve/" + test.getTestMethod().orElseThrow().getName();
  }

  @Test
  void projectIsAllThatMustBeSaid() {
    ProjectFolder project = shop();
    startBuild("{\"project\":\"" + project + "\"}");
    JsonNode ended = temporal.json("workflow", "result", "--workflow-id", workflowId);
    JsonNode result = ended.get("result");
    assertThat(ended.get("status").asText()).isEqualTo("COMPLETED");
    assertThat(result.get("formatVersion").asInt()).isEqualTo(BuildResult.FORMAT_VERSION);
    assertThat(result.get("project").asText()).isEqualTo("shop");
    assertThat(result.get("environment").asText()).isEqualTo("dev");
    assertThat(result.get("counts").get("rebuilt").asInt()).isEqualTo(5);
    assertThat(decisions(result)).hasSize(5).containsEntry("marts.revenue", "rebuild");
    assertThat(result.get("manifest").asText()).isNotEmpty();
    assertThat(Embedded.build(project).counts().skipped()).isEqualTo(5);
  }

  @Test
  void resultIsTheJsonOfTheCommand() {
    ProjectFolder project = shop();
    startBuild("{\"project\":\"" + project + "\",\"environment\":\"prod\"}");
    JsonNode result = resultOf(workflowId);
    List<String> names = new ArrayList<>();
    result.fieldNames().forEachRemaining(names::add);
    assertThat(names)
        .contains(
            "formatVersion",
            "buildId",
            "project",
            "environment",
            "logicalTime",
            "counts",
            "steps",
            "manifest");
    List<String> step = new ArrayList<>();
    result.get("steps").get(0).fieldNames().forEachRemaining(step::add);
    assertThat(step)
        .contains(
            "model",
            "decision",
            "reason",
            "key",
            "rows",
            "bytes",
            "milliseconds",
            "error",
            "startedAt");
  }

  @Test
  void everyChoiceOfTheCommandCanBeMade() {
    ProjectFolder project = shop();
    startBuild(
        """
        {"project":"%s","environment":"prod","select":["staging.*"],"profile":"memory_tight",
         "tier":"fast","logicalTime":"2026-01-02T03:04:05Z","rebuild":true,"ifBusy":"wait"}
        """
            .formatted(project));
    JsonNode result = resultOf(workflowId);
    assertThat(result.get("logicalTime").asText()).isEqualTo("2026-01-02T03:04:05Z");
    assertThat(decisions(result)).containsOnlyKeys("staging.orders", "staging.customers");
  }

  @Test
  void parametersAndPolicyCanBeChosen() {
    ProjectFolder project = shop();
    project
        .replaceIn(
            "varve.yaml",
            "sources:",
            "params:\n  since: { type: DATE, default: 2026-01-01 }\nsources:")
        .model("marts.recent", "select id from staging.orders where day >= $since");
    startBuild("{\"project\":\"" + project + "\"}");
    assertThat(rows(resultOf(workflowId), "marts.recent")).isEqualTo(3);

    String since = "\"parameters\":{\"since\":\"2026-01-06\"}";
    startBuild("{\"project\":\"" + project + "\"," + since + "}");
    JsonNode another = resultOf(workflowId);
    assertThat(rows(another, "marts.recent")).isEqualTo(2);
    assertThat(decisions(another))
        .containsEntry("marts.recent", "rebuild")
        .containsEntry("marts.revenue", "skip");

    startBuild("{\"project\":\"" + project + "\"," + since + ",\"policy\":\"always\"}");
    assertThat(decisions(resultOf(workflowId)).values()).hasSize(6).containsOnly("rebuild");
  }

  /** As after a build without a server on a host that is no longer there. */
  @Test
  void leaseWhoseHolderCannotBeAskedIsTakenOnlyWhenItIsSaid() {
    ProjectFolder project = shop();
    assertThat(Embedded.build(project).outcome()).isEqualTo("done");
    String lease = "warehouse/_varve/leases/1";
    project
        .replaceIn(lease + ".json", "\"host\" : \"", "\"host\" : \"not-")
        .delete(lease + ".released");
    startBuild("{\"project\":\"" + project + "\"}");
    assertThat(failure()).contains("BUSY", "who cannot be asked");
    startBuild("{\"project\":\"" + project + "\",\"takeLease\":true}");
    assertThat(resultOf(workflowId).at("/counts/skipped").asInt()).isEqualTo(5);
  }

  @Test
  void wrongInputFailsWithWhatToMend() {
    startBuild("{\"project\":\"/nowhere\",\"environmnt\":\"prod\"}");
    assertThat(failure()).contains("INPUT_INVALID", "environmnt", "environment");
  }

  @Test
  void brokenModelsFailWithTheirPlaces() {
    ProjectFolder project = shop();
    project.model("marts.days", "select dy from staging.orders");
    startBuild("{\"project\":\"" + project + "\"}");
    assertThat(failure()).contains("INPUT_INVALID", "models/marts/days.sql:1:8", "day");
  }

  @Test
  void failedStepFailsTheBuildAndIsNamed() {
    ProjectFolder project = shop();
    project.model(
        "marts.days", "select cast('x' || day as date) as day, 1 as orders from staging.orders");
    startBuild("{\"project\":\"" + project + "\"}");
    assertThat(failure()).contains("BUILD_FAILED", "marts.days", "QUERY_FAILED");
  }

  @Test
  void progressShowsHowFarItIs() {
    ProjectFolder project = Projects.heavy(folder.resolve("heavy"), 200);
    startBuild("{\"project\":\"" + project + "\"}");
    JsonNode progress =
        Until.present(
            "marts.slow runs",
            () -> Optional.of(progress()).filter(p -> isRunning(p, "marts.slow")));
    assertThat(progress.get("phase").asText()).isEqualTo("execute");
    assertThat(progress.get("project").asText()).isEqualTo("heavy");
    assertThat(progress.get("steps").asInt()).isEqualTo(5);
    temporal.json("workflow", "result", "--workflow-id", workflowId);
    assertThat(progress().get("phase").asText()).isEqualTo("done");
  }

  @Test
  void pausedBuildEndsWhatRunsAndStartsNothing() {
    ProjectFolder project = Projects.heavy(folder.resolve("heavy"), 200);
    startBuild("{\"project\":\"" + project + "\"}");
    Until.holds("marts.slow runs", () -> isRunning(progress(), "marts.slow"));
    update("pause");
    Until.holds("nothing runs", () -> progress().get("running").isEmpty());
    assertThat(progress().get("paused").asBoolean()).isTrue();
    assertThat(progress().get("unitsDone").asInt()).isEqualTo(4);
    assertThat(temporal.run(updating("pause")).exitCode()).isNotZero();
    update("resume");
    JsonNode ended = temporal.json("workflow", "result", "--workflow-id", workflowId);
    assertThat(ended.get("result").get("counts").get("rebuilt").asInt()).isEqualTo(5);
  }

  @Test
  void cancelledBuildStopsAtOnceAndKeepsWhatIsDone() {
    ProjectFolder project = Projects.heavy(folder.resolve("heavy"), 4000);
    startBuild("{\"project\":\"" + project + "\"}");
    Until.holds("marts.slow runs alone", () -> runsAlone(progress(), "marts.slow"));
    temporal.run("workflow", "cancel", "--workflow-id", workflowId).checked();
    assertThat(temporal.run("workflow", "result", "--workflow-id", workflowId).exitCode())
        .isNotZero();
    JsonNode described = temporal.json("workflow", "describe", "--workflow-id", workflowId);
    assertThat(described.at("/workflowExecutionInfo/status").asText())
        .isEqualTo("WORKFLOW_EXECUTION_STATUS_CANCELED");
    assertThat(progress().at("/counts/rebuilt").asInt()).isEqualTo(3);
    assertThat(progress().at("/counts/cancelled").asInt()).isEqualTo(2);
    JsonNode result =
        temporal
            .json("workflow", "query", "--workflow-id", workflowId, "--type", "result")
            .at("/queryResult/0");
    assertThat(result.get("outcome").asText()).isEqualTo("cancelled");
    assertThat(decisions(result))
        .containsEntry("marts.kinds", "rebuild")
        .containsEntry("marts.slow", "cancelled");
    assertThat(Snapshot.of(project, "dev").tables())
        .containsOnlyKeys("staging.events", "staging.factors", "marts.kinds");
    project.replaceIn(
        "models/marts/slow.sql",
        "cross join staging.factors f",
        "cross join (select 3 as factor) f");
    BuildResult next = Embedded.build(project);
    assertThat(next.counts().rebuilt()).isEqualTo(2);
    assertThat(Snapshot.leftOvers(project)).isEmpty();
  }

  @Test
  void scheduleBuildsWhatHasArrivedSince() {
    ProjectFolder project = shop();
    String input = "{\"project\":\"" + project + "\"}";
    try (Schedule schedule = Schedule.create(temporal, "nightly", workflowId, QUEUE, input)) {
      JsonNode first = resultOf(schedule.trigger());
      assertThat(first.get("counts").get("rebuilt").asInt()).isEqualTo(5);
      project.csv("data/orders/february.csv", "id,customer,day,amount", "4,2,2026-02-01,1.00");
      JsonNode second = resultOf(schedule.trigger());
      assertThat(decisions(second))
          .containsEntry("staging.orders", "rebuild")
          .containsEntry("staging.customers", "skip")
          .containsEntry("marts.revenue", "rebuild");
      JsonNode third = resultOf(schedule.trigger());
      assertThat(third.get("counts").get("skipped").asInt()).isEqualTo(5);
    }
  }

  @Test
  void buildsAreFoundByProjectEnvironmentAndStatus() {
    ProjectFolder project = shop();
    startBuild("{\"project\":\"" + project + "\",\"environment\":\"findable\"}");
    temporal.json("workflow", "result", "--workflow-id", workflowId);
    String query =
        "VarveProject='shop' AND VarveEnvironment='findable' AND VarveBuildStatus='done'";
    Until.holds(
        "it is found",
        () -> temporal.json("workflow", "list", "--query", query).toString().contains(workflowId));
  }

  private ProjectFolder shop() {
    return Projects.shop(folder.resolve("shop"));
  }

  private void startBuild(String input) {
    startBuild(workflowId, input);
  }

  private static void startBuild(String id, String input) {
    temporal
        .run(
            "workflow",
            "start",
            "--type",
            "Build",
            "--task-queue",
            QUEUE,
            "--workflow-id",
            id,
            "--input",
            input)
        .checked();
  }

  private String failure() {
    TemporalCli.Ended ended = temporal.run("workflow", "result", "--workflow-id", workflowId);
    assertThat(ended.exitCode()).isNotZero();
    return ended.output() + ended.errors();
  }

  private JsonNode progress() {
    return temporal
        .json("workflow", "query", "--workflow-id", workflowId, "--type", "progress")
        .at("/queryResult/0");
  }

  private void update(String name) {
    temporal.run(updating(name)).checked();
  }

  private String[] updating(String name) {
    return new String[] {
      "workflow", "update", "execute", "--workflow-id", workflowId, "--name", name
    };
  }

  private JsonNode resultOf(String id) {
    return temporal.json("workflow", "result", "--workflow-id", id).get("result");
  }

  private static int rows(JsonNode result, String model) {
    for (JsonNode step : result.get("steps")) {
      if (step.get("model").asText().equals(model)) {
        return step.get("rows").asInt();
      }
    }
    throw new AssertionError(model + " is not in " + result);
  }

  private static boolean runsAlone(JsonNode progress, String model) {
    return isRunning(progress, model) && progress.get("running").size() == 1;
  }

  private static boolean isRunning(JsonNode progress, String model) {
    for (JsonNode unit : progress.get("running")) {
      if (unit.get("label").asText().startsWith(model)) {
        return true;
      }
    }
    return false;
  }

  private static SortedMap<String, String> decisions(JsonNode result) {
    SortedMap<String, String> decisions = new TreeMap<>();
    for (JsonNode step : result.get("steps")) {
      decisions.put(step.get("model").asText(), step.get("decision").asText());
    }
    return decisions;
  }
}
