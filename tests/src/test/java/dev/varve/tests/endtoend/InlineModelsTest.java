package dev.varve.tests.endtoend;

import static dev.varve.tests.harness.Embedded.build;
import static dev.varve.tests.harness.Embedded.decisions;
import static dev.varve.tests.harness.Embedded.plan;
import static dev.varve.tests.harness.Embedded.planned;
import static dev.varve.tests.harness.Embedded.refused;
import static dev.varve.tests.harness.Embedded.show;
import static dev.varve.tests.harness.Embedded.step;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.varve.activities.plan.ExplainReport;
import dev.varve.activities.plan.LineageReport;
import dev.varve.tests.harness.Embedded;
import dev.varve.tests.harness.ProjectFolder;
import dev.varve.tests.harness.Projects;
import dev.varve.tests.harness.Request;
import dev.varve.tests.harness.Snapshot;
import dev.varve.workers.Varve;
import dev.varve.workflows.BuildResult;
import dev.varve.workflows.Counts;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Models without tables, through whole builds. */
class InlineModelsTest {
  private static final String INLINE = "/* varve\nkind: inline\n*/\n";
  private static final String ORDERS = "select id, customer, day, amount from raw.orders";

  @TempDir Path folder;
  private ProjectFolder project;

  /**
   * The shop with {@code staging.orders} inline; two models read it, and one reads one of these.
   */
  @BeforeEach
  void write() {
    project = Projects.shop(folder.resolve("shop")).model("staging.orders", INLINE + ORDERS);
  }

  @Test
  void aBuildHasNoStepAndNoTableForItAndTheSameRowsElsewhere() {
    BuildResult first = build(project);
    assertThat(first.counts()).isEqualTo(new Counts(0, 0, 4, 0, 0, 0, 0, 1));
    assertThat(step(first, "staging.orders").decision()).isEqualTo("inline");
    assertThat(step(first, "staging.orders").reason().code()).isEqualTo("PART_OF_READERS");
    Snapshot inline = Snapshot.of(project, "dev");
    assertThat(inline.tables())
        .containsOnlyKeys("staging.customers", "marts.revenue", "marts.days", "marts.countries");

    ProjectFolder tables = Projects.shop(folder.resolve("tables"));
    build(tables);
    Snapshot written = Snapshot.of(tables, "dev");
    inline
        .tables()
        .forEach(
            (name, table) -> assertThat(table.rows()).isEqualTo(written.tables().get(name).rows()));
    assertThat(build(project).counts()).isEqualTo(new Counts(4, 0, 0, 0, 0, 0, 0, 1));
    assertThat(Snapshot.leftOvers(project)).isEmpty();
  }

  @Test
  void aChangeRebuildsItsReadersAsFarAsTheirPlansChange() {
    build(project);
    project.model(
        "staging.orders", INLINE + "-- all\nSELECT id, customer,\n day, amount\nFROM raw.orders");
    assertThat(build(project).counts()).isEqualTo(new Counts(4, 0, 0, 0, 0, 0, 0, 1));

    project.model(
        "staging.orders",
        INLINE + "select id, customer, day, amount + 1 as amount from raw.orders");
    BuildResult changed = build(project);
    assertThat(decisions(changed))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "staging.orders", "inline",
                "staging.customers", "skip",
                "marts.days", "skip",
                "marts.revenue", "rebuild",
                "marts.countries", "rebuild"));
    assertThat(step(changed, "marts.revenue").reason().code()).isEqualTo("QUERY_CHANGED");
    assertThat(Snapshot.of(project, "dev").tables().get("marts.revenue").rows())
        .containsExactly("Ada|north|32.50", "Bob|south|6.25");
  }

  @Test
  void itMayReadTablesThatAreBuiltInTheSameBuild() {
    project
        .model("marts.top", INLINE + "select name, revenue from marts.revenue where revenue > 10")
        .model("marts.best", "select upper(name) as name from marts.top");
    BuildResult first = build(project);
    assertThat(first.counts()).isEqualTo(new Counts(0, 0, 5, 0, 0, 0, 0, 2));
    assertThat(Snapshot.of(project, "dev").tables().get("marts.best").rows())
        .containsExactly("ADA");
    project.replaceIn("data/orders/january.csv", "2,1,2026-01-06,20.50", "2,2,2026-01-06,20.50");
    build(project);
    assertThat(Snapshot.of(project, "dev").tables().get("marts.best").rows())
        .containsExactly("BOB");
  }

  @Test
  void itHasTheEnginesTypesAndItsReadersStoredOnes() {
    project
        .model(
            "marts.sums",
            INLINE
                + "select sum(id) as ids, max(day) - min(day) as days, to_days(2) as two"
                + " from staging.orders")
        .model(
            "marts.wide",
            "select typeof(ids) as type, ids, day + two as later"
                + " from marts.sums, staging.orders where id = 1");
    build(project);
    Snapshot.Table wide = Snapshot.of(project, "dev").tables().get("marts.wide");
    assertThat(wide.columns())
        .containsExactly("type VARCHAR", "ids DECIMAL(38,0)", "later TIMESTAMP");
    assertThat(wide.rows()).containsExactly("HUGEINT|6|2026-01-07 00:00:00.0");
  }

  @Test
  void itsParametersReachItThroughItsReaders() {
    project
        .replaceIn(
            "varve.yaml",
            "sources:",
            "params:\n  since: { type: DATE, default: 2026-01-06 }\n"
                + "  word: { type: VARCHAR, default: \"it's; $since\" }\nsources:")
        .model(
            "staging.orders",
            INLINE + "select *, $word as word from raw.orders where day >= $since")
        .model(
            "marts.days",
            "select day, word, $since as since, count(*) as n"
                + " from staging.orders group by all");
    build(project);
    assertThat(Snapshot.of(project, "dev").tables().get("marts.days").rows())
        .containsExactly("2026-01-06|it's; $since|2026-01-06|2");
    BuildResult other = build(Request.of(project).parameter("since", "2026-01-05"));
    assertThat(step(other, "marts.days").reason().code()).isEqualTo("PARAMETER_CHANGED");
    assertThat(step(other, "marts.revenue").reason().code()).isEqualTo("PARAMETER_CHANGED");
    assertThat(Snapshot.of(project, "dev").tables().get("marts.days").rows()).hasSize(2);
  }

  @Test
  void aTableThatBecomesInlineIsRemovedAndComesBack() {
    ProjectFolder shop = Projects.shop(folder.resolve("other"));
    build(shop);
    shop.model("staging.orders", INLINE + ORDERS);
    assertThat(planned(plan(shop), "staging.orders").decision()).isEqualTo("removed");
    BuildResult inline = build(shop);
    assertThat(step(inline, "staging.orders").decision()).isEqualTo("removed");
    assertThat(step(inline, "staging.orders").reason().code()).isEqualTo("TABLE_GIVEN_UP");
    assertThat(inline.counts().removed()).isEqualTo(1);
    assertThatThrownBy(() -> show(shop, "staging.orders")).hasMessageContaining("INLINE_MODEL");
    assertThat(build(shop).counts()).isEqualTo(new Counts(4, 0, 0, 0, 0, 0, 0, 1));

    shop.model("staging.orders", ORDERS);
    BuildResult table = build(shop);
    assertThat(step(table, "staging.orders").decision()).isIn("reuse", "rebuild");
    assertThat(show(shop, "staging.orders").rows()).isEqualTo(3);
  }

  @Test
  void selectionsSeeItAndHoldWhatItReads() {
    project.model("staging.raw", ORDERS).model("staging.orders", INLINE + "from staging.raw");
    assertThat(decisions(build(Request.of(project).select("+marts.days"))))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of("marts.days", "rebuild", "staging.orders", "inline", "staging.raw", "rebuild"));
    assertThat(decisions(build(Request.of(project).select("staging.orders"))))
        .containsExactlyInAnyOrderEntriesOf(Map.of("staging.orders", "inline"));
    build(project);
    assertThat(decisions(build(Request.of(project).select("changed")))).isEmpty();

    // What is not selected is read as the environment holds it, through the inline model too.
    project.model("staging.raw", "select id, customer, day as date, amount from raw.orders");
    project.model("marts.days", "select day, count(*) as n from staging.orders group by day");
    BuildResult held = build(Request.of(project).select("marts.days"));
    assertThat(decisions(held)).containsExactlyInAnyOrderEntriesOf(Map.of("marts.days", "rebuild"));
  }

  @Test
  void changedFindsItsReaders() {
    build(project);
    project.model(
        "staging.orders",
        INLINE + "select id, customer, day, amount * 2 as amount from raw.orders");
    assertThat(decisions(build(Request.of(project).select("changed"))))
        .containsExactlyInAnyOrderEntriesOf(Map.of("marts.revenue", "rebuild"));
  }

  @Test
  void anErrorInItIsToldOnceAndStopsTheBuild() {
    project.model("staging.orders", INLINE + "select id, custmer, day, amount from raw.orders");
    assertThat(refused(Request.of(project)))
        .extracting(
            problem ->
                problem.code()
                    + " "
                    + problem.file().orElse("")
                    + ":"
                    + problem.line()
                    + ":"
                    + problem.column())
        .containsExactly("UNKNOWN_COLUMN models/staging/orders.sql:4:12");
    assertThat(refused(Request.of(project).select("marts.days"))).hasSize(1);
  }

  @Test
  void aFailureInItIsAFailureOfWhoeverRunsIt() {
    project.model(
        "staging.orders",
        INLINE
            + "select id, customer, day, cast('x' || amount as integer) as amount from raw.orders");
    BuildResult result = build(project);
    assertThat(step(result, "marts.revenue").decision()).isEqualTo("fail");
    assertThat(step(result, "marts.revenue").error().code()).isEqualTo("QUERY_FAILED");
    assertThat(step(result, "marts.revenue").error().message()).doesNotContain("revenue.sql:");
    assertThat(step(result, "marts.days").decision()).isEqualTo("rebuild");
  }

  @Test
  void showSaysThatThereIsNoTable() {
    build(project);
    assertThatThrownBy(() -> show(project, "staging.orders"))
        .hasMessageContaining("INLINE_MODEL")
        .hasMessageContaining("has no table");
  }

  @Test
  void lineageShowsItAsANodeAndExplainExplainsIt() {
    LineageReport lineage = asked(varve -> varve.lineage("marts.revenue.revenue", false));
    assertThat(lineage.tables())
        .extracting(table -> table.kind() + " " + table.name())
        .contains("inline staging.orders", "source raw.orders", "model marts.revenue");
    assertThat(lineage.edges())
        .extracting(edge -> edge.from().table() + "." + edge.from().column().orElse("*"))
        .contains("staging.orders.amount", "raw.orders.amount");
    ExplainReport explained =
        asked(varve -> varve.explain(Request.of(project).asIs(), "staging.orders"));
    assertThat(explained.decision()).isEqualTo("inline");
    assertThat(explained.key().ingredients()).isEmpty();
    assertThat(explained.plan()).isNotEmpty();
    ExplainReport reader = asked(varve -> varve.explain(Request.of(project).asIs(), "marts.days"));
    assertThat(reader.inputs())
        .extracting(ExplainReport.Input::table)
        .containsExactly("raw.orders");
  }

  private <T> T asked(Function<Varve, T> question) {
    try (Varve varve = Embedded.open(Request.of(project))) {
      return question.apply(varve);
    }
  }
}
