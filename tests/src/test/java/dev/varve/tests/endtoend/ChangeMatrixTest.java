package dev.varve.tests.endtoend;

import static dev.varve.tests.harness.Embedded.build;
import static dev.varve.tests.harness.Embedded.decisions;
import static dev.varve.tests.harness.Embedded.plan;
import static org.assertj.core.api.Assertions.assertThat;

import dev.varve.activities.plan.LocalProject;
import dev.varve.tests.harness.ProjectFolder;
import dev.varve.tests.harness.Request;
import dev.varve.workflows.BuildResult;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * How many of a thousand models each kind of change rebuilds. A hundred staging models read ten
 * sources; each is joined with its neighbour by three others, and each of those is summed up twice.
 */
class ChangeMatrixTest {
  private static final int STAGING = 100;
  private static final int JOINS = 300;

  /** Its readers are joins 4, 5, 104, 105, 204 and 205. */
  private static final String CHANGED = "staging.t5";

  private static final String TEXT =
      "select k, a, b, a + b as ab, 5 as own from raw.s5 where k >= 0 and a >= 0";

  @TempDir static Path folder;
  private static ProjectFolder project;

  @BeforeAll
  static void buildOnce() {
    StringBuilder configuration = new StringBuilder("project: matrix\nwarehouse: ./warehouse\n");
    configuration.append(
        "profiles:\n  small: { base: prod_fast, threads: 1, memory_limit: 1GB }\n");
    configuration.append("sources:\n");
    for (int source = 0; source < 10; source++) {
      configuration
          .append("  raw.s" + source + ":\n    path: data/s" + source + "/*.csv\n")
          .append("    columns: { k: BIGINT, a: BIGINT, b: BIGINT, c: VARCHAR }\n");
    }
    project = ProjectFolder.in(folder.resolve("matrix"), configuration.toString());
    for (int source = 0; source < 10; source++) {
      List<String> lines = new ArrayList<>(List.of("k,a,b,c"));
      for (int row = 0; row < 20; row++) {
        lines.add(row + "," + (row * 7 + source) % 13 + "," + row * source + ",c" + row % 3);
      }
      project.csv("data/s" + source + "/first.csv", lines.toArray(String[]::new));
    }
    for (int i = 0; i < STAGING; i++) {
      project.model(
          "staging.t" + i, TEXT.replace("5 as own from raw.s5", i + " as own from raw.s" + i % 10));
    }
    for (int i = 0; i < JOINS; i++) {
      project
          .model("joined.m" + i, join(i, "y.b"))
          .model("marts.f" + i, "select k % 7 as g, sum(a) as s from joined.m" + i + " group by 1")
          .model(
              "marts.g" + i,
              "select k % 5 as g, sum(b) as s, count(*) as n from joined.m" + i + " group by 1");
    }
    assertThat(build(project).counts().rebuilt()).isEqualTo(STAGING + 3 * JOINS);
  }

  private static String join(int i, String b) {
    return """
        select x.k, x.a + %d as a, %s as b, x.ab as p
        from staging.t%d x join staging.t%d y on x.k = y.k
        """
        .formatted(i / STAGING, b, i % STAGING, (i + 1) % STAGING);
  }

  @AfterEach
  void undo() {
    project.model(CHANGED, TEXT);
    for (int i : List.of(4, 104, 204)) {
      project.model("joined.m" + i, join(i, "y.b"));
    }
    build(project);
  }

  @Test
  void textsThatMeanTheSameRebuildNothing() {
    for (String text :
        List.of(
            "-- Why.\n" + TEXT + " /* and how */",
            TEXT.replace("select", "SELECT").replace(" as ", " AS\n  ").replace("k >= 0", "K>=0"),
            TEXT.replace("k >= 0 and a >= 0", "a >= 0 and k >= 0"),
            TEXT.replace("k >= 0", "0 <= k").replace("a + b", "b + a"),
            "select t.k, t.a, t.b, t.a + t.b as ab, 5 as own from raw.s5 as t where t.k >= 0 and t.a >= 0",
            "select q.k, q.a, q.b, q.ab, q.own from (" + TEXT + ") as q",
            "with q as (" + TEXT + ") select * from q")) {
      project.model(CHANGED, text);
      assertThat(toRun()).as(text).isEmpty();
    }
  }

  @Test
  void aColumnThatNobodyReadsRebuildsOne() {
    project.model(CHANGED, TEXT.replace("as ab,", "as ab, a * 3 as a3,"));

    assertThat(toRun()).containsExactly(CHANGED);
    assertThat(rebuilt(build(project))).containsExactly(CHANGED);
  }

  @Test
  void aChangedExpressionRebuildsItsReaders() {
    project.model(CHANGED, TEXT.replace("a + b as ab", "a + b + 1 as ab"));
    Set<String> readers = Set.of(CHANGED, "joined.m5", "joined.m105", "joined.m205");

    assertThat(toRun()).isEqualTo(readers);
    assertThat(rebuilt(build(project))).isEqualTo(readers);
  }

  @Test
  void aFilterAtTheRootRebuildsAllThatReadsAnAffectedRow() {
    project.model(CHANGED, TEXT.replace("k >= 0", "k >= 3"));

    assertThat(rebuilt(build(project))).isEqualTo(below(5));
  }

  @Test
  void aFilterThatLeavesOutNothingGoesNoFurther() {
    project.model(CHANGED, TEXT.replace("k >= 0", "k >= -1"));

    assertThat(toRun()).isEqualTo(below(5));
    assertThat(rebuilt(build(project))).containsExactly(CHANGED);
  }

  @Test
  void aNewFileRebuildsItsReadersLessWhatCameOutEqual() {
    project.csv("data/s3/second.csv", "k,a,b,c", "1000,1,1,c1");
    // No row of a neighbour has that key: the joins come out as they were.
    Set<String> expected = new TreeSet<>();
    for (int i = 3; i < STAGING; i += 10) {
      expected.add("staging.t" + i);
      for (int join : List.of(i - 1, i, i + 99, i + 100, i + 199, i + 200)) {
        expected.add("joined.m" + join);
      }
    }

    assertThat(rebuilt(build(project))).hasSize(70).isEqualTo(expected);
    project.delete("data/s3/second.csv");
  }

  @Test
  void aRenamedColumnWithItsReadersAdaptedRebuildsOne() {
    project.model(CHANGED, TEXT.replace("a, b, a + b as ab", "a, b as bee, a + b as ab"));
    for (int i : List.of(4, 104, 204)) {
      project.model("joined.m" + i, join(i, "y.bee"));
    }

    assertThat(rebuilt(build(project))).containsExactly(CHANGED);
  }

  @Test
  void aTouchedFileRebuildsNothing() {
    project.touch("data/s5/first.csv");

    assertThat(toRun()).isEmpty();
  }

  @Test
  void threadsAndMemoryRebuildNothing() {
    assertThat(toRun(Request.of(project).profile("small"))).isEmpty();
  }

  /** What an upgrade of the passes does to fingerprints is told beside them, in the planner. */
  @Test
  void anotherEngineRebuildsAll() {
    LocalProject upgraded = new LocalProject(project.root(), "another engine");

    assertThat(upgraded.plan(Request.of(project).asIs()).models())
        .hasSize(STAGING + 3 * JOINS)
        .allMatch(model -> model.decision().equals("rebuild"));
  }

  @Test
  void aVolatileModelRebuildsItselfAndWhatReadsWhatChanged() {
    project.model(CHANGED, TEXT.replace("5 as own", "random() as own"));
    assertThat(rebuilt(build(project))).containsExactly(CHANGED);

    assertThat(rebuilt(build(project))).containsExactly(CHANGED);
  }

  /** A staging model with all that reads it, directly or not. */
  private static Set<String> below(int i) {
    Set<String> below = new TreeSet<>(List.of("staging.t" + i));
    for (int join : List.of(i - 1, i, i + 99, i + 100, i + 199, i + 200)) {
      below.addAll(List.of("joined.m" + join, "marts.f" + join, "marts.g" + join));
    }
    return below;
  }

  private static Set<String> toRun() {
    return toRun(Request.of(project));
  }

  private static Set<String> toRun(Request request) {
    Set<String> models = new TreeSet<>();
    plan(request).models().stream()
        .filter(model -> !model.decision().equals("skip"))
        .forEach(model -> models.add(model.name()));
    return models;
  }

  private static Set<String> rebuilt(BuildResult result) {
    Set<String> models = new TreeSet<>();
    decisions(result)
        .forEach(
            (model, decision) -> {
              if (!decision.equals("skip")) {
                models.add(model);
              }
            });
    return models;
  }
}
