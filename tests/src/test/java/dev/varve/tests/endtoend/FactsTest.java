package dev.varve.tests.endtoend;

import static dev.varve.tests.harness.Embedded.build;
import static dev.varve.tests.harness.Embedded.decisions;
import static dev.varve.tests.harness.Embedded.plan;
import static dev.varve.tests.harness.Embedded.planned;
import static dev.varve.tests.harness.Embedded.refused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.varve.activities.plan.DiffReport;
import dev.varve.activities.plan.ExplainReport;
import dev.varve.activities.plan.PlanProblem;
import dev.varve.tests.harness.Embedded;
import dev.varve.tests.harness.ProjectFolder;
import dev.varve.tests.harness.Request;
import dev.varve.tests.harness.Snapshot;
import dev.varve.workers.Varve;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is declared of rows and verified decides what depends on what. */
class FactsTest {
  private static final String KEY = "    key: [id]\n";
  private static final String JOINED =
      "select o.id, o.amount from raw.orders o left join raw.customers c on o.customer = c.id";

  @TempDir Path folder;
  private ProjectFolder project;

  @BeforeEach
  void write() {
    project = ProjectFolder.in(folder.resolve("shop"), configuration(KEY));
    project.csv("data/orders.csv", "id,customer,amount", "1,1,5", "2,1,7", "3,2,9");
    project.csv("data/customers.csv", "id,name", "1,Ada", "2,Bob");
    project.model("marts.orders", JOINED);
  }

  private static String configuration(String key) {
    return """
        project: shop
        warehouse: ./warehouse
        sources:
          raw.orders:
            path: data/orders.csv
            columns: { id: BIGINT, customer: BIGINT, amount: INTEGER }
          raw.customers:
            path: data/customers.csv
            columns: { id: BIGINT, name: VARCHAR }
        """
        + key;
  }

  private List<String> rebuilt() {
    return rebuilt(Request.of(project));
  }

  private static List<String> rebuilt(Request request) {
    TreeSet<String> rebuilt = new TreeSet<>();
    decisions(build(request))
        .forEach(
            (model, decision) -> {
              if (decision.equals("rebuild")) {
                rebuilt.add(model);
              }
            });
    return List.copyOf(rebuilt);
  }

  private ExplainReport explained(String model) {
    try (Varve varve = Embedded.open(Request.of(project))) {
      return varve.explain(Request.of(project).asIs(), model);
    }
  }

  @Test
  void aTableThatAKeyMakesIdleRebuildsNothing() {
    assertThat(rebuilt()).containsExactly("marts.orders");
    project.csv("data/customers.csv", "id,name", "1,Ada", "2,Bob", "3,Cid");
    assertThat(planned(plan(project), "marts.orders").decision()).isEqualTo("skip");
    assertThat(rebuilt()).isEmpty();

    project.csv("data/orders.csv", "id,customer,amount", "1,1,5", "2,1,7", "3,2,10");
    assertThat(rebuilt()).containsExactly("marts.orders");
  }

  @Test
  void withoutTheKeyTheSameTableIsRebuilt() {
    project.file("varve.yaml", configuration(""));
    build(project);
    project.csv("data/customers.csv", "id,name", "1,Ada", "2,Bob", "3,Cid");
    assertThat(rebuilt()).containsExactly("marts.orders");
  }

  @Test
  void whatIsNoLongerDeclaredIsNoLongerReliedOn() {
    build(project);
    project.file("varve.yaml", configuration(""));
    assertThat(rebuilt()).containsExactly("marts.orders");
    // Rows that the key would have refused come out now.
    project.csv("data/customers.csv", "id,name", "1,Ada", "1,Bob");
    assertThat(rebuilt()).containsExactly("marts.orders");
    assertThat(Snapshot.of(project, "dev").tables().get("marts.orders").rows()).hasSize(5);
  }

  @Test
  void rowsThatAreNotAsDeclaredAreNeverReliedOn() {
    build(project);
    project.csv("data/customers.csv", "id,name", "1,Ada", "1,Bob");
    assertThat(refused(Request.of(project)))
        .extracting(PlanProblem::code)
        .containsExactly("KEY_VIOLATED");
  }

  @Test
  void explainNamesTheFacts() {
    ExplainReport explained = explained("marts.orders");
    assertThat(explained.facts())
        .containsExactly("No two rows of raw.customers have the same \"id\".");
    assertThat(explained.inputs())
        .filteredOn(input -> !input.counts())
        .extracting(ExplainReport.Input::table)
        .containsExactly("raw.customers");
  }

  @Test
  void theKeyOfAModelHoldsForItsReaders() {
    project.model(
        "staging.customers", "/* varve\nkey: [id]\n*/\nselect id, name from raw.customers");
    project.model("marts.orders", JOINED.replace("raw.customers", "staging.customers"));
    assertThat(rebuilt()).containsExactly("marts.orders", "staging.customers");
    project.csv("data/customers.csv", "id,name", "1,Ada", "2,Bo", "4,Dan");
    assertThat(rebuilt()).containsExactly("staging.customers");
    assertThat(explained("marts.orders").facts())
        .containsExactly("No two rows of staging.customers have the same \"id\".");
  }

  @Test
  void whoCountsOnRowsThatAreNotAsDeclaredIsNeverUpToDate() {
    project.csv("data/customers.csv", "id,name", "1,Ada", "1,Bob");
    project.file("varve.yaml", configuration(""));
    project.model("staging.customers", "select id, name from raw.customers");
    project.model("marts.orders", "select id, amount from raw.orders");
    project.model("marts.ids", "select id from staging.customers");
    build(project);
    project.model(
        "staging.customers", "/* varve\nkey: [id]\n*/\nselect id, name from raw.customers");
    project.model(
        "marts.orders",
        "select o.id, o.amount from raw.orders o"
            + " left join staging.customers c on o.customer = c.id");
    project.model("marts.ids", "select distinct id from staging.customers");

    assertThat(decisions(build(project)))
        .containsEntry("staging.customers", "fail")
        .containsEntry("marts.orders", "blocked")
        .containsEntry("marts.ids", "blocked");
  }

  @Test
  void aTableThatIsNotSelectedIsKnownByWhatWasVerifiedWhenItWasBuilt() {
    project.model("staging.customers", "select id, name from raw.customers");
    project.model("marts.orders", JOINED.replace("raw.customers", "staging.customers"));
    build(project);
    project.model(
        "staging.customers", "/* varve\nkey: [id]\n*/\nselect id, name from raw.customers");
    // Nobody has looked at the rows yet.
    Request reader = Request.of(project).select("marts.orders");
    assertThat(rebuilt(reader)).isEmpty();
    assertThat(rebuilt()).containsExactly("marts.orders", "staging.customers");
    assertThat(rebuilt(reader)).isEmpty();
    assertThat(rebuilt()).isEmpty();
  }

  @Test
  void diffKnowsWhatTheBuildKnows() {
    String key = "/* varve\nkey: [id]\n*/\n";
    project.model("marts.orders", key + JOINED);
    build(project);
    project.model("marts.orders", key + "select id, amount from raw.orders");
    try (Varve varve = Embedded.open(Request.of(project))) {
      DiffReport.Model model = varve.diff(List.of(), "dev", "", true).models().get(0);
      assertThat(model.category()).contains("NONE");
    }
    assertThat(rebuilt()).isEmpty();
  }

  @Test
  void aColumnThatIsJoinedOnByAKeyConcernsNobodyElse() {
    String key = "/* varve\nkey: [id]\n*/\n";
    project.model("marts.orders", key + "select id, customer, amount from raw.orders");
    project.model("marts.sums", "select customer, sum(amount) as s from marts.orders group by all");
    build(project);
    project.model(
        "marts.orders",
        key + JOINED.replace("o.amount", "o.customer, o.amount, c.name as customer_name"));
    assertThat(planned(plan(project), "marts.sums").reason().code()).isEqualTo("UNAFFECTED");
    assertThat(rebuilt()).containsExactly("marts.orders");
  }

  @Test
  void aJoinOverAKeyMultipliesNothing() {
    project.model("marts.orders", "select id, amount from raw.orders");
    build(project);
    project.model("marts.orders", JOINED.replace("o.amount", "o.amount, c.name"));
    try (Varve varve = Embedded.open(Request.of(project))) {
      DiffReport.Model model = varve.diff(List.of(), "dev", "", false).models().get(0);
      assertThat(model.category()).contains("ADDITIVE");
    }
    project.file("varve.yaml", configuration(""));
    try (Varve varve = Embedded.open(Request.of(project))) {
      DiffReport.Model model = varve.diff(List.of(), "dev", "", false).models().get(0);
      assertThat(model.category()).contains("ROW_MULTIPLYING");
    }
  }

  @Test
  void aWinnerThatIsNotDecidedIsRefusedUnlessAKeyDecides() {
    String latest =
        "select customer, amount from raw.orders"
            + " qualify row_number() over (partition by customer order by id) = 1";
    project.model("marts.orders", latest);
    assertThat(refused(Request.of(project))).extracting(PlanProblem::code).containsExactly("TIES");
    assertThat(build(Request.of(project).tier("FAST")).outcome()).isEqualTo("done");

    project.file(
        "varve.yaml",
        """
        project: shop
        warehouse: ./warehouse
        sources:
          raw.orders:
            path: data/orders.csv
            columns: { id: BIGINT, customer: BIGINT, amount: INTEGER }
            key: [id]
        """);
    assertThat(build(project).outcome()).isEqualTo("done");
    assertThat(Snapshot.of(project, "dev").tables().get("marts.orders").rows())
        .containsExactly("1|5", "2|9");
  }
}
