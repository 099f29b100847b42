package dev.varve.tests.endtoend;

import static dev.varve.tests.harness.Embedded.build;
import static dev.varve.tests.harness.Embedded.step;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.varve.activities.plan.ExportedModel;
import dev.varve.tests.harness.Embedded;
import dev.varve.tests.harness.ProjectFolder;
import dev.varve.tests.harness.Request;
import dev.varve.tests.harness.TemporalCli;
import dev.varve.workers.Varve;
import dev.varve.workflows.BuildResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The forms of models that a build keeps in its run bundle. */
class RunArtifactsTest {
  private static final String TIME = "2026-01-31T06:00:00Z";

  @TempDir Path folder;
  private ProjectFolder project;

  @BeforeEach
  void write() {
    project =
        ProjectFolder.in(
            folder.resolve("kept"),
            """
            project: kept
            warehouse: ./warehouse
            sources:
              raw.orders: { path: orders.csv, columns: { id: BIGINT, amount: BIGINT, placed: TIMESTAMP } }
            params:
              least: { type: BIGINT, default: 1 }
            """);
    project.csv(
        "orders.csv", "id,amount,placed", "1,5,2026-01-01 00:00:00", "2,7,2026-01-02 00:00:00");
    project
        .file("functions/half.sql", "/* varve\nargs: { x: BIGINT }\nreturns: BIGINT\n*/\nx // 2")
        .model(
            "m.recent", "/* varve\nkind: inline\n*/\nselect * from raw.orders where id >= $least")
        .model("m.orders", "select id, half(amount) as amount from m.recent")
        .model("m.total", "select sum(amount) as total from m.orders")
        .model("m.days", "select strftime(placed, '%d') as day, id from raw.orders");
  }

  private static Path run(BuildResult result) {
    return Path.of(result.report()).getParent();
  }

  private static List<String> kept(BuildResult result) {
    try (Stream<Path> files = Files.list(run(result))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.startsWith("artifacts-"))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The lines of a form, the heading first. */
  private static List<JsonNode> lines(BuildResult result, String form) {
    try {
      List<JsonNode> lines = new ArrayList<>();
      for (String line : Files.readAllLines(run(result).resolve("artifacts-" + form + ".jsonl"))) {
        lines.add(TemporalCli.parse(line));
      }
      return lines;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What a form holds of each model: its text, or why there is none. */
  private static Map<String, String> texts(BuildResult result, String form) {
    Map<String, String> texts = new TreeMap<>();
    List<JsonNode> lines = lines(result, form);
    for (JsonNode line : lines.subList(1, lines.size())) {
      JsonNode text = line.get("text");
      texts.put(
          line.get("model").asText(), text == null ? "gaps " + line.get("gaps") : text.asText());
    }
    return texts;
  }

  @Test
  void nothingIsKeptWhereNobodyAsks() throws IOException {
    BuildResult result = build(project);
    assertThat(kept(result)).isEmpty();
    assertThat(Files.readString(Path.of(result.report()))).doesNotContain("artifacts-");
    assertThat(kept(build(Request.of(project).profile("dev_debug").rebuild().artifacts("none"))))
        .isEmpty();
  }

  @Test
  void aBuildKeepsEveryFormOfWhatItRebuilt() throws Exception {
    BuildResult result = build(Request.of(project).at(TIME).artifacts("changed"));
    assertThat(result.outcome()).isEqualTo("done");
    assertThat(kept(result))
        .containsExactlyElementsOf(
            ExportedModel.forms().stream().map(f -> "artifacts-" + f + ".jsonl").sorted().toList());
    assertThat(Files.readString(Path.of(result.report()))).contains("3 models in ", "artifacts-*");
    for (String form : ExportedModel.forms()) {
      JsonNode heading = lines(result, form).get(0);
      assertThat(heading.get("formatVersion").asInt()).isEqualTo(1);
      assertThat(heading.get("form").asText()).isEqualTo(form);
      assertThat(heading.get("buildId").asText()).isEqualTo(result.buildId());
      assertThat(texts(result, form).keySet()).containsExactly("m.days", "m.orders", "m.total");
    }
    assertThat(texts(result, "text").get("m.total")).contains("select sum(amount) as total");
    assertThat(texts(result, "definitions").get("m.orders"))
        .contains(
            "-- parameter $least BIGINT = \"1\"\n",
            "-- inline model m.recent\n",
            "CREATE OR REPLACE MACRO \"main\".\"half\"(\"x\" BIGINT)");
    assertThat(texts(result, "functions").get("m.days"))
        .containsPattern("scalar strftime [0-9a-f]{64}");
    assertThat(texts(result, "functions").get("m.orders"))
        .containsPattern("declared half [0-9a-f]{64}");
    for (String model : List.of("m.days", "m.orders", "m.total")) {
      assertThat(texts(result, "settings").get(model))
          .startsWith("key " + step(result, model).key() + "\n")
          .contains("setting timezone = UTC", "profile prod_fast version 1", "version engine ");
      assertEncoded(texts(result, "encoding").get(model));
    }
    assertThat(texts(result, "diff").get("m.total")).startsWith("gaps").contains("never built");
  }

  /** Each line of digits hashes to the fingerprint before it. */
  private static void assertEncoded(String text) throws GeneralSecurityException {
    List<String> parts = text.lines().skip(1).filter(line -> !line.startsWith("#")).toList();
    assertThat(parts).isNotEmpty();
    MessageDigest sha = MessageDigest.getInstance("SHA-256");
    for (String part : parts) {
      String[] both = part.split(" ", -1);
      byte[] digest = sha.digest(HexFormat.of().parseHex(both[1]));
      assertThat(HexFormat.of().formatHex(digest)).isEqualTo(both[0]);
    }
  }

  @Test
  void ofALaterBuildWhatChangedComparedWithWhatWasThere() {
    build(project);
    project.model("m.total", "select sum(amount) + 1 as total from m.orders");
    BuildResult result = build(Request.of(project).profile("dev_debug"));
    assertThat(texts(result, "plan").keySet()).containsExactly("m.total");
    assertThat(texts(result, "diff").get("m.total"))
        .startsWith("against: environment dev, ")
        .contains("category: BREAKING", "column changed: total");
    BuildResult again = build(Request.of(project).artifacts("changed"));
    assertThat(kept(again)).isEmpty();
    BuildResult all = build(Request.of(project).artifacts("all"));
    assertThat(texts(all, "plan").keySet())
        .containsExactly("m.days", "m.orders", "m.recent", "m.total");
    assertThat(texts(all, "diff").get("m.total")).contains("category: NONE");
    assertThat(texts(all, "settings").get("m.recent")).startsWith("gaps");
    assertThat(texts(all, "settings").get("m.days")).startsWith("key " + step(all, "m.days").key());
  }

  @Test
  void theProjectSaysWhatIsKeptWhereTheRequestDoesNot() {
    project.replaceIn("varve.yaml", "params:", "defaults: { artifacts: all }\nparams:");
    assertThat(texts(build(project), "text")).hasSize(4);
    assertThat(texts(build(project), "text")).hasSize(4);
    assertThat(kept(build(Request.of(project).artifacts("none")))).isEmpty();
    project.replaceIn("varve.yaml", "artifacts: all", "artifacts: some");
    assertThat(Embedded.refused(Request.of(project)))
        .singleElement()
        .satisfies(problem -> assertThat(problem.mend()).contains("NONE, CHANGED, ALL"));
  }

  @Test
  void aFailedStepIsKeptToo() {
    project.model("m.total", "select cast('x' || max(amount) as bigint) as total from m.orders");
    BuildResult result = build(Request.of(project).artifacts("changed"));
    assertThat(result.outcome()).isEqualTo("failed");
    assertThat(texts(result, "normal").get("m.total")).contains("aggregate");
  }

  @Test
  void twoBuildsKeepTheSameBytes() {
    ProjectFolder other = project.copyTo(folder.resolve("other"));
    BuildResult one = build(Request.of(project).at(TIME).artifacts("changed"));
    BuildResult two = build(Request.of(other).at(TIME).artifacts("changed"));
    for (String form : ExportedModel.forms()) {
      assertThat(texts(two, form)).as(form).isEqualTo(texts(one, form));
    }
  }

  @Test
  void theCommandGivesTheSameForms() {
    BuildResult result = build(Request.of(project).at(TIME).artifacts("changed"));
    try (Varve varve = Embedded.open(Request.of(project))) {
      for (ExportedModel exported : varve.export("m.orders", List.of(), "dev")) {
        String form = exported.form();
        String text = StandardCharsets.UTF_8.decode(exported.content().duplicate()).toString();
        if (form.equals("diff")) {
          assertThat(text).contains("category: NONE");
        } else if (exported.gaps().isEmpty()) {
          assertThat(text).as(form).isEqualTo(texts(result, form).get("m.orders"));
        } else {
          assertThat(texts(result, form).get("m.orders")).as(form).startsWith("gaps");
        }
      }
    }
  }
}
