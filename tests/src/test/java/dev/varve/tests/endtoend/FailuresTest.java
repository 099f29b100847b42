package dev.varve.tests.endtoend;

import static dev.varve.tests.harness.Embedded.build;
import static dev.varve.tests.harness.Embedded.decisions;
import static dev.varve.tests.harness.Embedded.plan;
import static dev.varve.tests.harness.Embedded.planned;
import static dev.varve.tests.harness.Embedded.refused;
import static dev.varve.tests.harness.Embedded.step;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.varve.activities.plan.PlanProblem;
import dev.varve.activities.plan.PlanReport;
import dev.varve.tests.harness.ProjectFolder;
import dev.varve.tests.harness.Projects;
import dev.varve.tests.harness.Request;
import dev.varve.tests.harness.Snapshot;
import dev.varve.workflows.BuildResult;
import dev.varve.workflows.Counts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a build does with models that cannot be built. */
class FailuresTest {
  @TempDir Path folder;

  @Test
  void failedStepBlocksItsReadersAndTheNextBuildDoesOnlyWhatIsMissing() {
    ProjectFolder project = shop();
    project.model(
        "staging.customers", "select id, name, cast(name as integer) as region from raw.customers");
    BuildResult first = build(project);
    assertThat(first.outcome()).isEqualTo("failed");
    assertThat(decisions(first))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "staging.orders", "rebuild",
                "staging.customers", "fail",
                "marts.days", "rebuild",
                "marts.revenue", "blocked",
                "marts.countries", "blocked"));
    assertThat(step(first, "staging.customers").error().code()).isEqualTo("QUERY_FAILED");
    assertThat(step(first, "staging.customers").error().message()).contains("Ada");
    assertThat(Snapshot.of(project, "dev").tables())
        .containsOnlyKeys("staging.orders", "marts.days");
    assertThat(Snapshot.leftOvers(project)).isEmpty();

    project.model("staging.customers", "select id, name, region from raw.customers");
    BuildResult second = build(project);
    assertThat(second.counts()).isEqualTo(new Counts(2, 0, 3, 0, 0, 0, 0));
    assertThat(Snapshot.of(project, "dev"))
        .isEqualTo(Snapshot.of(built(shop(folder.resolve("undisturbed"))), "dev"));
  }

  @Test
  void everythingThatIsNotSupportedYetIsToldInOneRunAtItsPlace() {
    ProjectFolder project = shop();
    project.replaceIn(
        "varve.yaml",
        "sources:",
        "defaults: { tier: CANONICAL }\nsources:\n  raw.events: { delta: ../lake/events }");
    project.model("marts.days", "/* varve\npartition_by: [day]\n*/ select day from staging.orders");
    List<PlanProblem> problems = refused(Request.of(project));
    assertThat(problems)
        .extracting(
            problem -> problem.code() + " " + problem.file().orElse("") + ":" + problem.line())
        .containsExactlyInAnyOrder(
            "NOT_SUPPORTED varve.yaml:3",
            "NOT_SUPPORTED varve.yaml:5",
            "NOT_SUPPORTED models/marts/days.sql:2");
    assertThat(problems)
        .allSatisfy(
            problem -> {
              assertThat(problem.message()).contains("is not supported by this version yet");
              assertThat(problem.mend()).isNotEmpty();
            });
  }

  @Test
  void whatTheRequestAsksForIsRefusedTogetherWithWhatTheModelsAskFor() {
    ProjectFolder project = shop();
    project.model("marts.days", "/* varve\npartition_by: [day]\n*/ select day from staging.orders");
    Request request = Request.of(project).tier("CANONICAL").parameter("since", "now");
    assertThat(refused(request))
        .extracting(problem -> problem.code() + " " + problem.file().orElse("the request"))
        .containsExactlyInAnyOrder(
            "NOT_SUPPORTED the request",
            "UNKNOWN_PARAMETER the request",
            "NOT_SUPPORTED models/marts/days.sql");
    assertThat(plan(Request.of(project).select("staging.*")).problems()).isEmpty();
    assertThatThrownBy(() -> plan(request)).hasMessageContaining("--tier CANONICAL");
  }

  @Test
  void failedStepLeavesItsTableAsItWas() {
    ProjectFolder project = built(shop());
    Snapshot before = Snapshot.of(project, "dev");
    project.model(
        "marts.days", "select cast('x' || day as date) as day, 1 as orders from staging.orders");
    BuildResult second = build(project);
    assertThat(decisions(second)).containsEntry("marts.days", "fail");
    assertThat(second.counts().skipped()).isEqualTo(4);
    assertThat(Snapshot.of(project, "dev")).isEqualTo(before);
  }

  @Test
  void nullWhereNoneMayBeIsNotPublished() {
    ProjectFolder project = shop();
    project.model(
        "marts.days",
        """
        /* varve
        columns:
          orders: { not_null: true }
        */
        select day, nullif(count(*), 1) as orders from staging.orders group by day
        """);
    BuildResult result = build(project);
    assertThat(step(result, "marts.days").error().code()).isEqualTo("NOT_NULL_VIOLATED");
    assertThat(step(result, "marts.days").error().message()).contains("orders");
    assertThat(Snapshot.of(project, "dev").tables()).doesNotContainKey("marts.days");
  }

  @Test
  void rowsWithOneKeyAreNotPublished() {
    ProjectFolder project = shop();
    project.model(
        "marts.days",
        """
        /* varve
        key: [day]
        */
        select day, id as orders from staging.orders
        """);
    BuildResult result = build(project);
    assertThat(step(result, "marts.days").error().code()).isEqualTo("KEY_VIOLATED");
    assertThat(step(result, "marts.days").error().message()).contains("2026-01-06");
    assertThat(Snapshot.of(project, "dev").tables()).doesNotContainKey("marts.days");
  }

  @Test
  void columnOfAnotherTypeThanDeclaredIsRefused() {
    ProjectFolder project = shop();
    project.model(
        "marts.days",
        """
        /* varve
        columns:
          orders: { type: INTEGER }
        */
        select day, count(*) as orders from staging.orders group by day
        """);
    assertThat(refused(Request.of(project)))
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.code()).isEqualTo("CONTRACT_TYPE");
              assertThat(problem.message()).contains("orders", "BIGINT", "INTEGER");
              assertThat(problem.file()).contains("models/marts/days.sql");
            });
  }

  @Test
  void everythingWrongIsToldAtOnceWithItsPlaceAndNothingIsWritten() {
    ProjectFolder project = shop();
    project.model("marts.days", "select day, count(*) as orders\nfrom staging.order group by day");
    project.model("staging.customers", "select id, nam, region\nfrom raw.customers");
    project.model("staging.orders", "select id customer, from where");
    List<PlanProblem> problems = refused(Request.of(project));
    assertThat(problems)
        .extracting(PlanProblem::model)
        .extracting(model -> model.orElse(""))
        .contains("marts.days", "staging.customers", "staging.orders");
    assertThat(problems).allSatisfy(problem -> assertThat(problem.line()).isPositive());
    assertThat(of("marts.days", problems).line()).isEqualTo(2);
    assertThat(of("marts.days", problems).mend()).contains("staging.orders");
    assertThat(of("staging.customers", problems).mend()).contains("name");
    assertThat(published(project)).isEmpty();

    project.model("staging.customers", "select id, name, region from raw.customers");
    project.model("staging.orders", "select id, customer, day, amount from raw.orders");
    project.model("marts.days", "select day, count(*) as orders from staging.orders group by day");
    SortedMap<String, String> before = published(built(project));
    project.model("staging.customers", "select id, nam, region\nfrom raw.customers");
    refused(Request.of(project));
    assertThat(published(project)).isEqualTo(before).isNotEmpty();
  }

  @Test
  void projectThatCannotBeBuiltWhateverHappensLeavesNothingAtAll() {
    ProjectFolder project = shop();
    project.replaceIn("varve.yaml", "sources:", "sorces: {}\nsources:");
    assertThat(refused(Request.of(project))).isNotEmpty();
    assertThat(Files.exists(project.warehouse())).isFalse();

    ProjectFolder empty =
        ProjectFolder.in(folder.resolve("empty"), "project: empty\nwarehouse: ./warehouse\n");
    assertThat(refused(Request.of(empty))).extracting(PlanProblem::code).contains("NO_MODELS");
    assertThat(Files.exists(empty.warehouse())).isFalse();
  }

  /** Every file of the warehouse with its digest, but for what a refused build may leave too. */
  private static SortedMap<String, String> published(ProjectFolder project) {
    Pattern scaffolding =
        Pattern.compile(
            "_varve/(warehouse\\.json"
                + "|(leases|runs|staging|spill|store/artifacts|store/index)/.*)");
    SortedMap<String, String> published = new TreeMap<>();
    Path warehouse = project.warehouse();
    try (Stream<Path> files = Files.exists(warehouse) ? Files.walk(warehouse) : Stream.empty()) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String name = warehouse.relativize(file).toString();
        if (!scaffolding.matcher(name).matches()) {
          published.put(name, Snapshot.digest(file));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return published;
  }

  @Test
  void faultsOfTheConfigurationTheSourcesAndTheModelsAreToldInOneRun() {
    ProjectFolder project = shop().delete("data/customers.csv");
    project.replaceIn("varve.yaml", "sources:", "sorces: {}\nsources:");
    project.model("staging.orders", "select id, customr, day, amount from raw.orders");
    project.model("marts.days", "/* varve\nkey: [day, day]\n*/ select day from staging.orders");
    project.model("marts.torn", "select from where");
    String[] faults = {
      "UNKNOWN_KEY varve.yaml:3",
      "SOURCE_MISSING varve.yaml:9",
      "UNKNOWN_COLUMN models/staging/orders.sql:1",
      "BAD_VALUE models/marts/days.sql:2",
      "SYNTAX_ERROR models/marts/torn.sql:1"
    };
    assertThat(places(refused(Request.of(project)))).containsExactlyInAnyOrder(faults);
    assertThat(Files.exists(project.warehouse())).isFalse();
    PlanReport plan = plan(project);
    assertThat(places(plan.problems())).containsExactlyInAnyOrder(faults);
    assertThat(planned(plan, "staging.customers").decision()).isEqualTo("fail");
    assertThat(planned(plan, "staging.orders").decision()).isEqualTo("fail");
    assertThat(planned(plan, "marts.revenue").decision()).isEqualTo("blocked");

    project.replaceIn("varve.yaml", "sorces: {}\n", "");
    assertThat(places(refused(Request.of(project))))
        .contains("SOURCE_MISSING varve.yaml:8")
        .hasSize(faults.length - 1);
  }

  @Test
  void sourceThatIsMissingFailsItsReadersAndNobodyElse() {
    ProjectFolder project = shop().delete("data/customers.csv");
    PlanReport plan = plan(project);
    assertThat(planned(plan, "staging.customers").decision()).isEqualTo("fail");
    assertThat(planned(plan, "staging.customers").error().orElseThrow().code())
        .isEqualTo("SOURCE_MISSING");
    assertThat(planned(plan, "marts.revenue").decision()).isEqualTo("blocked");
    assertThat(planned(plan, "staging.orders").decision()).isEqualTo("rebuild");
    assertThat(places(refused(Request.of(project).select("marts.revenue"))))
        .containsExactly("SOURCE_MISSING varve.yaml:8");
    assertThat(plan(Request.of(project).select("marts.days+")).problems()).isEmpty();
    BuildResult result = build(Request.of(project).select("+marts.days"));
    assertThat(decisions(result))
        .isEqualTo(Map.of("staging.orders", "rebuild", "marts.days", "rebuild"));
  }

  @Test
  void planShowsWhatIsWrongBesideWhatWouldBeBuilt() {
    ProjectFolder project = shop();
    project.model("staging.customers", "select id, nam, region from raw.customers");
    PlanReport plan = plan(project);
    assertThat(planned(plan, "staging.customers").decision()).isEqualTo("fail");
    assertThat(planned(plan, "staging.customers").error()).isPresent();
    assertThat(planned(plan, "marts.revenue").decision()).isEqualTo("blocked");
    assertThat(planned(plan, "staging.orders").decision()).isEqualTo("rebuild");
    assertThat(planned(plan, "marts.days").reason().code()).isEqualTo("INPUT_WILL_CHANGE");
    assertThat(planned(plan, "marts.days").key()).isEmpty();
    assertThat(Files.exists(project.warehouse())).isFalse();
  }

  @Test
  void modelsThatReadOneAnotherAreRefused() {
    ProjectFolder project = shop();
    project.model(
        "staging.customers",
        "select name as id, name, country as region from marts.countries, raw.customers");
    assertThat(refused(Request.of(project)))
        .anySatisfy(
            problem ->
                assertThat(problem.message()).contains("staging.customers", "marts.countries"));
  }

  @Test
  void everyModelOfACircleFailsWhicheverIsSelected() {
    ProjectFolder project = shop();
    project.model("marts.cyc1", "select day\nfrom marts.cyc2");
    project.model("marts.cyc2", "select day from marts.cyc1");
    project.model("marts.reader", "select day from marts.cyc2");
    for (String selected : List.of("marts.cyc1", "marts.cyc2", "marts.reader", "marts.*")) {
      assertThat(refused(Request.of(project).select(selected)))
          .as(selected)
          .singleElement()
          .satisfies(
              problem -> {
                assertThat(problem.code()).isEqualTo("CYCLE");
                assertThat(problem.message()).contains("marts.cyc1 → marts.cyc2 → marts.cyc1");
                assertThat(problem.file()).contains("models/marts/cyc1.sql");
                assertThat(problem.line()).isEqualTo(2);
                assertThat(problem.column()).isEqualTo(6);
              });
    }
    PlanReport plan = plan(project);
    for (String member : List.of("marts.cyc1", "marts.cyc2")) {
      assertThat(planned(plan, member).decision()).isEqualTo("fail");
      assertThat(planned(plan, member).error().orElseThrow().code()).isEqualTo("CYCLE");
    }
    assertThat(planned(plan, "marts.reader").decision()).isEqualTo("blocked");
    assertThat(planned(plan, "marts.days").decision()).isEqualTo("rebuild");
    assertThat(build(Request.of(project).select("staging.*")).outcome()).isEqualTo("done");
  }

  @Test
  void missingSourceFileIsRefused() {
    ProjectFolder project = shop().delete("data/customers.csv");
    assertThat(refused(Request.of(project)))
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.message()).contains("data/customers.csv");
              assertThat(problem.file()).contains("varve.yaml");
              assertThat(problem.line()).isPositive();
            });
  }

  @Test
  void modelThatIsNotOneReadingQueryIsRefused() {
    ProjectFolder project = shop();
    project.model("marts.a", "drop table staging.orders");
    project.model("marts.b", "select 1 as a; select 2 as a");
    project.model("marts.c", "select * from read_csv('data/customers.csv')");
    assertThat(refused(Request.of(project)))
        .extracting(problem -> problem.model().orElse(""))
        .contains("marts.a", "marts.b", "marts.c");
  }

  private static List<String> places(List<PlanProblem> problems) {
    return problems.stream()
        .map(problem -> problem.code() + " " + problem.file().orElse("") + ":" + problem.line())
        .toList();
  }

  private static PlanProblem of(String model, List<PlanProblem> problems) {
    return problems.stream()
        .filter(problem -> problem.model().equals(Optional.of(model)))
        .findFirst()
        .orElseThrow();
  }

  private static ProjectFolder built(ProjectFolder project) {
    assertThat(build(project).outcome()).isEqualTo("done");
    return project;
  }

  private ProjectFolder shop() {
    return shop(folder.resolve("shop"));
  }

  private static ProjectFolder shop(Path root) {
    return Projects.shop(root);
  }
}
