package dev.varve.tests.endtoend;

import static dev.varve.tests.harness.Embedded.build;
import static dev.varve.tests.harness.Embedded.decisions;
import static dev.varve.tests.harness.Embedded.refused;
import static dev.varve.tests.harness.Embedded.step;
import static org.assertj.core.api.Assertions.assertThat;

import dev.varve.tests.harness.ProjectFolder;
import dev.varve.tests.harness.Projects;
import dev.varve.tests.harness.Request;
import dev.varve.tests.harness.Snapshot;
import dev.varve.workflows.BuildResult;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is not in the files: the clock, chance and parameters. */
class TimeAndParametersTest {
  @TempDir Path folder;
  private ProjectFolder project;

  @BeforeEach
  void write() {
    project =
        ProjectFolder.in(
                folder.resolve("time"),
                """
                project: time
                warehouse: ./warehouse
                sources:
                  raw.numbers: { path: data/numbers.csv, columns: { i: INTEGER } }
                params:
                  least: { type: INTEGER, default: 2 }
                  since: { type: DATE, default: 2026-01-01 }
                """)
            .csv("data/numbers.csv", "i", "1", "2", "3");
  }

  @Test
  void clockShowsTheLogicalTime() {
    project.model(
        "marts.t", "select now() as n, current_date as d, count(*) as c from raw.numbers");
    BuildResult result = build(Request.of(project).at("2026-03-04T05:06:07.000008Z"));
    assertThat(result.logicalTime()).isEqualTo("2026-03-04T05:06:07.000008Z");
    assertThat(rows("marts.t").get(0)).contains("2026-03-04T05:06:07.000008", "|2026-03-04|3");
  }

  /** Also of a big step, whose query runs in another activity than its publication. */
  @Test
  void whatRanSaysWhenItBeganAndWhatDidNotSaysNothing() {
    ProjectFolder heavy = Projects.heavy(folder.resolve("heavy"), 2);
    Instant before = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    BuildResult first = build(Request.of(heavy));
    Instant after = Instant.now();
    assertThat(first.steps())
        .hasSize(5)
        .allSatisfy(step -> assertThat(Instant.parse(step.startedAt())).isBetween(before, after));
    Instant source = Instant.parse(step(first, "staging.events").startedAt());
    assertThat(Instant.parse(step(first, "marts.totals").startedAt())).isAfter(source);
    assertThat(Path.of(first.report())).content().containsPattern("margin-left:[1-9]");
    assertThat(build(Request.of(heavy)).steps()).extracting("startedAt").containsOnlyNulls();
  }

  @Test
  void modelOfTheDayIsBuiltOncePerDay() {
    project.model("marts.t", "select current_date as d, count(*) as c from raw.numbers");
    build(Request.of(project).at("2026-03-04T05:06:07Z"));
    assertThat(build(Request.of(project).at("2026-03-04T23:59:59Z")).counts().skipped()).isOne();
    BuildResult next = build(Request.of(project).at("2026-03-05T00:00:00Z"));
    assertThat(step(next, "marts.t").decision()).isEqualTo("rebuild");
    assertThat(step(next, "marts.t").reason().code()).isEqualTo("CLOCK_CHANGED");
    assertThat(rows("marts.t")).containsExactly("2026-03-05|3");
    assertThat(build(Request.of(project).at("2026-03-04T12:00:00Z")).counts().reused()).isOne();
  }

  @Test
  void volatileModelIsBuiltEachTime() {
    project.model("marts.t", "select i, random() as r from raw.numbers");
    project.model("marts.u", "select count(*) as c from marts.t");
    project.model("marts.v", "select i from raw.numbers");
    build(project);
    List<String> before = rows("marts.t");
    BuildResult second = build(project);
    assertThat(step(second, "marts.t").decision()).isEqualTo("rebuild");
    assertThat(step(second, "marts.t").reason().code()).isEqualTo("VOLATILE");
    assertThat(step(second, "marts.u").reason().code()).isEqualTo("INPUTS_CAME_OUT_EQUAL");
    assertThat(step(second, "marts.v").decision()).isEqualTo("skip");
    assertThat(rows("marts.t")).isNotEqualTo(before);
  }

  @Test
  void parameterRebuildsWhatUsesIt() {
    project.model("marts.t", "select i from raw.numbers where i >= $least");
    project.model("marts.u", "select i from raw.numbers");
    build(project);
    assertThat(rows("marts.t")).containsExactly("2", "3");
    BuildResult second = build(Request.of(project).parameter("least", "3"));
    assertThat(step(second, "marts.t").decision()).isEqualTo("rebuild");
    assertThat(step(second, "marts.t").reason().code()).isEqualTo("PARAMETER_CHANGED");
    assertThat(step(second, "marts.u").decision()).isEqualTo("skip");
    assertThat(rows("marts.t")).containsExactly("3");
    assertThat(step(build(project), "marts.t").decision()).isEqualTo("reuse");
  }

  @Test
  void parameterHasItsDeclaredTypeWhereverItStands() {
    project.model(
        "marts.t",
        "select typeof($least) as a, $since + 1 as b, '$least' as c, i -- $least\nfrom raw.numbers"
            + " where i = $least");
    build(Request.of(project).parameter("since", "2026-02-28"));
    assertThat(rows("marts.t")).containsExactly("INTEGER|2026-03-01|$least|2");
  }

  @Test
  void badParametersAreRefused() {
    project.model("marts.t", "select i from raw.numbers where i >= $least");
    assertThat(refused(Request.of(project).parameter("least", "many")))
        .anySatisfy(problem -> assertThat(problem.message()).contains("least", "INTEGER"));
    assertThat(refused(Request.of(project).parameter("lest", "3")))
        .anySatisfy(problem -> assertThat(problem.mend()).contains("least"));
    project.model("marts.t", "select i from raw.numbers where i >= $lest");
    assertThat(refused(Request.of(project)))
        .anySatisfy(problem -> assertThat(problem.mend()).contains("least"));
    assertThat(decisions(build(Request.of(project.model("marts.t", "select i from raw.numbers")))))
        .containsEntry("marts.t", "rebuild");
  }

  private List<String> rows(String table) {
    return Snapshot.of(project, "dev").tables().get(table).rows();
  }
}
