package dev.varve.tests.endtoend;

import static dev.varve.tests.harness.Embedded.build;
import static dev.varve.tests.harness.Embedded.plan;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import dev.varve.activities.plan.DiffReport;
import dev.varve.activities.plan.PlanProblem;
import dev.varve.activities.plan.PlannedModel;
import dev.varve.storage.Publication;
import dev.varve.storage.Warehouse;
import dev.varve.storage.manifest.Environments;
import dev.varve.storage.manifest.Manifest;
import dev.varve.storage.staging.Attempt;
import dev.varve.tests.harness.Embedded;
import dev.varve.tests.harness.GitRepository;
import dev.varve.tests.harness.ProcessLogs;
import dev.varve.tests.harness.ProjectFolder;
import dev.varve.tests.harness.Projects;
import dev.varve.tests.harness.Request;
import dev.varve.tests.harness.TemporalCli;
import dev.varve.tests.harness.VarveProcess;
import dev.varve.workers.Varve;
import dev.varve.workers.VarveException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What is said to have changed since a build, or since a commit of a real repository. */
@Timeout(300)
@ExtendWith(ProcessLogs.class)
class DiffTest {
  private static final String ORDERS = "select id, customer, day, amount from raw.orders";

  @TempDir Path folder;
  private ProjectFolder project;
  private GitRepository repository;

  @BeforeEach
  void write() {
    project = Projects.shop(folder.resolve("repository/shop"));
    repository = new GitRepository(folder.resolve("repository"));
  }

  @Test
  void nothingChangedSinceABuild() {
    build(project);

    DiffReport diff = diff("");

    assertThat(diff.differs()).isFalse();
    assertThat(diff.against().kind()).isEqualTo("environment");
    assertThat(diff.against().name()).isEqualTo("dev");
  }

  /** Of each change: who is told to be unaffected is who a build would skip, and nobody else. */
  @Test
  void whoIsAffectedIsWhoABuildWouldBuild() {
    build(project);
    List<String> changes =
        List.of(
            "staging.orders " + ORDERS + " -- a comment",
            "staging.orders select o.* from (" + ORDERS + ") as o",
            "staging.orders select id, customer, day, amount, amount * 2 as twice from raw.orders",
            "staging.orders select id + 1 as id, customer, day, amount from raw.orders",
            "staging.orders select id, customer, day, amount + 1 as amount from raw.orders",
            "staging.orders " + ORDERS + " where amount > 6",
            "staging.orders select distinct id, customer, day, amount from raw.orders",
            "staging.orders " + ORDERS + " order by amount",
            "staging.orders select customer, id, day, amount from raw.orders",
            "staging.customers select id, upper(name) as name, region from raw.customers",
            "marts.days select day, count(*) as orders, max(id) as latest from staging.orders group by day",
            "marts.revenue select c.name, c.region, sum(o.amount) as revenue from staging.customers c"
                + " join staging.orders o on c.id = o.customer group by all");
    for (String change : changes) {
      String model = change.substring(0, change.indexOf(' '));
      String file = "models/" + model.replace('.', '/') + ".sql";
      String before = project.text(file);
      project.file(file, change.substring(change.indexOf(' ') + 1));

      assertThat(concerned(diff(""))).as(change).isEqualTo(built());

      project.file(file, before);
    }
    assertThat(diff("").differs()).isFalse();
  }

  private Set<String> built() {
    TreeSet<String> built = new TreeSet<>();
    for (PlannedModel model : plan(project).models()) {
      if (!model.decision().equals("skip")) {
        built.add(model.name());
      }
    }
    return built;
  }

  private static Set<String> concerned(DiffReport diff) {
    TreeSet<String> concerned = new TreeSet<>();
    for (DiffReport.Model model : diff.models()) {
      String category = model.category().orElse("");
      if (!category.equals("NONE") && !category.equals("METADATA_ONLY")) {
        concerned.add(model.name());
      }
      model.affected().forEach(reader -> concerned.add(reader.model()));
    }
    return concerned;
  }

  @Test
  void aReaderOfOtherColumnsIsNotAffectedAndToldWhy() {
    build(project);
    project.model("staging.orders", ORDERS.replace("day", "day + 1 as day"));

    DiffReport.Model orders = diff("").models().get(0);

    assertThat(orders.category()).contains("BREAKING");
    assertThat(orders.affected())
        .containsExactly(
            new DiffReport.Reader(
                "marts.days", List.of("day", "orders"), true, "reads day of staging.orders"));
    assertThat(orders.unaffected())
        .containsExactly(
            new DiffReport.Reader(
                "marts.revenue",
                List.of(),
                false,
                "reads only customer, amount of staging.orders, which did not change"));
  }

  @Test
  void whatWasBuiltIsWhatAnEnvironmentIsComparedBy() {
    build(project);
    project.model("staging.orders", ORDERS + " where amount > 6");
    project.model("marts.days", "select day, count(*) as n from staging.orders group by day");
    build(Request.of(project).select("staging.orders"));

    DiffReport diff = diff("");

    assertThat(diff.models()).extracting(DiffReport.Model::name).containsExactly("marts.days");
    assertThat(diff.against().notes()).hasSize(1);
    build(project);
    assertThat(diff("").differs()).isFalse();
  }

  @Test
  void aCommentThatABuildSawIsNoDifferenceAnyMore() {
    build(project);
    project.model("staging.orders", ORDERS + " -- a comment");
    assertThat(diff("").models()).hasSize(1);

    build(project);

    assertThat(diff("").differs()).isFalse();
  }

  @Test
  void anEnvironmentOfAnEarlierVarveIsToldPlainly() throws IOException {
    build(project);
    Warehouse warehouse = Warehouse.open(project.warehouse());
    Environments environments = new Environments(warehouse, new Publication());
    Manifest now = environments.current("dev").orElseThrow();
    Files.createDirectories(warehouse.staging(now.epoch()));
    Attempt attempt = Attempt.begin(warehouse, now.epoch(), "test", 1);
    environments.publish(
        attempt,
        new Manifest(
            Manifest.FORMAT_VERSION,
            "dev",
            0,
            now.buildId(),
            now.project(),
            now.logicalTime(),
            now.epoch(),
            now.tables(),
            now.sources()));

    assertThat(refused("").code()).isEqualTo("DEFINITIONS_NOT_KEPT");
    build(project);
    assertThat(diff("").differs()).isFalse();
  }

  @Test
  void aCommitIsComparedInAFolderOfARepository() {
    commit();
    project.model("staging.orders", ORDERS.replace("amount", "amount * 2 as amount"));
    project.model("marts.more", "select name from staging.customers");
    project.deleteModel("marts.countries");
    project.deleteModel("marts.days");
    project.model(
        "marts.per_day", "select day, count(*) as orders from staging.orders group by day");

    DiffReport diff = diff("HEAD");

    assertThat(project.warehouse()).doesNotExist();
    assertThat(diff.against().kind()).isEqualTo("revision");
    assertThat(diff.models())
        .extracting(
            model -> model.name() + " " + model.status() + " " + model.category().orElse(""))
        .containsExactlyInAnyOrder(
            "staging.orders changed BREAKING",
            "marts.more added ADDITIVE",
            "marts.per_day renamed BREAKING",
            "marts.countries removed BREAKING");
    assertThat(diff("git:HEAD")).isEqualTo(withName(diff, "HEAD"));
    commit();
    assertThat(diff("HEAD").differs()).isFalse();
    assertThat(diff("HEAD~1").models()).hasSize(4);
  }

  private static DiffReport withName(DiffReport diff, String name) {
    DiffReport.Against against = diff.against();
    return new DiffReport(
        diff.formatVersion(),
        diff.project(),
        new DiffReport.Against(against.kind(), name, against.detail(), against.notes()),
        diff.models(),
        diff.sources(),
        diff.problems());
  }

  @Test
  void settingsFunctionsAndSourcesCountToo() {
    project.replaceIn(
        "varve.yaml", "sources:", "params:\n  least: { type: INTEGER, default: 5 }\nsources:");
    project.file(
        "functions/net.sql",
        "/* varve\nargs: { x: \"DECIMAL(10,2)\" }\nreturns: DOUBLE\n*/\nx * 0.8\n");
    project.model("staging.orders", ORDERS + " where amount > $least");
    project.model("marts.net", "select id, net(amount) as net from staging.orders");
    commit();
    project.replaceIn("varve.yaml", "default: 5", "default: 6");
    project.replaceIn("functions/net.sql", "0.8", "0.75");
    project.replaceIn(
        "varve.yaml", "region: VARCHAR, country: VARCHAR", "region: VARCHAR, country: BLOB");

    DiffReport diff = diff("HEAD");

    DiffReport.Model orders = model(diff, "staging.orders");
    assertThat(orders.sameText()).isTrue();
    assertThat(orders.category()).contains("BREAKING");
    assertThat(orders.edits())
        .extracting(DiffReport.Change::sentence)
        .containsExactly("parameter least: 5 → 6");
    assertThat(model(diff, "marts.net").columns())
        .extracting(DiffReport.Column::name)
        .containsExactly("net");
    assertThat(diff.sources()).extracting(DiffReport.Source::name).containsExactly("raw.regions");
    assertThat(diff.sources().get(0).affected())
        .extracting(DiffReport.Reader::model)
        .containsExactly("marts.countries");
  }

  @Test
  void anEnvironmentWinsOverARevisionOfItsName() {
    commit();
    repository.git("branch", "dev");
    build(project);

    assertThat(diff("dev").against().kind()).isEqualTo("environment");
    assertThat(diff("git:dev").against().kind()).isEqualTo("revision");
  }

  @Test
  void whatIsNeitherIsRefusedWithWhatThereIs() {
    assertThat(refused("").code()).isEqualTo("NOTHING_TO_COMPARE");
    build(project);

    PlanProblem outside = refused("prod");
    assertThat(outside.code()).isEqualTo("UNKNOWN_BASELINE");
    assertThat(outside.mend()).contains("There is the environment dev.");
    assertThat(refused("git:HEAD").code()).isEqualTo("NO_REPOSITORY");

    commit();
    assertThat(refused("prod").message())
        .isEqualTo("There is no environment prod and no revision of Git of this name.");
    assertThat(refused("git:no-such").code()).isEqualTo("UNKNOWN_BASELINE");
    repository.git("checkout", "-q", "--orphan", "other");
    repository.git("rm", "-rfq", "--cached", ".");
    repository.git("commit", "-q", "--allow-empty", "-m", "empty");
    assertThat(refused("HEAD").code()).isEqualTo("NO_PROJECT");
  }

  @Test
  void onlyTheModelsAskedForAreTold() {
    commit();
    project.model("staging.orders", ORDERS + " where amount > 6");
    project.model("staging.customers", "select id, name, region from raw.customers where id > 1");

    try (Varve varve = Embedded.open(Request.of(project))) {
      assertThat(varve.diff(List.of("staging.orders"), "dev", "HEAD", false).models())
          .extracting(DiffReport.Model::name)
          .containsExactly("staging.orders");
      VarveException unknown =
          catchThrowableOfType(
              VarveException.class,
              () -> varve.diff(List.of("staging.oders"), "dev", "HEAD", false));
      assertThat(unknown.problems()).extracting(PlanProblem::code).containsExactly("UNKNOWN_MODEL");
    }
  }

  @Test
  void theCommandTellsPeopleAndPrograms() throws Exception {
    commit();
    project.model("staging.orders", ORDERS + " where amount > 6");

    try (VarveProcess varve =
        VarveProcess.start(
            "text",
            folder,
            "diff",
            "-C",
            project.root().toString(),
            "--against",
            "HEAD",
            "--exit-code")) {
      assertThat(varve.exitCode()).as(varve::log).isEqualTo(1);
      assertThat(varve.output())
          .contains("staging.orders  BREAKING")
          .contains("filter added: amount > 6.00")
          .contains("marts.countries (all columns)");
    }
    try (VarveProcess varve =
        VarveProcess.start(
            "json",
            folder,
            "diff",
            "-C",
            project.root().toString(),
            "--against",
            "HEAD",
            "--json")) {
      assertThat(varve.exitCode()).as(varve::log).isZero();
      JsonNode json = TemporalCli.parse(varve.output());
      assertThat(json.at("/formatVersion").asInt()).isEqualTo(1);
      assertThat(json.at("/models/0/category").asText()).isEqualTo("BREAKING");
      assertThat(json.at("/models/0/verdict/answer").asText()).isEqualTo("counterexample");
      assertThat(json.at("/models/0/verdict/tables/0/title").asText()).isEqualTo("raw.orders");
    }
  }

  private static DiffReport.Model model(DiffReport diff, String name) {
    return diff.models().stream()
        .filter(model -> model.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError(diff.models()));
  }

  private DiffReport diff(String against) {
    try (Varve varve = Embedded.open(Request.of(project))) {
      DiffReport diff = varve.diff(List.of(), "dev", against, true);
      assertThat(diff.problems()).isEmpty();
      return diff;
    }
  }

  private PlanProblem refused(String against) {
    VarveException refused = catchThrowableOfType(VarveException.class, () -> diff(against));
    assertThat(refused).as(against).isNotNull();
    assertThat(refused.problems()).hasSize(1);
    return refused.problems().get(0);
  }

  /** All that the project holds, in the folder above it. */
  private void commit() {
    project.file(".gitignore", "warehouse/\n");
    repository.commit();
  }
}
