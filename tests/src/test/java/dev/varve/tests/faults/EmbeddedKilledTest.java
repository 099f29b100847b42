package dev.varve.tests.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.varve.storage.Publication.Kind;
import dev.varve.tests.harness.Embedded;
import dev.varve.tests.harness.EmbeddedProcess;
import dev.varve.tests.harness.ProcessLogs;
import dev.varve.tests.harness.ProjectFolder;
import dev.varve.tests.harness.Projects;
import dev.varve.tests.harness.RunBundles;
import dev.varve.tests.harness.Signals;
import dev.varve.tests.harness.Snapshot;
import dev.varve.tests.harness.Until;
import dev.varve.tests.harness.WarehouseWatch;
import dev.varve.workflows.BuildResult;
import dev.varve.workflows.Counts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Builds without a server whose process is killed, and that are run again. */
@Timeout(300)
@ExtendWith(ProcessLogs.class)
class EmbeddedKilledTest {
  private static final int BUSY = 4;
  private static final int KILLED = 137;
  private static final int INTERRUPTED = 130;

  @TempDir static Path shared;
  private static ProjectFolder pattern;
  private static Snapshot undisturbed;

  @TempDir Path folder;
  private ProjectFolder project;

  @BeforeAll
  static void buildUndisturbed() {
    pattern = Projects.heavy(shared.resolve("heavy"), 400);
    assertThat(Embedded.build(pattern).outcome()).isEqualTo("done");
    undisturbed = Snapshot.of(pattern, "dev");
  }

  @BeforeEach
  void copy() {
    project = pattern.copyTo(folder.resolve("heavy"));
  }

  @Test
  void buildThatIsKilledGoesOnUnderItsIdAndTime() {
    SortedSet<String> finished;
    try (WarehouseWatch watch = WarehouseWatch.on(project)) {
      try (EmbeddedProcess first = start("first")) {
        awaitSlowStep();
        first.kill();
        assertThat(first.exitCode()).isEqualTo(KILLED);
      }
      finished = RunBundles.endedModels(project);
      assertThat(finished).containsExactly("marts.kinds", "staging.events", "staging.factors");
      String logicalTime = RunBundles.logicalTimes(project).get(0);

      JsonNode second = start("second").result();
      assertThat(RunBundles.ids(project)).containsExactly(second.get("buildId").asText());
      assertThat(second.get("logicalTime").asText()).isEqualTo(logicalTime);
      assertThat(rebuilt(second)).containsExactly("marts.slow", "marts.totals");
    }
    assertThatItIsAsIfUndisturbed();
  }

  /** Whoever wants those of the others, too, asks for all. */
  @Test
  void formsAreKeptOfWhatTheResultSaysWasRebuilt() throws IOException {
    try (EmbeddedProcess first = start("first", "--artifacts", "changed")) {
      awaitSlowStep();
      first.kill();
    }
    JsonNode second = start("second", "--artifacts", "changed").result();
    Path run = Path.of(second.get("report").asText()).getParent();
    assertThat(RunBundles.ids(project)).containsExactly(second.get("buildId").asText());
    assertThat(Files.readAllLines(run.resolve("artifacts-plan.jsonl")))
        .hasSize(3)
        .anyMatch(line -> line.contains("{\"model\":\"marts.slow\""))
        .anyMatch(line -> line.contains("{\"model\":\"marts.totals\""));
  }

  /** The lease names it by an id of its own. */
  @Test
  void buildThatAttachesToOneThatGoesOnEndsAsItDoes() {
    project = Projects.heavy(folder.resolve("heavier"), 1500);
    try (EmbeddedProcess first = start("first")) {
      awaitSlowStep();
      first.kill();
    }
    try (EmbeddedProcess second = start("second")) {
      Until.holds("the second builds", () -> second.log().contains("execute"));
      second.stop();
      try (EmbeddedProcess other = start("other", "--rebuild", "--if-busy", "attach")) {
        assertThat(other.exitCode()).isEqualTo(BUSY);
        assertThat(other.log()).contains("with other parameters");
      }
      try (EmbeddedProcess third = start("third", "--if-busy", "attach")) {
        Until.holds("the third follows it", () -> third.log().contains("attached"));
        second.resume();
        JsonNode result = third.result();
        assertThat(result).isEqualTo(second.result());
        assertThat(rebuilt(result)).containsExactly("marts.slow", "marts.totals");
      }
    }
  }

  @Test
  void nextBuildWithAnotherTimeIsAnotherBuildAndUsesWhatIsThere() {
    try (EmbeddedProcess first = start("first")) {
      awaitSlowStep();
      first.kill();
    }
    JsonNode second = start("second", "--logical-time", "2026-01-01T00:00:00Z").result();
    assertThat(RunBundles.ids(project)).hasSize(2);
    assertThat(second.get("logicalTime").asText()).isEqualTo("2026-01-01T00:00:00Z");
    assertThat(rebuilt(second)).containsExactly("marts.slow", "marts.totals");
    assertThatItIsAsIfUndisturbed();
  }

  /** A process that only sleeps may wake up at any time: its environment is not free. */
  @Test
  void buildThatSleepsIsNotTakenForDead() {
    try (EmbeddedProcess first = start("first")) {
      awaitSlowStep();
      first.stop();
      try (EmbeddedProcess second = start("second")) {
        assertThat(second.exitCode()).isEqualTo(BUSY);
        assertThat(second.log()).contains("BUSY", "process " + first.pid());
      }
      first.resume();
      assertThat(rebuilt(first.result())).hasSize(5);
    }
    assertThatItIsAsIfUndisturbed();
  }

  @Test
  void buildThatIsInterruptedEndsInGoodOrder() {
    try (EmbeddedProcess first = start("first")) {
      awaitSlowStep();
      Signals.send("INT", first.pid());
      assertThat(first.exitCode()).isEqualTo(INTERRUPTED);
    }
    assertThat(Snapshot.leftOvers(project)).isEmpty();
    assertThat(rebuilt(start("second").result())).containsExactly("marts.slow", "marts.totals");
    assertThatItIsAsIfUndisturbed();
  }

  static Stream<StopPoint> points() {
    return Stream.of(Kind.values())
        .filter(kind -> kind != Kind.CHECKPOINT)
        .flatMap(
            kind ->
                switch (kind) {
                  case DATA, DELTA_LOG ->
                      Stream.of(
                          StopPoint.before(kind, "unit-", 1), StopPoint.before(kind, "unit-", 2));
                  case RECORD ->
                      Stream.of(
                          StopPoint.before(kind, "discover", 1),
                          StopPoint.before(kind, "unit-", 1),
                          StopPoint.before(kind, "unit-", 2),
                          StopPoint.before(kind, "snapshot", 1));
                  case INDEX, MANIFEST, POINTER, CHECKPOINT ->
                      Stream.of(StopPoint.before(kind, "", 1));
                  case LEASE ->
                      Stream.of(
                          StopPoint.before(kind, "leases", 1),
                          StopPoint.before(kind, "leases", 2),
                          StopPoint.before(kind, "leases", 3));
                });
  }

  @ParameterizedTest
  @MethodSource("points")
  void buildThatIsKilledBeforeAPublicationGoesOn(StopPoint point) {
    ProjectFolder small = Projects.shop(folder.resolve("shop"));
    try (WarehouseWatch watch = WarehouseWatch.on(small)) {
      try (FaultBuild first = FaultBuild.start("first", small, point, folder.resolve("logs"))) {
        first.awaitStopPoint();
        first.kill();
      }
      BuildResult second = Embedded.build(small);
      assertThat(second.outcome()).isEqualTo("done");
    }
    ProjectFolder again = small.copyTo(folder.resolve("undisturbed"));
    Embedded.build(again);
    assertThat(Snapshot.of(small, "dev")).isEqualTo(Snapshot.of(again, "dev"));
    assertThat(Snapshot.versions(small, "dev").values()).containsOnly(1);
    assertThat(Embedded.build(small).counts()).isEqualTo(new Counts(5, 0, 0, 0, 0, 0, 0));
    assertThat(Snapshot.leftOvers(small)).isEmpty();
    assertThat(Snapshot.strays(small, "dev")).isEmpty();
  }

  private void awaitSlowStep() {
    Until.holds("only marts.slow runs", () -> RunBundles.endedModels(project).size() == 3);
  }

  private void assertThatItIsAsIfUndisturbed() {
    assertThat(Snapshot.of(project, "dev")).isEqualTo(undisturbed);
    assertThat(Snapshot.versions(project, "dev").values()).containsOnly(1);
    assertThat(Snapshot.strays(project, "dev")).isEmpty();
    assertThat(Embedded.build(project).counts()).isEqualTo(new Counts(5, 0, 0, 0, 0, 0, 0));
    assertThat(Snapshot.leftOvers(project)).isEmpty();
  }

  private EmbeddedProcess start(String name, String... options) {
    return EmbeddedProcess.start(name, project, folder.resolve("logs"), options);
  }

  private static Set<String> rebuilt(JsonNode result) {
    SortedSet<String> rebuilt = new TreeSet<>();
    for (JsonNode step : result.get("steps")) {
      if (step.get("decision").asText().equals("rebuild")) {
        rebuilt.add(step.get("model").asText());
      }
    }
    return rebuilt;
  }
}
