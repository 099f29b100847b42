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
import dev.varve.workflows.Counts;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A worker that goes to sleep while it takes the lease. Another takes the lease and builds; the
 * sleeper wakes up at the end, or right in the middle of that build, and must do no harm.
 */
@Timeout(300)
@ExtendWith(ProcessLogs.class)
class StoppedLeaseTakerTest {
  private static final Counts ALL = new Counts(0, 0, 5, 0, 0, 0, 0);
  private static final Counts NOTHING = new Counts(5, 0, 0, 0, 0, 0, 0);

  @TempDir static Path shared;
  private static ProjectFolder pattern;
  private static Snapshot undisturbed;
  private static FaultProcess sleeper;
  private static FaultProcess steady;
  private static int cases;

  @TempDir Path folder;

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

  static Stream<StopPoint> points() {
    return Stream.of(
        StopPoint.before(Kind.LEASE, "leases", 1),
        StopPoint.takingLease(StopPoint.What.LEASE_STAGING),
        StopPoint.takingLease(StopPoint.What.LEASE_FENCING),
        StopPoint.takingLease(StopPoint.What.LEASE_READING_AGAIN));
  }

  @ParameterizedTest
  @MethodSource("points")
  void takerThatWakesUpInTheMiddleOfItsBuildDoesNotDisturbIt(StopPoint point) {
    ProjectFolder project = pattern.copyTo(folder.resolve("heavy"));
    String queue = queue();
    try (WarehouseWatch watch = WarehouseWatch.on(project)) {
      ServerBuild build = startAndSleep(point, project, queue);
      steady.arm(StopPoint.before(Kind.DATA, "unit-", 3));
      steady.takeActivities(queue);
      steady.awaitStopPoint();
      sleeper.resumeAndAwaitEnd();
      steady.resume();
      assertThat(build.result().counts()).isEqualTo(ALL);
    } finally {
      leave(queue);
    }
    assertThatItIsAsIfUndisturbed(project);
  }

  @ParameterizedTest
  @MethodSource("points")
  void takerThatWakesUpAfterItsBuildKeepsNothing(StopPoint point) {
    ProjectFolder project = pattern.copyTo(folder.resolve("heavy"));
    String queue = queue();
    try (WarehouseWatch watch = WarehouseWatch.on(project)) {
      ServerBuild build = startAndSleep(point, project, queue);
      steady.takeActivities(queue);
      assertThat(build.result().counts()).isEqualTo(ALL);
      assertThat(Runs.repeated(Runs.of(build))).isEmpty();
      sleeper.resumeAndAwaitEnd();
      sleeper.leave(queue);
      ServerBuild next =
          ServerBuild.start(TemporalServer.shared(), queue, queue + "/next", project, "dev");
      assertThat(next.result().counts()).isEqualTo(NOTHING);
    } finally {
      leave(queue);
    }
    assertThatItIsAsIfUndisturbed(project);
  }

  private static ServerBuild startAndSleep(StopPoint point, ProjectFolder project, String queue) {
    steady.takeWorkflows(queue);
    sleeper.arm(point);
    sleeper.takeActivities(queue);
    ServerBuild build = ServerBuild.start(TemporalServer.shared(), queue, project, "dev");
    sleeper.awaitStopPoint();
    return build;
  }

  private static void assertThatItIsAsIfUndisturbed(ProjectFolder project) {
    assertThat(RunBundles.rebuilt(project)).hasSize(5).values().containsOnly(1);
    assertThat(Embedded.build(project).counts()).isEqualTo(NOTHING);
    assertThat(Snapshot.of(project, "dev")).isEqualTo(undisturbed);
    assertThat(Snapshot.versions(project, "dev").values()).containsOnly(1);
    assertThat(Snapshot.strays(project, "dev")).isEmpty();
    assertThat(Snapshot.leftOvers(project)).isEmpty();
  }

  private static void leave(String queue) {
    sleeper.resume();
    steady.resume();
    sleeper.leave(queue);
    steady.leave(queue);
  }

  private static String queue() {
    cases++;
    return "lease-" + cases;
  }
}
