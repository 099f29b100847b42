package dev.varve.tests.endtoend;

import static dev.varve.tests.harness.Embedded.build;
import static dev.varve.tests.harness.Embedded.decisions;
import static dev.varve.tests.harness.Embedded.open;
import static dev.varve.tests.harness.Embedded.refused;
import static dev.varve.tests.harness.Embedded.step;
import static org.assertj.core.api.Assertions.assertThat;

import dev.varve.activities.plan.FunctionReport;
import dev.varve.activities.plan.ListedFunction;
import dev.varve.activities.plan.PlanProblem;
import dev.varve.tests.harness.ProjectFolder;
import dev.varve.tests.harness.Projects;
import dev.varve.tests.harness.Request;
import dev.varve.tests.harness.Snapshot;
import dev.varve.workers.Varve;
import dev.varve.workflows.BuildResult;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Functions that a project writes for itself. */
class FunctionsTest {
  private static final String NET =
      """
      /* varve
      description: Price without tax
      args:
        gross: "DECIMAL(10,2)"
        percent: { type: INTEGER, default: 25 }
      returns: "DECIMAL(10,2)"
      */
      gross * 100 / (100 + percent)
      """;

  private static final String LARGE =
      """
      /* varve
      args: { least: INTEGER }
      returns: { id: BIGINT, net: "DECIMAL(10,2)" }
      */
      select id, net_price(amount) as net from staging.orders where amount >= least
      """;

  @TempDir Path folder;
  private ProjectFolder project;
  private BuildResult first;

  @BeforeEach
  void buildOnce() {
    project =
        Projects.shop(folder.resolve("shop"))
            .file("functions/money/net_price.sql", NET)
            .file("functions/large.sql", LARGE)
            .model(
                "marts.net",
                "select id, net_price(amount) as net, net_price(percent := 0, gross := amount) as gross,"
                    + " stable_hash128(cast(id as varchar)) as h from staging.orders")
            .model("marts.large", "select id, net from large(10)")
            .model("marts.lone", "select 1 as one");
    first = build(project);
  }

  @Test
  void runWhereTheyAreCalled() {
    assertThat(first.outcome()).isEqualTo("done");
    Snapshot snapshot = Snapshot.of(project, "dev");
    assertThat(snapshot.tables().get("marts.net").columns())
        .containsExactly("id BIGINT", "net DECIMAL(10,2)", "gross DECIMAL(10,2)", "h VARCHAR");
    assertThat(snapshot.tables().get("marts.net").rows())
        .containsExactly(
            "1|8.00|10.00|6b86b273ff34fce19d6b804eff5a3f57",
            "2|16.40|20.50|d4735e3a265e16eee03f59718b9b5d03",
            "3|4.20|5.25|4e07408562bedb8b60ce05c1decfe3ad");
    assertThat(snapshot.tables().get("marts.large").rows()).containsExactly("1|8.00", "2|16.40");
    assertThat(decisions(build(project)).values()).containsOnly("skip");
  }

  @Test
  void changedFunctionRebuildsExactlyItsCallers() {
    project.replaceIn("functions/money/net_price.sql", "default: 25", "default: 100");
    BuildResult second = build(project);
    assertThat(decisions(second))
        .hasSize(8)
        .containsEntry("marts.net", "rebuild")
        .containsEntry("marts.large", "rebuild");
    assertThat(second.counts().rebuilt()).isEqualTo(2);
    assertThat(second.counts().skipped()).isEqualTo(6);
    assertThat(step(second, "marts.net").reason().code())
        .isEqualTo(step(changedModel(), "marts.net").reason().code());
    assertThat(Snapshot.of(project, "dev").tables().get("marts.large").rows())
        .containsExactly("1|5.00", "2|10.25");
  }

  private BuildResult changedModel() {
    ProjectFolder other = Projects.shop(folder.resolve("other"));
    other.model("marts.net", "select id from staging.orders");
    build(other);
    return build(other.model("marts.net", "select id + 1 as id from staging.orders"));
  }

  @Test
  void commentsAndDescriptionsRebuildNothing() {
    project
        .replaceIn("functions/money/net_price.sql", "without tax", "without any tax")
        .replaceIn("functions/money/net_price.sql", "gross * 100 /", "gross /* all */ * 100\n /")
        .replaceIn("functions/large.sql", "select id", "-- the large ones\nselect id");
    assertThat(decisions(build(project)).values()).containsOnly("skip");
  }

  @Test
  void areListedTheProjectsOwnFirst() {
    FunctionReport report;
    try (Varve varve = open(Request.of(project))) {
      report = varve.functions();
    }
    assertThat(report.functions().subList(0, 3))
        .extracting(f -> f.origin() + " " + f.kind() + " " + f.name() + f.signatures())
        .containsExactly(
            "project table large[(least INTEGER) → TABLE (id BIGINT, net DECIMAL(10,2))]",
            "project scalar net_price[(gross DECIMAL(10,2), percent INTEGER := 25) →"
                + " DECIMAL(10,2)]",
            "varve scalar col_to_byte[(text VARCHAR) → UTINYINT]");
    assertThat(report.slow().functions())
        .extracting(ListedFunction::name)
        .contains("list_reduce")
        .doesNotContain("net_price");
  }

  @Test
  void faultsAreToldAllAtOnceAndNothingIsWritten() {
    project
        .replaceIn("functions/money/net_price.sql", "100 + percent", "100 + procent")
        .file("functions/untyped.sql", "1 + 1")
        .file("functions/md5.sql", NET)
        .model("marts.lone", "select net_prize(1) as one");
    List<PlanProblem> problems = refused(Request.of(project));
    assertThat(problems)
        .extracting(p -> p.file().orElse("") + ":" + p.line() + ":" + p.column() + " " + p.code())
        .containsExactly(
            "functions/md5.sql:1:1 FUNCTION_EXISTS",
            "functions/money/net_price.sql:8:22 UNKNOWN_COLUMN",
            "functions/untyped.sql:1:1 UNTYPED_FUNCTION",
            "models/marts/lone.sql:1:8 UNKNOWN_FUNCTION");
    assertThat(problems.get(1).mend()).contains("percent");
    assertThat(problems.get(3).mend()).contains("net_price");
    assertThat(Snapshot.versions(project, "dev").values()).containsOnly(1);
  }
}
