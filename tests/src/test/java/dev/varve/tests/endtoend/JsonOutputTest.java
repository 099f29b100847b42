package dev.varve.tests.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.varve.tests.harness.Embedded;
import dev.varve.tests.harness.ProcessLogs;
import dev.varve.tests.harness.ProjectFolder;
import dev.varve.tests.harness.Projects;
import dev.varve.tests.harness.TemporalCli;
import dev.varve.tests.harness.VarveProcess;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * What {@code --json} writes, field by field, by the command itself on a project that was built.
 */
@Timeout(300)
@ExtendWith(ProcessLogs.class)
class JsonOutputTest {
  private static final String DIGEST = "[0-9a-f]{64}";
  private static final String TIME = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z";
  private static final int DONE = 0;
  private static final int FAILED = 1;
  private static final int WRONG = 2;

  @TempDir Path folder;
  private ProjectFolder project;

  /** Builds {@code dev}, and then changes one model, adds one and deletes one. */
  @BeforeEach
  void change() {
    project =
        Projects.shop(folder.resolve("shop"))
            .model(
                "marts.latest",
                """
                select o.id, r.country
                from raw.orders o asof join raw.regions r on o.id >= length(r.region)
                """)
            .model("marts.old", "select 1 as one");
    assertThat(Embedded.build(project).outcome()).isEqualTo("done");
    project
        .model("staging.customers", "select id, name, upper(region) as region from raw.customers")
        .deleteModel("marts.old");
  }

  @Test
  void planHasEveryFieldOfEveryModel() {
    project.model("marts.wrong", "select id,\n  nmae\nfrom staging.customers");

    JsonNode plan = json(WRONG, "plan");

    assertThat(names(plan))
        .containsExactly("formatVersion", "project", "environment", "models", "problems");
    assertThat(plan.get("formatVersion").asInt()).isEqualTo(1);
    assertThat(plan.get("project").asText()).isEqualTo("shop");
    assertThat(plan.get("environment").asText()).isEqualTo("dev");
    for (JsonNode model : plan.get("models")) {
      assertThat(names(model))
          .containsExactly(
              "name",
              "decision",
              "reason",
              "key",
              "planFingerprint",
              "path",
              "change",
              "dependsOn",
              "columns",
              "error");
      assertThat(names(model.get("reason"))).containsExactly("code", "message", "changed");
    }
    assertThat(decisions(plan.get("models"), "name"))
        .containsExactlyInAnyOrder(
            "staging.orders skip UP_TO_DATE",
            "staging.customers rebuild QUERY_CHANGED",
            "marts.revenue rebuild INPUT_WILL_CHANGE",
            "marts.countries rebuild INPUT_WILL_CHANGE",
            "marts.days skip UP_TO_DATE",
            "marts.latest skip UP_TO_DATE",
            "marts.old removed MODEL_DELETED",
            "marts.wrong fail INVALID");

    JsonNode changed = of(plan.get("models"), "name", "staging.customers");
    assertThat(changed.get("key").asText()).matches(DIGEST);
    assertThat(changed.get("planFingerprint").asText()).matches(DIGEST);
    assertThat(changed.get("path").asText()).isEqualTo("algebra");
    assertThat(changed.get("change").asText()).isEqualTo("CHANGED");
    assertThat(changed.get("dependsOn")).hasToString("[\"raw.customers\"]");
    assertThat(changed.get("columns"))
        .hasToString(
            "[{\"name\":\"id\",\"type\":\"BIGINT\"},{\"name\":\"name\",\"type\":\"VARCHAR\"},"
                + "{\"name\":\"region\",\"type\":\"VARCHAR\"}]");
    assertThat(changed.at("/reason/message").asText()).contains("the query changed");
    assertThat(changed.at("/reason/changed").isArray()).isTrue();
    assertThat(changed.get("error").isNull()).isTrue();

    JsonNode waiting = of(plan.get("models"), "name", "marts.revenue");
    assertThat(waiting.get("key").isNull()).isTrue();
    assertThat(waiting.get("planFingerprint").asText()).matches(DIGEST);
    assertThat(waiting.get("change").asText()).isEqualTo("NONE");
    assertThat(waiting.at("/reason/changed")).hasToString("[\"staging.customers\"]");

    JsonNode skipped = of(plan.get("models"), "name", "marts.latest");
    assertThat(skipped.get("path").asText()).isEqualTo("algebra");
    assertThat(skipped.get("key").asText()).matches(DIGEST);
    assertThat(skipped.get("change").asText()).isEqualTo("NONE");

    JsonNode wrong = of(plan.get("models"), "name", "marts.wrong");
    for (String unknown : List.of("key", "planFingerprint", "path", "change")) {
      assertThat(wrong.get(unknown).isNull()).as(unknown).isTrue();
    }
    JsonNode error = wrong.get("error");
    assertThat(names(error))
        .containsExactly("code", "message", "file", "line", "column", "mend", "model");
    assertThat(error.get("code").asText()).isEqualTo("UNKNOWN_COLUMN");
    assertThat(error.get("file").asText()).isEqualTo("models/marts/wrong.sql");
    assertThat(error.get("line").asInt()).isEqualTo(2);
    assertThat(error.get("column").asInt()).isEqualTo(3);
    assertThat(error.get("mend").asText()).startsWith("Did you mean name?");
    assertThat(error.get("model").asText()).isEqualTo("marts.wrong");
    assertThat(plan.get("problems")).hasSize(1).containsExactly(error);
  }

  @Test
  void buildHasEveryFieldOfEveryStep() {
    project
        .model("marts.wrong", "select cast(name as integer) as number from staging.customers")
        .model("marts.worse", "select number from marts.wrong");

    JsonNode build = json(FAILED, "build");

    assertThat(names(build))
        .containsExactly(
            "formatVersion",
            "outcome",
            "buildId",
            "project",
            "environment",
            "logicalTime",
            "counts",
            "steps",
            "manifest",
            "stepsOmitted",
            "report");
    assertThat(build.get("formatVersion").asInt()).isEqualTo(1);
    assertThat(build.get("outcome").asText()).isEqualTo("failed");
    assertThat(build.get("buildId").asText()).matches("\\d{8}-\\d{6}-[0-9a-f]{8}");
    assertThat(build.get("project").asText()).isEqualTo("shop");
    assertThat(build.get("environment").asText()).isEqualTo("dev");
    assertThat(build.get("logicalTime").asText()).matches(TIME);
    assertThat(build.get("counts"))
        .hasToString(
            "{\"skipped\":3,\"reused\":0,\"rebuilt\":3,\"failed\":1,\"blocked\":1,\"removed\":1,"
                + "\"cancelled\":0,\"inline\":0}");
    assertThat(build.get("manifest").asText()).isEqualTo("dev/2");
    assertThat(build.get("stepsOmitted").asInt()).isZero();
    assertThat(Path.of(build.get("report").asText())).isRegularFile();
    for (JsonNode step : build.get("steps")) {
      assertThat(names(step))
          .containsExactly(
              "model",
              "decision",
              "reason",
              "key",
              "rows",
              "bytes",
              "milliseconds",
              "error",
              "startedAt");
      assertThat(names(step.get("reason"))).containsExactly("code", "message", "changed");
    }
    assertThat(decisions(build.get("steps"), "model"))
        .containsExactlyInAnyOrder(
            "staging.orders skip UP_TO_DATE",
            "staging.customers rebuild QUERY_CHANGED",
            "marts.revenue rebuild INPUT_WILL_CHANGE",
            "marts.countries rebuild INPUT_WILL_CHANGE",
            "marts.days skip UP_TO_DATE",
            "marts.latest skip UP_TO_DATE",
            "marts.old removed MODEL_DELETED",
            "marts.wrong fail EXECUTION_FAILED",
            "marts.worse blocked INPUT_FAILED");

    JsonNode rebuilt = of(build.get("steps"), "model", "staging.customers");
    assertThat(rebuilt.get("key").asText()).matches(DIGEST);
    assertThat(rebuilt.get("rows").asInt()).isEqualTo(2);
    assertThat(rebuilt.get("bytes").asInt()).isPositive();
    assertThat(rebuilt.get("milliseconds").isIntegralNumber()).isTrue();
    assertThat(rebuilt.get("error").isNull()).isTrue();
    assertThat(rebuilt.get("startedAt").asText()).matches(TIME);

    JsonNode wrong = of(build.get("steps"), "model", "marts.wrong");
    assertThat(wrong.get("key").isNull()).isTrue();
    assertThat(wrong.get("rows").isNull()).isTrue();
    assertThat(wrong.get("bytes").isNull()).isTrue();
    assertThat(names(wrong.get("error"))).containsExactly("code", "message", "mend");
    assertThat(wrong.at("/error/code").asText()).isEqualTo("QUERY_FAILED");
    assertThat(wrong.at("/error/message").asText())
        .contains("Ada")
        .isEqualTo(wrong.at("/reason/message").asText());
    assertThat(wrong.at("/error/mend").asText()).contains("TRY_CAST");

    JsonNode blocked = of(build.get("steps"), "model", "marts.worse");
    assertThat(blocked.at("/reason/changed")).hasToString("[\"marts.wrong\"]");
  }

  @Test
  void showHasEveryField() {
    JsonNode table = json(DONE, "show", "marts.countries");

    assertThat(names(table))
        .containsExactly(
            "formatVersion",
            "project",
            "environment",
            "model",
            "folder",
            "version",
            "rows",
            "bytes",
            "columns",
            "firstRows");
    assertThat(table.get("formatVersion").asInt()).isEqualTo(1);
    assertThat(table.get("project").asText()).isEqualTo("shop");
    assertThat(table.get("environment").asText()).isEqualTo("dev");
    assertThat(table.get("model").asText()).isEqualTo("marts.countries");
    assertThat(Path.of(table.get("folder").asText()).resolve("_delta_log")).isDirectory();
    assertThat(table.get("version").asInt()).isZero();
    assertThat(table.get("rows").asInt()).isEqualTo(2);
    assertThat(table.get("bytes").asInt()).isPositive();
    assertThat(table.get("columns"))
        .hasToString(
            "[{\"name\":\"country\",\"type\":\"VARCHAR\"},"
                + "{\"name\":\"revenue\",\"type\":\"DECIMAL(38,2)\"}]");
    assertThat(table.get("firstRows")).hasToString("[[\"IT\",\"5.25\"],[\"NO\",\"30.50\"]]");
  }

  private JsonNode json(int exitCode, String... command) {
    List<String> arguments = new ArrayList<>(List.of(command));
    arguments.addAll(List.of("-C", project.toString(), "--json"));
    try (VarveProcess varve =
        VarveProcess.start(command[0], folder, arguments.toArray(String[]::new))) {
      assertThat(varve.exitCode()).as(varve::log).isEqualTo(exitCode);
      assertThat(varve.output().lines()).hasSize(1);
      return TemporalCli.parse(varve.output());
    }
  }

  private static List<String> names(JsonNode object) {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  private static List<String> decisions(JsonNode models, String name) {
    List<String> decisions = new ArrayList<>();
    for (JsonNode model : models) {
      decisions.add(
          model.get(name).asText()
              + " "
              + model.get("decision").asText()
              + " "
              + model.at("/reason/code").asText());
    }
    return decisions;
  }

  private static JsonNode of(JsonNode models, String name, String value) {
    for (JsonNode model : models) {
      if (model.get(name).asText().equals(value)) {
        return model;
      }
    }
    throw new AssertionError(value + " is not in " + models);
  }
}
