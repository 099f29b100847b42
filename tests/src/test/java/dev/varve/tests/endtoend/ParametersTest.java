package dev.varve.tests.endtoend;

import static dev.varve.tests.harness.Embedded.build;
import static dev.varve.tests.harness.Embedded.refused;
import static dev.varve.tests.harness.Embedded.step;
import static org.assertj.core.api.Assertions.assertThat;

import dev.varve.activities.plan.PlanProblem;
import dev.varve.tests.harness.ProjectFolder;
import dev.varve.tests.harness.Request;
import dev.varve.tests.harness.Snapshot;
import dev.varve.workflows.BuildResult;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Values that whoever starts a build gives: lists, variants, and what is missing. */
class ParametersTest {
  @TempDir Path folder;
  private ProjectFolder project;

  @BeforeEach
  void write() {
    project =
        ProjectFolder.in(
                folder.resolve("parameters"),
                """
                project: parameters
                warehouse: ./warehouse
                sources:
                  raw.orders: { path: data/orders.csv, columns: { id: INTEGER, region: VARCHAR } }
                params:
                  ids: { type: "INTEGER[]", default: [1, 3] }
                  region: VARCHAR
                  day: DATE
                """)
            .csv("data/orders.csv", "id,region", "1,EU", "2,US", "3,US");
  }

  @Test
  void listsAreGivenAsTextAsJsonAndAsYaml() {
    project.model("marts.a", "select id from raw.orders where id in (select unnest($ids))");
    project.model("marts.b", "select id from raw.orders where list_contains($ids, id)");
    project.model("marts.c", "select id from raw.orders");
    build(project);
    assertThat(rows("marts.a")).containsExactly("1", "3");
    assertThat(rows("marts.b")).containsExactly("1", "3");

    BuildResult second = build(Request.of(project).parameter("ids", "2,3"));
    assertThat(step(second, "marts.a").reason().code()).isEqualTo("PARAMETER_CHANGED");
    assertThat(step(second, "marts.c").decision()).isEqualTo("skip");
    assertThat(rows("marts.a")).containsExactly("2", "3");
    assertThat(rows("marts.b")).containsExactly("2", "3");
    assertThat(step(build(Request.of(project).parameter("ids", "[2, 3]")), "marts.a").decision())
        .isEqualTo("skip");
    assertThat(step(build(Request.of(project).parameter("ids", "1, 3")), "marts.a").decision())
        .isEqualTo("reuse");
    build(Request.of(project).parameter("ids", "[]"));
    assertThat(rows("marts.a")).isEmpty();
  }

  @Test
  void allThatIsMissingWrongOrUnknownIsToldTogether() {
    project.model("marts.a", "select $region as region, $day as day, $ids as ids");
    assertThat(refused(Request.of(project).parameter("ids", "1,two").parameter("dya", "x")))
        .extracting(PlanProblem::code)
        .containsExactlyInAnyOrder(
            "UNKNOWN_PARAMETER", "BAD_ARGUMENT", "PARAMETER_MISSING", "PARAMETER_MISSING");
    // What nobody reads needs no value.
    project.model("marts.a", "select $day as day");
    assertThat(refused(Request.of(project)))
        .extracting(PlanProblem::message)
        .containsExactly("The parameter day has no value.");
  }

  @Test
  void variantsAreTablesOfTheirOwn() {
    project.model(
        "marts.orders",
        """
        /* varve
        variants: { eu: { region: EU }, us: { region: US } }
        */
        select id from raw.orders where region = $region
        """);
    project.model("marts.both", "select * from marts.orders_eu union all from marts.orders_us");
    BuildResult first = build(project);
    assertThat(first.outcome()).isEqualTo("done");
    assertThat(rows("marts.orders_eu")).containsExactly("1");
    assertThat(rows("marts.orders_us")).containsExactly("2", "3");
    assertThat(rows("marts.both")).containsExactlyInAnyOrder("1", "2", "3");

    project.replaceIn("models/marts/orders.sql", "us: { region: US }", "us: { region: EU }");
    BuildResult second = build(Request.of(project).select("marts.orders_us+"));
    assertThat(second.steps())
        .extracting("model")
        .containsExactlyInAnyOrder("marts.orders_us", "marts.both");
    assertThat(rows("marts.orders_us")).containsExactly("1");

    project.replaceIn("models/marts/orders.sql", "select id", "select idd");
    assertThat(refused(Request.of(project)))
        .extracting(PlanProblem::message)
        .anyMatch(message -> message.startsWith("Variant marts.orders_eu: "))
        .anyMatch(message -> message.startsWith("Variant marts.orders_us: "));
  }

  @Test
  void tablesAreReadAsAnyOtherAndOnlyWhoReadsWhatChangedIsRebuilt() {
    String columns = "columns: { region: VARCHAR, rate: \"DECIMAL(4,2)\", note: VARCHAR }";
    project.replaceIn(
        "varve.yaml",
        "  day: DATE",
        "  rates: { "
            + columns
            + ", rows: [[EU, 0.2, a], [US, 0.1, b]] }\n"
            + "  limits: { columns: { most: INTEGER }, file: params/limits.csv }");
    project.csv("params/limits.csv", "most", "2");
    project.model(
        "marts.rated", "select id, rate from raw.orders join params.rates using (region)");
    project.model("marts.few", "select id from raw.orders where id <= (from params.limits)");
    build(project);
    assertThat(rows("marts.rated")).containsExactlyInAnyOrder("1|0.20", "2|0.10", "3|0.10");
    assertThat(rows("marts.few")).containsExactly("1", "2");

    String given = "[[\"EU\", \"0.3\", \"a\"], [\"US\", \"0.1\", \"b\"]]";
    BuildResult second = build(Request.of(project).select("marts.*").parameter("rates", given));
    assertThat(step(second, "marts.rated").decision()).isEqualTo("rebuild");
    assertThat(step(second, "marts.few").decision()).isEqualTo("skip");
    assertThat(rows("marts.rated")).containsExactlyInAnyOrder("1|0.30", "2|0.10", "3|0.10");

    BuildResult third =
        build(Request.of(project).parameter("rates", given.replace("\"b\"", "\"c\"")));
    assertThat(step(third, "params.rates").decision()).isEqualTo("rebuild");
    assertThat(step(third, "marts.rated").reason().code()).isEqualTo("UNAFFECTED");

    assertThat(refused(Request.of(project).parameter("rates", "[[1]]").parameter("ids", "x")))
        .extracting(PlanProblem::code)
        .containsExactlyInAnyOrder("BAD_ROW", "BAD_ARGUMENT");
  }

  private List<String> rows(String table) {
    return Snapshot.of(project, "dev").tables().get(table).rows();
  }
}
