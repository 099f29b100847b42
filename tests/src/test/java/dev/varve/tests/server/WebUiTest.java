package dev.varve.tests.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.varve.activities.plan.PlanReport;
import dev.varve.tests.harness.Embedded;
import dev.varve.tests.harness.ProcessLogs;
import dev.varve.tests.harness.ProjectFolder;
import dev.varve.tests.harness.Projects;
import dev.varve.tests.harness.ServerBuild;
import dev.varve.tests.harness.TemporalCli;
import dev.varve.tests.harness.TemporalServer;
import dev.varve.tests.harness.WorkerProcess;
import dev.varve.workflows.Counts;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What the server's web UI shows of a build, as the {@code temporal} command has it. */
@Timeout(300)
@ExtendWith(ProcessLogs.class)
class WebUiTest {
  private static final String QUEUE = "web-ui";

  /** A model and its short plan fingerprint. */
  private static final Pattern ALONE = Pattern.compile("(\\S+) ([0-9a-f]{12})");

  /** The first models of a batch, and how many more there are. */
  private static final Pattern BATCH = Pattern.compile("\\S+, \\S+, \\S+ and (\\d+) more");

  @TempDir Path folder;
  private final TemporalCli temporal = TemporalServer.shared().cli();

  @Test
  void activitiesAreLabelledWithTheirModelsAndTheBuildIsDescribedInMarkdown() {
    ProjectFolder project = Projects.shop(folder.resolve("shop"));
    // With the two of the shop 40 models that read sources only: eight batches of five.
    for (int i = 0; i < 38; i++) {
      project.model("staging.tiny_" + i, "select id + " + i + " as id from raw.orders");
    }
    PlanReport plan = Embedded.plan(project);
    try (WorkerProcess worker =
        WorkerProcess.start("worker", TemporalServer.shared(), QUEUE, 4, folder)) {
      ServerBuild build = ServerBuild.start(TemporalServer.shared(), QUEUE, QUEUE, project, "dev");
      assertThat(build.result().counts()).isEqualTo(new Counts(0, 0, 43, 0, 0, 0, 0));
      int batched = 0;
      for (String label : stepLabels()) {
        Matcher batch = BATCH.matcher(label);
        if (batch.matches()) {
          batched += 3 + Integer.parseInt(batch.group(1));
        } else {
          assertThatModelHasItsFingerprint(label, plan);
        }
      }
      assertThat(batched).isEqualTo(40);
      assertThat(currentDetails())
          .startsWith("**done** · shop · environment dev · build `")
          .contains("| skipped | reused | rebuilt |", "| 0 | 0 | 43 | 0 | 0 | 0 | 0 |");
      assertThat(worker.isAlive()).isTrue();
    }
  }

  private static void assertThatModelHasItsFingerprint(String label, PlanReport plan) {
    Matcher alone = ALONE.matcher(label);
    assertThat(alone.matches()).as(label).isTrue();
    assertThat(Embedded.planned(plan, alone.group(1)).planFingerprint().orElseThrow())
        .startsWith(alone.group(2));
  }

  /** What stands on the timeline for each activity that runs steps. */
  private List<String> stepLabels() {
    List<String> labels = new ArrayList<>();
    JsonNode history = temporal.json("workflow", "show", "--workflow-id", QUEUE);
    for (JsonNode event : history.get("events")) {
      String type = event.at("/activityTaskScheduledEventAttributes/activityType/name").asText();
      if (List.of("RunSteps", "Execute", "Write").contains(type)) {
        String summary = event.at("/userMetadata/summary/data").asText();
        byte[] json = Base64.getDecoder().decode(summary);
        labels.add(TemporalCli.parse(new String(json, StandardCharsets.UTF_8)).asText());
      }
    }
    return labels;
  }

  private String currentDetails() {
    JsonNode metadata = temporal.json("workflow", "metadata", "--workflow-id", QUEUE);
    return metadata.findValue("currentDetails").asText();
  }
}
