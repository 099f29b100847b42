package dev.varve.tests.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.varve.storage.Publication.Kind;
import dev.varve.tests.harness.Embedded;
import dev.varve.tests.harness.ProcessLogs;
import dev.varve.tests.harness.ProjectFolder;
import dev.varve.tests.harness.Projects;
import dev.varve.tests.harness.RunBundles;
import dev.varve.tests.harness.Runs;
import dev.varve.tests.harness.ServerBuild;
import dev.varve.tests.harness.Snapshot;
import dev.varve.tests.harness.TemporalServer;
import dev.varve.tests.harness.WarehouseWatch;
import dev.varve.workflows.BuildResult;
import dev.varve.workflows.Counts;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A worker that goes to sleep right before it makes something visible, and wakes up when all is
 * done: whatever it was about to publish, it must find that it may not.
 */
@Timeout(300)
@ExtendWith(ProcessLogs.class)
class StoppedWorkerTest {
  private static final Counts ALL = new Counts(0, 0, 5, 0, 0, 0, 0);
  private static final Counts NOTHING = new Counts(5, 0, 0, 0, 0, 0, 0);

  @TempDir static Path shared;
  private static ProjectFolder pattern;
  private static Snapshot undisturbed;
  private static FaultProcess sleeper;
  private static FaultProcess steady;

  @TempDir Path folder;
  private static int cases;

  @BeforeAll
  static void start() {
    pattern = Projects.heavy(shared.resolve("heavy"), 3);
    assertThat(Embedded.build(pattern).counts()).isEqualTo(ALL);
    undisturbed = Snapshot.of(pattern, "dev");
    sleeper = FaultProcess.start("sleeper", TemporalServer.shared(), shared);
    steady = FaultProcess.start("steady", TemporalServer.shared(), shared);
  }

  @AfterAll
  static void end() {
    if (sleeper != null) {
      sleeper.close();
    }
    if (steady != null) {
      steady.close();
    }
  }

  /** Where to stop for a kind; leases are fenced otherwise, see {@link StoppedLeaseTakerTest}. */
  private static List<StopPoint> points(Kind kind) {
    return switch (kind) {
      // The file's bytes in the store, and the file in its table, of a big step.
      case DATA -> List.of(before(kind, "unit-", 1), before(kind, "unit-", 2));
      case DELTA_LOG -> List.of(before(kind, "unit-", 1), before(kind, "unit-", 3));
      case CHECKPOINT -> List.of(before(kind, "unit-", 1));
      // Artifacts, action records, outcomes and results.
      case RECORD ->
          List.of(
              before(kind, "discover", 1),
              before(kind, "compile", 1),
              before(kind, "unit-", 1),
              before(kind, "unit-", 2),
              before(kind, "snapshot", 1));
      case INDEX -> List.of(before(kind, "discover", 1), before(kind, "snapshot", 1));
      case MANIFEST -> List.of(before(kind, "snapshot", 1));
      case POINTER -> List.of(before(kind, "snapshot", 1));
      case LEASE -> List.of();
    };
  }

  private static StopPoint before(Kind kind, String where, int ordinal) {
    return StopPoint.before(kind, where, ordinal);
  }

  static Stream<StopPoint> points() {
    return Stream.of(Kind.values())
        .filter(kind -> kind != Kind.CHECKPOINT)
        .flatMap(kind -> points(kind).stream());
  }

  @Test
  void everyKindOfPublicationHasACase() {
    List<Kind> without = new ArrayList<>(List.of(Kind.values()));
    without.removeIf(kind -> !points(kind).isEmpty());
    assertThat(without).as("kinds that only other tests cover").containsExactly(Kind.LEASE);
  }

  @ParameterizedTest
  @MethodSource("points")
  void sleeperFindsItselfFenced(StopPoint point) {
    ProjectFolder project = pattern.copyTo(folder.resolve("heavy"));
    String queue = queue();
    try (WarehouseWatch watch = WarehouseWatch.on(project)) {
      ServerBuild build = startAndSleep(point, project, queue);
      SortedSet<String> inFlight = stepsInFlight(point, build);
      steady.takeActivities(queue);
      assertThatAllIsBuilt(build, project, inFlight);
      assertThat(Snapshot.of(project, "dev")).isEqualTo(undisturbed);
      SortedMap<String, String> before = Contents.of(project);

      assertThat(sleeper.resumeAndAwaitEnd()).endsWith(" FENCED");
      assertThat(Contents.of(project)).isEqualTo(before);
    } finally {
      leave(queue);
    }
    assertThatNothingIsLeftOver(project);
  }

  /** It wakes up while the second worker is about to publish the very same. */
  @ParameterizedTest
  @MethodSource("pointsOfSteps")
  void sleeperThatWakesUpMeanwhileIsFencedToo(StopPoint point) {
    ProjectFolder project = pattern.copyTo(folder.resolve("heavy"));
    String queue = queue();
    try (WarehouseWatch watch = WarehouseWatch.on(project)) {
      ServerBuild build = startAndSleep(point, project, queue);
      SortedSet<String> inFlight = stepsInFlight(point, build);
      steady.arm(point.in(sleeper.sleepsIn()));
      steady.takeActivities(queue);
      steady.awaitStopPoint();
      assertThat(sleeper.resumeAndAwaitEnd()).endsWith(" FENCED");
      steady.resume();
      assertThatAllIsBuilt(build, project, inFlight);
    } finally {
      leave(queue);
    }
    assertThat(Snapshot.of(project, "dev")).isEqualTo(undisturbed);
    assertThat(Snapshot.versions(project, "dev").values()).containsOnly(1);
    assertThatNothingIsLeftOver(project);
  }

  static Stream<StopPoint> pointsOfSteps() {
    return Stream.of(before(Kind.DATA, "unit-", 2), before(Kind.DELTA_LOG, "unit-", 1));
  }

  /** A table gets a checkpoint only after many versions. */
  @Test
  void sleeperThatMakesACheckpointFindsItselfFenced() {
    ProjectFolder project = Projects.shop(folder.resolve("shop"));
    String queue = queue();
    StopPoint point = points(Kind.CHECKPOINT).get(0);
    try (WarehouseWatch watch = WarehouseWatch.on(project)) {
      steady.takeWorkflows(queue);
      sleeper.arm(point);
      sleeper.takeActivities(queue);
      ServerBuild build = null;
      for (int i = 0; i < 40 && !sleeper.sleeps(); i++) {
        project.model("marts.days", "select day, %d as turn from staging.orders".formatted(i % 2));
        build = ServerBuild.start(TemporalServer.shared(), queue, queue + "/" + i, project, "dev");
        ServerBuild started = build;
        sleeper.awaitSleepOr(() -> !started.isOpen());
      }
      sleeper.awaitStopPoint();
      SortedSet<String> inFlight = stepsInFlight(point, build);
      steady.takeActivities(queue);
      BuildResult result = build.result();
      assertThat(result.outcome()).isEqualTo("done");
      assertThat(Runs.repeated(Runs.of(build)).keySet()).isEqualTo(inFlight);
      SortedMap<String, String> before = Contents.of(project);
      assertThat(sleeper.resumeAndAwaitEnd()).endsWith(" FENCED");
      assertThat(Contents.of(project)).isEqualTo(before);
    } finally {
      leave(queue);
    }
    ProjectFolder again = project.copyTo(folder.resolve("undisturbed"));
    Embedded.build(again);
    assertThat(Snapshot.of(project, "dev")).isEqualTo(Snapshot.of(again, "dev"));
    assertThatNothingIsLeftOver(project);
  }

  private static ServerBuild startAndSleep(StopPoint point, ProjectFolder project, String queue) {
    steady.takeWorkflows(queue);
    sleeper.arm(point);
    sleeper.takeActivities(queue);
    ServerBuild build = ServerBuild.start(TemporalServer.shared(), queue, project, "dev");
    sleeper.awaitStopPoint();
    return build;
  }

  /** The one step that the sleeper is at; none where it sleeps in another phase. */
  private static SortedSet<String> stepsInFlight(StopPoint point, ServerBuild build) {
    SortedSet<String> models = build.stepsInHand();
    assertThat(models).hasSize(point.where().startsWith("unit-") ? 1 : 0);
    return models;
  }

  /**
   * Only what was in flight is begun again, and what the sleeper had got as far as recording of it
   * is taken from there.
   */
  private static void assertThatAllIsBuilt(
      ServerBuild build, ProjectFolder project, SortedSet<String> inFlight) {
    Counts counts = build.result().counts();
    assertThat(counts.rebuilt() + counts.reused()).isEqualTo(5);
    assertThat(Runs.repeated(Runs.of(build)).keySet()).isEqualTo(inFlight);
    SortedSet<String> reused = new TreeSet<>(Projects.HEAVY_MODELS);
    reused.removeAll(RunBundles.rebuilt(project).keySet());
    assertThat(reused).hasSize(counts.reused()).isSubsetOf(inFlight);
    assertThat(RunBundles.rebuilt(project).values()).containsOnly(1);
  }

  private static void assertThatNothingIsLeftOver(ProjectFolder project) {
    assertThat(Embedded.build(project).counts()).isEqualTo(NOTHING);
    assertThat(Snapshot.leftOvers(project)).isEmpty();
    assertThat(Snapshot.strays(project, "dev")).isEmpty();
  }

  private static void leave(String queue) {
    sleeper.resume();
    steady.resume();
    sleeper.leave(queue);
    steady.leave(queue);
  }

  private static String queue() {
    cases++;
    return "sleep-" + cases;
  }
}
