package dev.varve.tests.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.varve.tests.harness.Embedded;
import dev.varve.tests.harness.ProcessLogs;
import dev.varve.tests.harness.ProjectFolder;
import dev.varve.tests.harness.Projects;
import dev.varve.tests.harness.Request;
import dev.varve.tests.harness.RunBundles;
import dev.varve.tests.harness.Schedule;
import dev.varve.tests.harness.ServerBuild;
import dev.varve.tests.harness.Snapshot;
import dev.varve.tests.harness.TemporalServer;
import dev.varve.tests.harness.Until;
import dev.varve.tests.harness.WarehouseWatch;
import dev.varve.tests.harness.WorkerProcess;
import dev.varve.workers.BuildListener;
import dev.varve.workers.RunningBuild;
import dev.varve.workers.Varve;
import dev.varve.workflows.Counts;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * A schedule, a person and a process without a server want one environment at once: the lease
 * decides, and each of the losers does what its {@code ifBusy} says.
 */
@Timeout(300)
@ExtendWith(ProcessLogs.class)
class ScheduleAndOthersTest {
  private static final String QUEUE = "schedule-and-others";
  private static final Counts ALL = new Counts(0, 0, 5, 0, 0, 0, 0);
  private static final Counts NOTHING = new Counts(5, 0, 0, 0, 0, 0, 0);

  @TempDir static Path shared;
  private static ProjectFolder pattern;
  private static Snapshot undisturbed;
  private static WorkerProcess worker;

  @TempDir Path folder;
  private String name;
  private ProjectFolder project;
  private WarehouseWatch watch;
  private Schedule schedule;

  @BeforeAll
  static void start() {
    pattern = Projects.heavy(shared.resolve("heavy"), 20);
    assertThat(Embedded.build(pattern).counts()).isEqualTo(ALL);
    undisturbed = Snapshot.of(pattern, "dev");
    worker = WorkerProcess.start("worker", TemporalServer.shared(), QUEUE, 4, shared);
  }

  @AfterAll
  static void end() {
    if (worker != null) {
      worker.close();
    }
  }

  @BeforeEach
  void schedule(TestInfo test) {
    name = test.getTestMethod().orElseThrow().getName();
    project = pattern.copyTo(folder.resolve("heavy"));
    watch = WarehouseWatch.on(project);
    schedule =
        Schedule.create(
            TemporalServer.shared().cli(),
            name,
            name + "/scheduled",
            QUEUE,
            "{\"project\":\"" + project + "\"}");
  }

  @AfterEach
  void endWatch() {
    schedule.close();
    watch.close();
  }

  @Test
  void losersToAScheduledBuildRefuseAttachAndWait() {
    ServerBuild scheduled = scheduledAndPaused();
    try (Varve embedded = Embedded.open(Request.of(project))) {
      RunningBuild waiting = embedded.start(Request.of(project).ifBusy("wait").asIs());
      Until.holds("the embedded build waits", () -> isIn(waiting, "waiting"));
      assertThat(manual("").failure().getOriginalMessage())
          .startsWith("BUSY: ")
          .contains(scheduled.workflowId());
      ServerBuild attached = manual("attach");
      attached.awaitPhase("attached");
      scheduled.resume();
      assertThat(scheduled.result().outcome()).isEqualTo("done");
      assertThat(attached.result()).isEqualTo(scheduled.result());
      assertThat(waiting.follow(BuildListener.silent()).counts()).isEqualTo(NOTHING);
    }
    assertThatEachTableWasBuiltOnce();
  }

  @Test
  void losersToABuildWithoutAServerWaitAndRefuse() {
    try (PausedEmbedded embedded = PausedEmbedded.start(project, folder)) {
      String holder = "process " + ProcessHandle.current().pid();
      ServerBuild scheduled = scheduled();
      scheduled.awaitPhase("waiting");
      assertThat(scheduled.progress().waitingFor()).contains(holder);
      assertThat(manual("").failure().getOriginalMessage()).startsWith("BUSY: ").contains(holder);
      assertThat(embedded.finish().counts()).isEqualTo(ALL);
      assertThat(scheduled.result().counts()).isEqualTo(NOTHING);
    }
    assertThatEachTableWasBuiltOnce();
  }

  @Test
  void losersToAManualBuildWaitAndAttach() {
    ServerBuild manual = manual("");
    manual.pauseWithTheLease();
    ServerBuild scheduled = scheduled();
    scheduled.awaitPhase("waiting");
    assertThat(scheduled.progress().waitingFor()).contains(manual.workflowId());
    try (Varve embedded = Embedded.open(Request.of(project))) {
      RunningBuild attached = embedded.start(Request.of(project).ifBusy("attach").asIs());
      Until.holds("the embedded build is attached", () -> isIn(attached, "attached"));
      manual.resume();
      assertThat(attached.follow(BuildListener.silent())).isEqualTo(manual.result());
    }
    assertThat(manual.result().counts()).isEqualTo(ALL);
    assertThat(scheduled.result().counts()).isEqualTo(NOTHING);
    assertThatEachTableWasBuiltOnce();
  }

  /** Nobody can say who is first; whoever it is builds, and all the others find it done. */
  @Test
  void oneOfThreeBuildsAndTheOthersFindItDone() {
    try (Varve varve = Embedded.open(Request.of(project))) {
      RunningBuild embedded = varve.start(Request.of(project).ifBusy("wait").asIs());
      ServerBuild manual = manual("attach");
      ServerBuild scheduled = scheduled();
      assertThat(
              List.of(
                  embedded.follow(BuildListener.silent()).counts(),
                  manual.result().counts(),
                  scheduled.result().counts()))
          .contains(ALL)
          .isSubsetOf(ALL, NOTHING);
    }
    assertThatEachTableWasBuiltOnce();
  }

  private ServerBuild scheduled() {
    return ServerBuild.running(TemporalServer.shared(), schedule.trigger());
  }

  /** It holds the lease and does nothing, since it was paused while it waited for the lease. */
  private ServerBuild scheduledAndPaused() {
    ServerBuild before = manual("refuse");
    before.pauseWithTheLease();
    ServerBuild scheduled = scheduled();
    scheduled.awaitPhase("waiting");
    scheduled.pause();
    before.cancel();
    scheduled.awaitPhase("execute");
    return scheduled;
  }

  private ServerBuild manual(String ifBusy) {
    String id = name + "/manual-" + ifBusy;
    Request request = Request.of(project).ifBusy(ifBusy);
    return ServerBuild.start(TemporalServer.shared(), QUEUE, id, request.asIs());
  }

  private static boolean isIn(RunningBuild build, String phase) {
    return build.progress().map(progress -> progress.phase().equals(phase)).orElse(false);
  }

  private void assertThatEachTableWasBuiltOnce() {
    assertThat(RunBundles.rebuilt(project)).hasSize(5).values().containsOnly(1);
    assertThat(Snapshot.of(project, "dev")).isEqualTo(undisturbed);
    assertThat(Snapshot.versions(project, "dev").values()).containsOnly(1);
    assertThat(Snapshot.strays(project, "dev")).isEmpty();
    assertThat(Embedded.build(project).counts()).isEqualTo(NOTHING);
    assertThat(Snapshot.leftOvers(project)).isEmpty();
  }
}
