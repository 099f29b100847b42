package dev.varve.tests.endtoend;

import static dev.varve.tests.harness.Embedded.build;
import static dev.varve.tests.harness.Embedded.decisions;
import static dev.varve.tests.harness.Embedded.plan;
import static dev.varve.tests.harness.Embedded.planned;
import static dev.varve.tests.harness.Embedded.refused;
import static dev.varve.tests.harness.Embedded.show;
import static dev.varve.tests.harness.Embedded.step;
import static org.assertj.core.api.Assertions.assertThat;

import dev.varve.tests.harness.ProjectFolder;
import dev.varve.tests.harness.Projects;
import dev.varve.tests.harness.Request;
import dev.varve.tests.harness.Snapshot;
import dev.varve.workflows.BuildResult;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Builds of a part of a project. */
class SelectionTest {
  @TempDir Path folder;
  private ProjectFolder project;

  @BeforeEach
  void write() {
    project = Projects.shop(folder.resolve("shop"));
  }

  @Test
  void onlyWhatIsSelectedIsBuilt() {
    BuildResult result = build(Request.of(project).select("+marts.revenue"));
    assertThat(decisions(result))
        .containsOnlyKeys("staging.orders", "staging.customers", "marts.revenue")
        .values()
        .containsOnly("rebuild");
    BuildResult rest = build(project);
    assertThat(rest.counts().skipped()).isEqualTo(3);
    assertThat(rest.counts().rebuilt()).isEqualTo(2);
  }

  @Test
  void modelWhoseInputWasNeverBuiltIsBlocked() {
    BuildResult result = build(Request.of(project).select("marts.*"));
    assertThat(decisions(result))
        .containsOnlyKeys("marts.revenue", "marts.days", "marts.countries")
        .values()
        .containsOnly("blocked");
    assertThat(step(result, "marts.days").reason().code()).isEqualTo("INPUT_NOT_BUILT");
    assertThat(Snapshot.of(project, "dev").tables()).isEmpty();
  }

  @Test
  void unselectedInputsAreWhatTheEnvironmentHolds() {
    build(project);
    project.replaceIn("data/orders/january.csv", "5.25", "6.25");
    project.model(
        "marts.days", "select day, count(*) * 2 as orders from staging.orders group by day");
    BuildResult result = build(Request.of(project).select("marts.*"));
    assertThat(decisions(result))
        .containsEntry("marts.days", "rebuild")
        .containsEntry("marts.revenue", "skip")
        .containsEntry("marts.countries", "skip");
    assertThat(step(build(project), "marts.revenue").decision()).isEqualTo("rebuild");
  }

  @Test
  void modelBindsAgainstWhatTheEnvironmentHoldsOfAnUnselectedInput() {
    build(project);
    String before = project.text("models/staging/orders.sql");
    project.model(
        "staging.orders",
        "select id, customer, day, amount::double as amount, 1 as extra from raw.orders");
    project.model("marts.days", "select * exclude (id, customer) from staging.orders");
    Request days = Request.of(project).select("marts.days");
    assertThat(planned(plan(days), "marts.days").columns())
        .extracting(column -> column.name() + " " + column.type())
        .containsExactly("day DATE", "amount DECIMAL(10,2)");

    assertThat(decisions(build(days))).containsExactly(Map.entry("marts.days", "rebuild"));
    assertThat(show(project, "marts.days").columns()).hasSize(2);

    project.file("models/staging/orders.sql", before);
    assertThat(step(build(project), "marts.days").decision()).isEqualTo("skip");
  }

  @Test
  void columnThatOnlyTheTextOfAnUnselectedInputHasIsUnknown() {
    build(project);
    project.replaceIn("models/staging/orders.sql", "select id", "select 1 as extra, id");
    project.model("marts.days", "select day, extra from staging.orders");
    assertThat(refused(Request.of(project).select("marts.days")))
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.code()).isEqualTo("UNKNOWN_COLUMN");
              assertThat(problem.mend()).contains("staging.orders", "select it");
            });
    assertThat(decisions(build(Request.of(project).select("staging.orders", "marts.days"))))
        .containsOnlyKeys("staging.orders", "marts.days")
        .values()
        .containsOnly("rebuild");
  }

  @Test
  void errorInAnUnselectedInputKeepsNobodyFromReadingWhatWasBuilt() {
    build(project);
    project.model("staging.orders", "select nothing from raw.orders");
    project.model("staging.customers", "select select");
    project.model(
        "marts.days", "select day, count(*) + 1 as orders from staging.orders group by day");
    assertThat(decisions(build(Request.of(project).select("marts.days", "marts.revenue"))))
        .containsOnly(Map.entry("marts.days", "rebuild"), Map.entry("marts.revenue", "skip"));
  }

  @Test
  void changedSelectsWhatWasEditedAndNothingElse() {
    build(project);
    project.replaceIn("data/orders/january.csv", "5.25", "6.25");
    project.model("marts.countries", "select country, 1 as one from raw.regions");
    BuildResult result = build(Request.of(project).select("changed"));
    assertThat(decisions(result)).containsExactly(Map.entry("marts.countries", "rebuild"));
  }

  @Test
  void wrongNameIsRefusedWithTheNearest() {
    assertThat(refused(Request.of(project).select("marts.revenu")))
        .singleElement()
        .satisfies(problem -> assertThat(problem.mend()).contains("marts.revenue"));
  }
}
