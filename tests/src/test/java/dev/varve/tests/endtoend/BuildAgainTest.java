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
import dev.varve.workflows.Counts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a second build does, depending on what was changed since the first. */
class BuildAgainTest {
  private static final String REVENUE =
      """
      select c.name, c.region, sum(o.amount) as revenue
      from staging.orders o join staging.customers c on o.customer = c.id
      group by c.name, c.region
      """;

  @TempDir Path folder;
  private ProjectFolder project;
  private BuildResult first;

  @BeforeEach
  void buildOnce() {
    project = Projects.shop(folder.resolve("shop"));
    first = build(project);
  }

  @Test
  void firstBuildRunsEveryModelAndLeavesItsTable() {
    assertThat(first.counts()).isEqualTo(rebuilt(5));
    assertThat(first.outcome()).isEqualTo("done");
    assertThat(first.project()).isEqualTo("shop");
    assertThat(step(first, "staging.orders").reason().code()).isEqualTo("FIRST_BUILD");
    assertThat(step(first, "marts.revenue").reason().code()).isEqualTo("INPUT_WILL_CHANGE");
    assertThat(step(first, "marts.revenue").rows()).isEqualTo(2);
    Snapshot snapshot = Snapshot.of(project, "dev");
    assertThat(snapshot.tables().get("marts.revenue").columns())
        .containsExactly("name VARCHAR", "region VARCHAR", "revenue DECIMAL(38,2)");
    assertThat(snapshot.tables().get("marts.revenue").rows())
        .containsExactly("Ada|north|30.50", "Bob|south|5.25");
    assertThat(snapshot.tables().get("marts.countries").rows())
        .containsExactly("IT|5.25", "NO|30.50");
    assertThat(Snapshot.strays(project, "dev")).isEmpty();
    assertThat(Snapshot.leftOvers(project)).isEmpty();
  }

  @Test
  void nothingChangedNothingRuns() {
    BuildResult second = build(project);
    assertThat(second.counts()).isEqualTo(skipped(5));
    assertThat(second.manifest()).isEqualTo(first.manifest());
    assertThat(second.buildId()).isNotEqualTo(first.buildId());
    assertThat(Snapshot.versions(project, "dev").values()).containsOnly(1);
  }

  @Test
  void anotherColumnOfASourceIsAnotherTable() {
    project.model("staging.customers", "select id, region as name, region from raw.customers");
    BuildResult second = build(project);
    assertThat(decisions(second))
        .containsEntry("staging.customers", "rebuild")
        .containsEntry("marts.revenue", "rebuild");
    assertThat(Snapshot.of(project, "dev").tables().get("staging.customers").rows())
        .containsExactly("1|north|north", "2|south|south");
  }

  @Test
  void changedModelIsBuiltAnewWithWhatReadsIt() {
    project.model("marts.revenue", REVENUE.replace("sum(o.amount)", "sum(o.amount * 2)"));
    BuildResult second = build(project);
    assertThat(decisions(second))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "staging.orders", "skip",
                "staging.customers", "skip",
                "marts.days", "skip",
                "marts.revenue", "rebuild",
                "marts.countries", "rebuild"));
    assertThat(step(second, "marts.revenue").reason().code()).isEqualTo("QUERY_CHANGED");
    assertThat(step(second, "marts.countries").reason().changed()).contains("marts.revenue");
    assertThat(rows("marts.countries")).containsExactly("IT|10.50", "NO|61.00");
  }

  @Test
  void changeThatMakesNoDifferenceGoesNoFurther() {
    project.model(
        "staging.orders", "select id, customer, day, amount from raw.orders where id > 0");
    BuildResult second = build(project);
    assertThat(second.counts()).isEqualTo(new Counts(4, 0, 1, 0, 0, 0, 0));
    assertThat(step(second, "marts.revenue").decision()).isEqualTo("skip");
    assertThat(step(second, "marts.revenue").reason().code()).isEqualTo("INPUTS_CAME_OUT_EQUAL");
    assertThat(step(second, "marts.countries").reason().code()).isEqualTo("INPUTS_CAME_OUT_EQUAL");
  }

  @Test
  void commentsAndLayoutAreNoChange() {
    project.model(
        "staging.orders",
        "-- Orders as they come.\nSELECT id,\n customer, /* who */ day, amount\nFROM raw.orders");
    assertThat(build(project).counts()).isEqualTo(skipped(5));
  }

  @Test
  void columnThatNobodyReadsRebuildsOneModel() {
    project.model(
        "staging.orders", "select id, customer, day, amount, amount * 2 as twice from raw.orders");
    BuildResult second = build(project);
    assertThat(second.counts()).isEqualTo(new Counts(4, 0, 1, 0, 0, 0, 0));
    assertThat(step(second, "staging.orders").decision()).isEqualTo("rebuild");
  }

  @Test
  void takingAChangeBackRunsNothing() {
    Snapshot before = Snapshot.of(project, "dev");
    project.model("marts.revenue", REVENUE.replace("sum(o.amount)", "sum(o.amount * 2)"));
    build(project);
    project.model("marts.revenue", REVENUE);
    BuildResult third = build(project);
    assertThat(third.counts()).isEqualTo(new Counts(3, 2, 0, 0, 0, 0, 0));
    assertThat(step(third, "marts.revenue").reason().code()).isEqualTo("IN_STORE");
    assertThat(Snapshot.of(project, "dev")).isEqualTo(before);
    assertThat(Snapshot.versions(project, "dev")).containsEntry("marts.revenue", 3);
  }

  @Test
  void secondEnvironmentRunsNothingAndLinksTheFiles() throws IOException {
    BuildResult prod = build(Request.of(project).environment("prod"));
    assertThat(prod.counts()).isEqualTo(new Counts(0, 5, 0, 0, 0, 0, 0));
    assertThat(Snapshot.of(project, "prod")).isEqualTo(Snapshot.of(project, "dev"));
    assertThat(inode("prod", "marts.revenue")).isEqualTo(inode("dev", "marts.revenue"));
    project.model(
        "marts.days", "select day, count(*) + 1 as orders from staging.orders group by 1");
    build(project);
    assertThat(Snapshot.of(project, "prod")).isNotEqualTo(Snapshot.of(project, "dev"));
  }

  @Test
  void newSourceFileRebuildsItsReadersAndIsNamed() {
    project.csv("data/orders/february.csv", "id,customer,day,amount", "4,2,2026-02-01,100.00");
    assertThat(planned(plan(project), "staging.orders").reason().message())
        .contains("source raw.orders has 1 new file");
    BuildResult second = build(project);
    assertThat(decisions(second))
        .containsEntry("staging.orders", "rebuild")
        .containsEntry("staging.customers", "skip")
        .containsEntry("marts.revenue", "rebuild");
    assertThat(step(second, "staging.orders").reason().code()).isEqualTo("SOURCE_CHANGED");
    assertThat(rows("marts.revenue")).containsExactly("Ada|north|30.50", "Bob|south|105.25");
  }

  @Test
  void changedSourceFileRebuildsItsReaders() {
    project.replaceIn("data/orders/january.csv", "5.25", "6.25");
    BuildResult second = build(project);
    assertThat(step(second, "staging.orders").decision()).isEqualTo("rebuild");
    assertThat(step(second, "marts.days").reason().code()).isEqualTo("INPUTS_CAME_OUT_EQUAL");
    assertThat(rows("marts.revenue")).contains("Bob|south|6.25");
  }

  @Test
  void removedSourceFileRebuildsItsReaders() {
    project.csv("data/orders/february.csv", "id,customer,day,amount", "4,2,2026-02-01,100.00");
    build(project);
    project.delete("data/orders/february.csv");
    BuildResult third = build(project);
    assertThat(step(third, "staging.orders").decision()).isEqualTo("reuse");
    assertThat(rows("marts.revenue")).contains("Bob|south|5.25");
  }

  @Test
  void touchedSourceFileIsNoChange() {
    project.touch("data/orders/january.csv").touch("data/customers.csv");
    assertThat(build(project).counts()).isEqualTo(skipped(5));
  }

  @Test
  void deletedModelIsRemoved() {
    project.deleteModel("marts.days");
    BuildResult second = build(project);
    assertThat(second.counts()).isEqualTo(new Counts(4, 0, 0, 0, 0, 1, 0));
    assertThat(step(second, "marts.days").decision()).isEqualTo("removed");
    assertThat(build(project).counts()).isEqualTo(skipped(4));
  }

  @Test
  void rebuildRunsEverythingAndChangesNothing() {
    Snapshot before = Snapshot.of(project, "dev");
    BuildResult second = build(Request.of(project).rebuild());
    assertThat(second.counts()).isEqualTo(rebuilt(5));
    assertThat(Snapshot.of(project, "dev")).isEqualTo(before);
  }

  @Test
  void deletedDataFileIsBroughtBack() throws IOException {
    Snapshot before = Snapshot.of(project, "dev");
    Files.delete(dataFile("dev", "marts.revenue"));
    BuildResult second = build(project);
    assertThat(step(second, "marts.revenue").decision()).isEqualTo("reuse");
    assertThat(step(second, "marts.revenue").reason().code()).isEqualTo("FILES_CHANGED");
    assertThat(Snapshot.of(project, "dev")).isEqualTo(before);
  }

  /** The store's file is the same one, so that nothing sound is left to link. */
  @Test
  void damagedDataFileIsBuiltAnew() throws IOException {
    Snapshot before = Snapshot.of(project, "dev");
    Path file = dataFile("dev", "marts.revenue");
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length / 2] ^= 1;
    assertThat(file.toFile().setWritable(true)).isTrue();
    Files.write(file, bytes);
    BuildResult second = build(project);
    assertThat(step(second, "marts.revenue").decision()).isEqualTo("rebuild");
    assertThat(step(second, "marts.revenue").reason().code()).isEqualTo("FILES_CHANGED");
    assertThat(Snapshot.of(project, "dev")).isEqualTo(before);
    assertThat(build(project).counts()).isEqualTo(skipped(5));
  }

  @Test
  void tableThatSomebodyElseChangedIsLeftAlone() throws IOException {
    Path log = dataFile("dev", "marts.revenue").resolveSibling("_delta_log");
    Path foreign = log.resolve("%020d.json".formatted(1));
    Files.writeString(foreign, "{\"commitInfo\":{\"timestamp\":1,\"operation\":\"OPTIMIZE\"}}\n");
    project.model("marts.revenue", REVENUE.replace("sum(o.amount)", "sum(o.amount * 2)"));
    BuildResult second = build(project);
    assertThat(step(second, "marts.revenue").decision()).isEqualTo("fail");
    assertThat(step(second, "marts.revenue").error().code()).isEqualTo("TABLE_CHANGED_OUTSIDE");
    assertThat(step(second, "marts.countries").decision()).isEqualTo("blocked");
    assertThat(Snapshot.versions(project, "dev")).containsEntry("marts.revenue", 2);
    BuildResult third = build(Request.of(project).rebuild());
    assertThat(third.counts()).isEqualTo(rebuilt(5));
    assertThat(rows("marts.revenue")).containsExactly("Ada|north|61.00", "Bob|south|10.50");
  }

  private List<String> rows(String table) {
    return Snapshot.of(project, "dev").tables().get(table).rows();
  }

  private Object inode(String environment, String table) throws IOException {
    return Files.getAttribute(dataFile(environment, table), "unix:ino");
  }

  private Path dataFile(String environment, String table) {
    String name = Snapshot.of(project, environment).tables().get(table).files().firstKey();
    return project
        .warehouse()
        .resolve("tables")
        .resolve(environment)
        .resolve(table.replace('.', '/'))
        .resolve(name);
  }

  static Counts rebuilt(int steps) {
    return new Counts(0, 0, steps, 0, 0, 0, 0);
  }

  static Counts skipped(int steps) {
    return new Counts(steps, 0, 0, 0, 0, 0, 0);
  }
}
