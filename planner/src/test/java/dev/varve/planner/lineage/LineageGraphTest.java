package dev.varve.planner.lineage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.varve.planner.DeepStack;
import dev.varve.planner.compile.UnderstoodModel;
import dev.varve.planner.testing.ModelProject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class LineageGraphTest {
  private static final Origin REVENUE = new Origin("marts.revenue", "revenue");

  private final ModelProject project =
      new ModelProject()
          .source("raw.orders", "id BIGINT, day DATE, amount INTEGER, status VARCHAR, note VARCHAR")
          .source("raw.customers", "id BIGINT, name VARCHAR, region VARCHAR")
          .model(
              "staging.orders",
              "select id, day, amount * 2 as amount, status = 'back' as returned, note"
                  + " from raw.orders where status <> 'void'")
          .model(
              "marts.revenue",
              "select c.region, sum(o.amount) as revenue, count(*) as orders"
                  + " from staging.orders o join raw.customers c on c.id = o.id"
                  + " where not o.returned group by c.region");

  private LineageGraph graph() {
    List<TableLineage> tables = new ArrayList<>();
    for (UnderstoodModel model : project.understood()) {
      tables.add(TableLineage.ofModel(model, project.schemas()));
    }
    return new LineageGraph(tables);
  }

  @Test
  void whatAColumnNeedsOfEachTableIsWhatItComesFromAndWhatDecidesItsRows() {
    assertThat(graph().required(List.of(REVENUE)))
        .hasToString(
            "{marts.revenue=[revenue], raw.customers=[id, region],"
                + " raw.orders=[amount, id, status],"
                + " staging.orders=[amount, id, returned]}");
  }

  @Test
  void upstreamIsEveryStepFromAColumnToTheSources() {
    assertThat(graph().upstream(List.of(REVENUE)).stream().map(LineageGraphTest::shown))
        .contains(
            "staging.orders.amount -> marts.revenue.revenue AGGREGATED []",
            "raw.orders.amount -> staging.orders.amount COMPUTED []",
            "staging.orders.returned -> marts.revenue. - [FILTER]",
            "raw.orders.status -> staging.orders.returned COMPUTED []",
            "raw.customers.region -> marts.revenue. - [GROUPING]",
            "raw.orders.status -> staging.orders. - [FILTER]")
        .noneMatch(edge -> edge.contains("note"))
        .doesNotHaveDuplicates();
  }

  @Test
  void downstreamIsEveryColumnAndTableThatAColumnChanges() {
    Origin status = new Origin("raw.orders", "status");

    assertThat(graph().downstream(List.of(status)).stream().map(LineageGraphTest::shown))
        .containsExactly(
            "raw.orders.status -> staging.orders.returned COMPUTED []",
            "raw.orders.status -> staging.orders. - [FILTER]",
            "staging.orders.returned -> marts.revenue. - [FILTER]",
            "staging.orders. -> marts.revenue.orders AGGREGATED []",
            "staging.orders. -> marts.revenue. - [ROWS]");
  }

  @Test
  void nobodyReadsWhatNobodyReads() {
    Origin note = new Origin("staging.orders", "note");

    assertThat(graph().downstream(List.of(note))).isEmpty();
    assertThat(graph().downstream(List.of(new Origin("raw.orders", "note"))))
        .extracting(LineageEdge::to)
        .containsExactly(note);
  }

  @Test
  void whatAModelScansOfASourceIsKnownBesideWhatItNeeds() {
    assertThat(graph().table("staging.orders").orElseThrow().scanned())
        .hasToString("{raw.orders=[id, day, amount, status, note]}");
    assertThat(graph().table("marts.revenue").orElseThrow().scanned())
        .hasToString("{raw.customers=[id, region], staging.orders=[id, amount, returned]}");
  }

  /** The engine's binder walks them by recursion as well. */
  @Test
  void longGeneratedTextsAreFollowedToo() {
    ModelProject generated =
        new ModelProject()
            .source("raw.t", "a INTEGER, b INTEGER")
            .model(
                "m.m",
                "select "
                    + String.join(" + ", Collections.nCopies(900, "a"))
                    + " as x from raw.t where "
                    + String.join(" or ", Collections.nCopies(5000, "b = 1")));

    UnderstoodModel model = generated.understood().get(0);
    TableLineage lineage = DeepStack.call(() -> TableLineage.ofModel(model, generated.schemas()));

    assertThat(lineage.columnLineage().get(0).values()).containsOnlyKeys(new Origin("raw.t", "a"));
    assertThat(lineage.rows().byOrigin()).containsKey(new Origin("raw.t", "b"));
  }

  private static String shown(LineageEdge edge) {
    return "%s.%s -> %s.%s %s %s"
        .formatted(
            edge.from().table(),
            edge.from().column(),
            edge.to().table(),
            edge.to().column(),
            edge.derivation().map(Enum::name).orElse("-"),
            edge.influences());
  }
}
