package dev.varve.tests.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.varve.activities.plan.ExplainReport;
import dev.varve.activities.plan.LineageReport;
import dev.varve.activities.plan.LineageReport.Edge;
import dev.varve.activities.plan.LineageReport.Point;
import dev.varve.activities.plan.PlanProblem;
import dev.varve.tests.harness.Embedded;
import dev.varve.tests.harness.ProcessLogs;
import dev.varve.tests.harness.ProjectFolder;
import dev.varve.tests.harness.Projects;
import dev.varve.tests.harness.Request;
import dev.varve.tests.harness.TemporalCli;
import dev.varve.tests.harness.VarveProcess;
import dev.varve.workers.Varve;
import dev.varve.workers.VarveException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What a project's files say of its columns and models, before and after a build. */
@Timeout(300)
@ExtendWith(ProcessLogs.class)
class LineageAndExplainTest {
  @TempDir Path folder;
  private ProjectFolder project;

  @BeforeEach
  void write() {
    project = Projects.shop(folder.resolve("shop"));
  }

  @Test
  void aColumnIsFollowedToTheSourcesOfAProjectThatWasNeverBuilt() {
    LineageReport lineage = asked(varve -> varve.lineage("marts.countries.revenue", false));

    assertThat(project.warehouse()).doesNotExist();
    assertThat(lineage.edges().stream().map(LineageAndExplainTest::shown))
        .contains(
            "marts.revenue.revenue -> marts.countries.revenue aggregated []",
            "staging.orders.amount -> marts.revenue.revenue aggregated []",
            "raw.orders.amount -> staging.orders.amount copied []",
            "raw.regions.region -> rows of marts.countries - [join]",
            "raw.regions.country -> rows of marts.countries - [grouping]",
            "raw.customers.name -> staging.customers.name copied []",
            "staging.customers.name -> rows of marts.revenue - [grouping]")
        .noneMatch(edge -> edge.contains(".day"));
    assertThat(lineage.sources().stream().map(LineageReport.SourceUse::toString))
        .containsExactly(
            "SourceUse[name=raw.customers, required=[id, name, region], scanned=[id, name, region],"
                + " columns=[id, name, region]]",
            "SourceUse[name=raw.orders, required=[customer, amount],"
                + " scanned=[id, customer, day, amount], columns=[id, customer, day, amount]]",
            "SourceUse[name=raw.regions, required=[region, country], scanned=[region, country],"
                + " columns=[region, country]]");
  }

  @Test
  void whatDependsOnAColumnIsFollowedDownAndAModelWithAnErrorIsTold() {
    project.model("marts.wrong", "select nmae from staging.orders");

    LineageReport lineage = asked(varve -> varve.lineage("raw.orders.day", true));

    assertThat(lineage.edges().stream().map(LineageAndExplainTest::shown))
        .containsExactly(
            "raw.orders.day -> staging.orders.day copied []",
            "staging.orders.day -> marts.days.day copied []",
            "staging.orders.day -> rows of marts.days - [grouping]");
    assertThat(lineage.problems()).extracting(PlanProblem::code).containsExactly("UNKNOWN_COLUMN");
  }

  @Test
  void namesThatAreNotThereAreRefusedWithTheNearestOnes() {
    assertThat(refused(varve -> varve.lineage("marts.revenu", false)))
        .startsWith("UNKNOWN_TABLE: The project has no model or source marts.revenu.")
        .contains("Did you mean marts.revenue?");
    assertThat(refused(varve -> varve.lineage("marts.revenue.nmae", false)))
        .startsWith("UNKNOWN_COLUMN: marts.revenue has no column nmae.")
        .contains("Did you mean name?");
    assertThat(refused(varve -> varve.explain(varve.request("dev"), "raw.orders")))
        .startsWith("NOT_A_MODEL: raw.orders is a source");
    assertThat(refused(varve -> varve.explain(varve.request("dev"), "marts.days.day")))
        .contains("Give the model: marts.days.");
  }

  @Test
  void aModelWithAnErrorAndWhatReadsItAreAnsweredWithTheError() {
    project
        .model("marts.wrong", "select nmae from staging.customers")
        .model("marts.worse", "select nmae from marts.wrong");

    for (String model : List.of("marts.wrong", "marts.worse")) {
      assertThat(refused(varve -> varve.lineage(model, false)))
          .startsWith("UNKNOWN_COLUMN: There is no column nmae");
      assertThat(refused(varve -> varve.explain(varve.request("dev"), model)))
          .startsWith("UNKNOWN_COLUMN: There is no column nmae");
    }
  }

  @Test
  void theKeyIsTheOneOfTheBuildOnceAllThatItIsMadeOfIsKnown() {
    ExplainReport before = asked(varve -> varve.explain(varve.request("dev"), "marts.revenue"));
    assertThat(before.decision()).isEqualTo("rebuild");
    assertThat(before.key().fingerprint()).isEmpty();
    assertThat(before.key().ingredients())
        .filteredOn(ingredient -> ingredient.value().isEmpty())
        .allSatisfy(ingredient -> assertThat(ingredient.unknown()).endsWith("to be built first"))
        .extracting(ExplainReport.Ingredient::name)
        .contains("staging.orders.amount", "staging.customers.region")
        .doesNotContain("staging.orders.day");

    assertThat(Embedded.build(project).outcome()).isEqualTo("done");

    ExplainReport after = asked(varve -> varve.explain(varve.request("dev"), "marts.revenue"));
    assertThat(after.decision()).isEqualTo("skip");
    assertThat(after.key().ingredients())
        .allSatisfy(ingredient -> assertThat(ingredient.value()).isPresent());
    assertThat(after.key().fingerprint())
        .isPresent()
        .isEqualTo(Embedded.planned(Embedded.plan(project), "marts.revenue").key());
    assertThat(after.planFingerprint()).isEqualTo(before.planFingerprint());
  }

  @Test
  void jsonHasEveryField() {
    JsonNode lineage = json("lineage", "marts.days");
    assertThat(names(lineage))
        .containsExactly(
            "formatVersion",
            "project",
            "table",
            "column",
            "direction",
            "tables",
            "edges",
            "sources",
            "problems");
    assertThat(names(lineage.at("/tables/0")))
        .containsExactly("name", "kind", "file", "columns", "notUnderstood");
    assertThat(names(lineage.at("/edges/0")))
        .containsExactly("from", "to", "derivation", "influences");
    assertThat(names(lineage.at("/edges/0/from"))).containsExactly("table", "column");
    assertThat(names(lineage.at("/sources/0")))
        .containsExactly("name", "required", "scanned", "columns");
    assertThat(lineage.at("/sources/0/required")).hasToString("[\"day\"]");

    JsonNode explained = json("explain", "marts.days");
    assertThat(names(explained))
        .containsExactly(
            "formatVersion",
            "project",
            "environment",
            "model",
            "file",
            "decision",
            "reason",
            "planFingerprint",
            "fingerprintParts",
            "path",
            "notUnderstood",
            "class",
            "classReasons",
            "singleThread",
            "threadReasons",
            "order",
            "columns",
            "inputs",
            "plan",
            "normalForm",
            "key",
            "facts",
            "versions");
    assertThat(names(explained.at("/plan/0")))
        .containsExactly("depth", "text", "fingerprint", "class", "reasons");
    assertThat(names(explained.get("key"))).containsExactly("fingerprint", "ingredients");
    assertThat(names(explained.at("/key/ingredients/0")))
        .containsExactly("kind", "name", "value", "whyUnknown");
    assertThat(explained.get("class").asText()).isEqualTo("exact");
    assertThat(explained.get("singleThread").asBoolean()).isFalse();
  }

  private <T> T asked(Function<Varve, T> question) {
    try (Varve varve = Embedded.open(Request.of(project))) {
      return question.apply(varve);
    }
  }

  private String refused(Function<Varve, ?> question) {
    try {
      throw new AssertionError("was not refused: " + asked(question));
    } catch (VarveException e) {
      assertThat(e.kind()).isEqualTo(VarveException.Kind.INPUT);
      PlanProblem first = e.problems().get(0);
      return first.code() + ": " + first.message() + " " + first.mend();
    }
  }

  private JsonNode json(String command, String target) {
    try (VarveProcess varve =
        VarveProcess.start(command, folder, command, target, "-C", project.toString(), "--json")) {
      assertThat(varve.exitCode()).as(varve::log).isZero();
      assertThat(varve.output().lines()).hasSize(1);
      return TemporalCli.parse(varve.output());
    }
  }

  private static List<String> names(JsonNode object) {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  private static String shown(Edge edge) {
    return "%s -> %s %s %s"
        .formatted(
            shown(edge.from()), shown(edge.to()), edge.derivation().orElse("-"), edge.influences());
  }

  private static String shown(Point point) {
    return point
        .column()
        .map(column -> point.table() + "." + column)
        .orElse("rows of " + point.table());
  }
}
