package dev.varve.tests.endtoend;

import static dev.varve.tests.harness.Embedded.build;
import static dev.varve.tests.harness.Embedded.decisions;
import static dev.varve.tests.harness.Embedded.plan;
import static dev.varve.tests.harness.Embedded.planned;
import static org.assertj.core.api.Assertions.assertThat;

import dev.varve.activities.plan.DiffReport;
import dev.varve.storage.Publication;
import dev.varve.storage.Warehouse;
import dev.varve.storage.manifest.Environments;
import dev.varve.storage.manifest.TableEntry;
import dev.varve.tests.harness.Embedded;
import dev.varve.tests.harness.ProjectFolder;
import dev.varve.tests.harness.Projects;
import dev.varve.tests.harness.Request;
import dev.varve.tests.harness.Snapshot;
import dev.varve.workers.Varve;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The policy that leaves a table as it is whose model only adds columns. */
class PolicyTest {
  private static final String WIDER =
      "select id, customer, day, amount, amount * 2 as twice from raw.orders";

  @TempDir Path folder;
  private ProjectFolder project;

  @BeforeEach
  void buildOnce() {
    project = Projects.shop(folder.resolve("shop"));
    build(project);
  }

  @Test
  void aColumnThatIsOnlyAddedWaits() {
    Snapshot before = Snapshot.of(project, "dev");
    project.model("staging.orders", WIDER);

    var orders = planned(plan(breakingOnly()), "staging.orders");
    assertThat(orders.decision()).isEqualTo("skip");
    assertThat(orders.reason().code()).isEqualTo("STALE_BY_POLICY");
    assertThat(orders.reason().message()).isEqualTo("only adds twice; stale by policy");
    assertThat(rebuilt(breakingOnly())).isEmpty();

    assertThat(Snapshot.of(project, "dev")).isEqualTo(before);
    assertThat(stale()).containsExactly("staging.orders");
    assertThat(rebuilt(breakingOnly())).isEmpty();
  }

  @Test
  void anotherPolicyBuildsItAfterAll() {
    project.model("staging.orders", WIDER);
    build(breakingOnly());

    assertThat(rebuilt(Request.of(project))).containsExactly("staging.orders");
    assertThat(stale()).isEmpty();
    assertThat(Snapshot.of(project, "dev").tables().get("staging.orders").columns())
        .anyMatch(column -> column.startsWith("twice DECIMAL("));
  }

  @Test
  void whoReadsWhatIsNewGetsIt() {
    project.model("staging.orders", WIDER);
    build(breakingOnly());
    project.model(
        "marts.days", "select day, sum(twice) as orders from staging.orders group by day");

    assertThat(rebuilt(breakingOnly())).containsExactly("marts.days", "staging.orders");
    assertThat(stale()).isEmpty();
  }

  @Test
  void whoReadsItAllReadsWhatIsNew() {
    project.model("marts.all_orders", "select * from staging.orders");
    build(project);
    project.model("staging.orders", WIDER);

    // The reader only adds that column too, and nobody reads it there.
    assertThat(rebuilt(breakingOnly())).isEmpty();
    assertThat(stale()).containsExactly("marts.all_orders", "staging.orders");

    project.model("marts.all_orders", "select *, 1 as one from staging.orders where id > 1");
    assertThat(rebuilt(breakingOnly())).containsExactly("marts.all_orders", "staging.orders");
  }

  @Test
  void whoLeavesOutWhatIsNotThereYetGetsIt() {
    project.model("staging.orders", WIDER);
    project.model("marts.plain", "select * exclude (twice) from staging.orders");

    assertThat(rebuilt(breakingOnly())).containsExactly("marts.plain", "staging.orders");
  }

  @Test
  void whatBreaksIsBuilt() {
    for (String text :
        List.of(
            WIDER + " where amount > 6",
            WIDER.replace("amount,", "amount + 1 as amount,"),
            WIDER.replace("id, ", "").replace("amount * 2", "id"))) {
      project.model("staging.orders", text);
      assertThat(planned(plan(breakingOnly()), "staging.orders").decision())
          .as(text)
          .isEqualTo("rebuild");
    }
  }

  @Test
  void newRowsAreNoReasonToWait() {
    project.model("staging.orders", WIDER);
    project.csv("data/orders/february.csv", "id,customer,day,amount", "4,2,2026-02-01,7.00");

    assertThat(rebuilt(breakingOnly())).contains("staging.orders");
    assertThat(stale()).isEmpty();
  }

  @Test
  void theTableIsStillComparedWithWhatItWasBuiltFrom() {
    project.model("staging.orders", WIDER);
    build(breakingOnly());

    try (Varve varve = Embedded.open(Request.of(project))) {
      List<DiffReport.Model> models = varve.diff(List.of(), "dev", "", false).models();
      assertThat(models).hasSize(1);
      assertThat(models.get(0).name()).isEqualTo("staging.orders");
      assertThat(models.get(0).category()).contains("ADDITIVE");
    }
  }

  @Test
  void whatIsTakenBackIsStaleNoLonger() {
    project.model("staging.orders", WIDER);
    build(breakingOnly());
    project.model("staging.orders", "select id, customer, day, amount from raw.orders");

    assertThat(rebuilt(breakingOnly())).isEmpty();
    assertThat(stale()).isEmpty();
  }

  private Request breakingOnly() {
    return Request.of(project).policy("BREAKING_ONLY");
  }

  private static Set<String> rebuilt(Request request) {
    Set<String> models = new TreeSet<>();
    for (Map.Entry<String, String> made : decisions(build(request)).entrySet()) {
      if (!made.getValue().equals("skip")) {
        models.add(made.getKey());
      }
    }
    return models;
  }

  private List<String> stale() {
    Warehouse warehouse = Warehouse.open(project.warehouse());
    return new Environments(warehouse, new Publication())
        .current("dev").orElseThrow().tables().stream()
            .filter(TableEntry::stale)
            .map(TableEntry::table)
            .toList();
  }
}
