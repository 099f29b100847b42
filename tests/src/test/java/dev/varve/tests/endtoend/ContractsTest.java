package dev.varve.tests.endtoend;

import static dev.varve.tests.harness.Embedded.build;
import static dev.varve.tests.harness.Embedded.decisions;
import static dev.varve.tests.harness.Embedded.plan;
import static dev.varve.tests.harness.Embedded.planned;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is declared of columns and rows, of models and of sources. */
class ContractsTest {
  @TempDir Path folder;

  @Test
  void everythingThatAModelsRowsBreakIsToldAtOnceAndNothingIsPublished() {
    ProjectFolder project =
        project("path: data/orders.csv\n    columns: { id: BIGINT, status: VARCHAR }");
    project.csv("data/orders.csv", "id,status", "1,new", "1,lost", "2,");
    project.model(
        "marts.orders",
        """
        /* varve
        key: [id]
        columns:
          id: { type: BIGINT, unique: true }
          status: { not_null: true, accepted_values: [new, paid] }
        */
        select id, status from raw.orders
        """);
    BuildResult result = build(project);
    assertThat(step(result, "marts.orders").error().code()).isEqualTo("CONTRACT_VIOLATED");
    assertThat(step(result, "marts.orders").error().message())
        .isEqualTo(
            "Column id is declared unique, and 1 value occurs more than once, such as id = 1."
                + " Column status is declared not_null and is NULL in 1 row, such as id = 2, status ="
                + " NULL. Column status is not one of its accepted_values in 1 row, such as status ="
                + " lost, id = 1. The key (id) is not unique: 1 key occurs more than once, such as"
                + " id = 1.");
    assertThat(Snapshot.of(project, "dev").tables()).doesNotContainKey("marts.orders");

    project.csv("data/orders.csv", "id,status", "1,new", "2,paid");
    assertThat(build(project).outcome()).isEqualTo("done");
    assertThat(rows(project)).containsExactly("1|new", "2|paid");
  }

  @Test
  void rowsOfASourceThatBreakItsContractKeepItsReadersFromBeingBuilt() {
    ProjectFolder project =
        project(
            """
        path: data/orders.csv
            key: [id]
            columns:
              id: { type: BIGINT, not_null: true }
              status: { type: VARCHAR, accepted_values: [new, paid] }
        """);
    project.csv("data/orders.csv", "id,status", "1,new", "1,lost", ",paid");
    project.model("marts.orders", "select id, status from raw.orders");
    project.model("marts.other", "select 1 as one");
    List<String> expected =
        List.of(
            "varve.yaml:6:10: KEY_VIOLATED: Source raw.orders: The key (id) is not unique: 1 key occurs"
                + " more than once, such as id = 1. Have the files mended, or correct key of the"
                + " source in varve.yaml.",
            "varve.yaml:8:7: NOT_NULL_VIOLATED: Source raw.orders: Column id is declared not_null and"
                + " is NULL in 1 row, such as id = NULL, status = paid. Have the files mended, or"
                + " correct not_null of the source in varve.yaml.",
            "varve.yaml:9:7: ACCEPTED_VALUES_VIOLATED: Source raw.orders: Column status is not one of"
                + " its accepted_values in 1 row, such as status = lost, id = 1. Have the files"
                + " mended, or correct accepted_values of the source in varve.yaml.");
    assertThat(refused(Request.of(project))).extracting(ContractsTest::text).isEqualTo(expected);
    // Of an unchanged source it is known by now.
    assertThat(refused(Request.of(project))).extracting(ContractsTest::text).isEqualTo(expected);
    assertThat(plan(project).problems()).hasSize(3);
    assertThat(decisions(build(Request.of(project).select("marts.other"))))
        .containsEntry("marts.other", "rebuild");

    project.csv("data/orders.csv", "id,status", "1,new", "2,paid");
    assertThat(build(project).outcome()).isEqualTo("done");
    assertThat(rows(project)).containsExactly("1|new", "2|paid");
    assertThat(step(build(project), "marts.orders").decision()).isEqualTo("skip");
  }

  @Test
  void columnsOfParquetFilesAreCheckedAndNotHidden() {
    ProjectFolder project =
        project("path: data/*.parquet\n    columns: { id: { type: BIGINT, unique: true } }");
    project.model("marts.orders", "select id, status from raw.orders order by id");
    project.parquet("data/a.parquet", "select 1::bigint as id, 'new' as status");
    assertThat(build(project).outcome()).isEqualTo("done");
    assertThat(rows(project)).containsExactly("1|new");

    project.parquet("data/a.parquet", "select 1 as id, 'new' as status");
    assertThat(refused(Request.of(project)))
        .singleElement()
        .satisfies(
            problem ->
                assertThat(text(problem))
                    .startsWith("varve.yaml:6:16: CONTRACT_TYPE")
                    .contains("declared as BIGINT, and the files hold INTEGER"));
  }

  @Test
  void columnsThatReadersWerePromisedDoNotGo() {
    ProjectFolder project =
        project("path: data/orders.csv\n    columns: { id: BIGINT, status: VARCHAR }");
    project.csv("data/orders.csv", "id,status", "1,new");
    String model = "/* varve\nevolution: %s\n*/ select %s from raw.orders";
    project.model("marts.orders", model.formatted("additive", "id, status"));
    project.model("marts.readers", "select id from marts.orders");
    assertThat(build(project).outcome()).isEqualTo("done");

    project.model("marts.orders", model.formatted("additive", "id::integer as id, 1 as more"));
    String mend =
        "Keep the column as it was, or write evolution: relaxed until it is built everywhere.";
    assertThat(refused(Request.of(project)))
        .extracting(ContractsTest::text)
        .containsExactly(
            "models/marts/orders.sql:2:12: CONTRACT_BREAKS: The environment's table has the column"
                + " \"id\" of type BIGINT, which is INTEGER now; evolution: additive keeps it for its"
                + " readers. "
                + mend,
            "models/marts/orders.sql:2:12: CONTRACT_BREAKS: The environment's table has the column"
                + " \"status\" of type VARCHAR, which is gone; evolution: additive keeps it for its"
                + " readers. "
                + mend);
    assertThat(planned(plan(project), "marts.orders").decision()).isEqualTo("fail");
    assertThat(planned(plan(project), "marts.readers").decision()).isEqualTo("blocked");
    // Another environment has promised nothing yet, and a column more breaks nothing.
    assertThat(build(Request.of(project).environment("prod")).outcome()).isEqualTo("done");
    project.model("marts.orders", model.formatted("additive", "id, status, 1 as more"));
    assertThat(build(project).outcome()).isEqualTo("done");

    project.model("marts.orders", model.formatted("relaxed", "id"));
    assertThat(build(project).outcome()).isEqualTo("done");
    project.model("marts.orders", model.formatted("additive", "id"));
    assertThat(step(build(project), "marts.orders").decision()).isEqualTo("skip");
  }

  /** A promise that is kept changes no row, so that declaring it for a source rebuilds nobody. */
  @Test
  void declaringWhatHoldsOfASourceRebuildsNothing() {
    String source = "path: data/*.parquet";
    ProjectFolder project = project(source);
    project.parquet("data/a.parquet", "select 1::bigint as id, 'new' as status");
    project.model("marts.orders", "select id, status from raw.orders");
    build(project);
    project.file("varve.yaml", configuration(source + "\n    key: [id]\n    evolution: additive"));
    assertThat(step(build(project), "marts.orders").decision()).isEqualTo("skip");
  }

  private static String text(PlanProblem problem) {
    return "%s:%d:%d: %s: %s %s"
        .formatted(
            problem.file().orElse(""),
            problem.line(),
            problem.column(),
            problem.code(),
            problem.message(),
            problem.mend());
  }

  private ProjectFolder project(String source) {
    return ProjectFolder.in(folder.resolve("contracts"), configuration(source));
  }

  private static String configuration(String source) {
    return """
        project: contracts
        warehouse: ./warehouse
        sources:
          raw.orders:
            %s
        """
        .formatted(source.strip());
  }

  private static List<String> rows(ProjectFolder project) {
    return Snapshot.of(project, "dev").tables().get("marts.orders").rows();
  }
}
