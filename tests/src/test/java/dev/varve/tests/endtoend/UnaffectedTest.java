package dev.varve.tests.endtoend;

import static dev.varve.tests.harness.Embedded.build;
import static dev.varve.tests.harness.Embedded.decisions;
import static dev.varve.tests.harness.Embedded.plan;
import static dev.varve.tests.harness.Embedded.planned;
import static dev.varve.tests.harness.Embedded.step;
import static org.assertj.core.api.Assertions.assertThat;

import dev.varve.tests.harness.ProjectFolder;
import dev.varve.tests.harness.Projects;
import dev.varve.tests.harness.Request;
import dev.varve.tests.harness.Snapshot;
import dev.varve.workflows.BuildResult;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is known, before anything of a build has run, not to be touched by a change upstream. */
class UnaffectedTest {
  private static final String ORDERS = "select id, customer, day, amount from raw.orders";

  /** A column more, and the rows in another order. */
  private static final String WIDER =
      """
      /* varve
      order_by: [bucket, id]
      */
      select amount % 3 as bucket, id, customer, day, amount from raw.orders
      """;

  @TempDir Path folder;
  private ProjectFolder project;

  @BeforeEach
  void buildOnce() {
    project = shop("shop");
    build(project);
  }

  private ProjectFolder shop(String name) {
    return Projects.shop(folder.resolve(name))
        .model("staging.orders", ORDERS)
        .model("staging.priced", "select *, amount * 2 as twice from staging.orders")
        .model("marts.total", "select customer, sum(twice) as total from staging.priced group by 1")
        .model("marts.small", "select id, amount from staging.orders where amount < 10");
  }

  @Test
  void planSaysSoBeforeTheInputIsBuilt() {
    project.model("staging.orders", WIDER);

    var total = planned(plan(project), "marts.total");

    assertThat(total.decision()).isEqualTo("skip");
    assertThat(total.reason().code()).isEqualTo("UNAFFECTED");
    assertThat(total.reason().changed()).containsExactly("staging.priced");
    assertThat(total.reason().message())
        .isEqualTo("the columns read of staging.priced are made as they were");
    assertThat(planned(plan(project), "marts.revenue").reason().code()).isEqualTo("UNAFFECTED");
  }

  @Test
  void rowsInAnotherOrderAreTheSameRowsAlsoTheNextTime() {
    project.model("staging.orders", WIDER);

    BuildResult second = build(project);
    BuildResult third = build(project);

    assertThat(decisions(second))
        .containsAllEntriesOf(
            Map.of(
                "staging.orders", "rebuild",
                "staging.priced", "rebuild",
                "marts.total", "skip",
                "marts.revenue", "skip"));
    assertThat(decisions(third).values()).containsOnly("skip");
    assertThat(step(third, "marts.total").reason().code()).isEqualTo("UNAFFECTED");
    assertThat(step(third, "staging.priced").reason().code()).isEqualTo("UP_TO_DATE");
  }

  /** The same in all but the step key that a file names: that one says what was really read. */
  @Test
  void whatIsSkippedHasTheRowsOfABuildFromNothingInTheirOrder() {
    project.model("staging.orders", WIDER);
    build(project);
    ProjectFolder other = shop("other").model("staging.orders", WIDER);
    build(other);

    for (String table : List.of("marts.total", "marts.revenue", "marts.days", "marts.countries")) {
      assertThat(rows(project, table)).as(table).isEqualTo(rows(other, table));
    }
  }

  private static List<String> rows(ProjectFolder project, String table) {
    return Snapshot.of(project, "dev").tables().get(table).rows();
  }

  @Test
  void aReaderInTheOrderOfItsInputWaitsForIt() {
    project.model("staging.orders", WIDER);

    assertThat(planned(plan(project), "marts.small").reason().code())
        .isEqualTo("INPUT_WILL_CHANGE");
  }

  @Test
  void aChangedExpressionGoesToItsReadersOnly() {
    project.model("staging.orders", ORDERS.replace("day", "day + 1 as day"));

    assertThat(planned(plan(project), "marts.days").decision()).isEqualTo("rebuild");
    assertThat(planned(plan(project), "marts.total").decision()).isEqualTo("skip");
  }

  @Test
  void aChangedFilterGoesToAll() {
    project.model("staging.orders", ORDERS + " where amount > 6");

    assertThat(planned(plan(project), "marts.total").decision()).isEqualTo("rebuild");
    assertThat(planned(plan(project), "marts.days").decision()).isEqualTo("rebuild");
  }

  @Test
  void aNewFileUpstreamGoesToAll() {
    project.model("staging.orders", WIDER);
    project.csv("data/orders/february.csv", "id,customer,day,amount", "4,2,2026-02-01,100.00");

    assertThat(planned(plan(project), "marts.total").decision()).isEqualTo("rebuild");
  }

  @Test
  void anInputThatIsLeftOutCountsAsWhatItWasMadeOf() {
    project.model("staging.orders", WIDER);
    Request onlyMarts = Request.of(project).select("marts.*");

    assertThat(planned(plan(onlyMarts), "marts.total").reason().code()).isEqualTo("UP_TO_DATE");
    build(onlyMarts);
    assertThat(decisions(build(project)))
        .containsAllEntriesOf(Map.of("staging.orders", "rebuild", "marts.total", "skip"));
  }

  @Test
  void aForcedBuildAsksNobody() {
    project.model("staging.orders", WIDER);

    assertThat(decisions(build(Request.of(project).rebuild())).values()).containsOnly("rebuild");
  }

  @Test
  void aColumnThatIsCalledOtherwiseHereAndInItsReadersRebuildsOneModel() {
    project
        .model("staging.orders", "select id, customer, day, amount as paid from raw.orders")
        .model(
            "staging.priced",
            "select id, customer, day, paid, paid * 2 as twice from staging.orders")
        .model("marts.small", "select id, paid as amount from staging.orders where paid < 10")
        .model(
            "marts.revenue",
            """
            select c.name, c.region, sum(o.paid) as revenue
            from staging.orders o join staging.customers c on o.customer = c.id
            group by c.name, c.region
            """);

    BuildResult second = build(project);

    assertThat(decisions(second))
        .containsAllEntriesOf(
            Map.of(
                "staging.orders", "rebuild",
                "staging.priced", "rebuild",
                "marts.total", "skip",
                "marts.small", "skip",
                "marts.revenue", "skip"));
  }

  @Test
  void anotherColumnOfTheSameTypeIsAnotherQuery() {
    project.model(
        "marts.small", "select customer as id, amount from staging.orders where amount < 10");

    var small = planned(plan(project), "marts.small");

    assertThat(small.decision()).isEqualTo("rebuild");
    assertThat(small.reason().code()).isEqualTo("QUERY_CHANGED");
    assertThat(small.reason().message()).isEqualTo("the query reads other columns");
    assertThat(small.change()).contains("CHANGED");
  }

  @Test
  void namesThatChangePlacesAreAnotherInputAlsoToAReaderOfAllColumns() {
    project
        .model("staging.pairs", "select id as a, customer as b from raw.orders")
        .model("marts.some", "select a from staging.pairs limit 2")
        .model("marts.each", "select a from staging.pairs where a < 2");
    build(project);
    List<String> some = rows(project, "marts.some");
    List<String> each = rows(project, "marts.each");

    project.model("staging.pairs", "select id as b, customer as a from raw.orders");
    build(project);

    assertThat(rows(project, "marts.some")).isNotEqualTo(some);
    assertThat(rows(project, "marts.each")).isNotEqualTo(each);
  }
}
