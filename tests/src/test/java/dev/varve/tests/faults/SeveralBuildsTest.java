package dev.varve.tests.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.varve.tests.harness.Embedded;
import dev.varve.tests.harness.ProcessLogs;
import dev.varve.tests.harness.ProjectFolder;
import dev.varve.tests.harness.Projects;
import dev.varve.tests.harness.Request;
import dev.varve.tests.harness.ServerBuild;
import dev.varve.tests.harness.Snapshot;
import dev.varve.tests.harness.TemporalServer;
import dev.varve.tests.harness.Until;
import dev.varve.tests.harness.WarehouseWatch;
import dev.varve.tests.harness.WorkerProcess;
import dev.varve.workers.VarveException;
import dev.varve.workflows.BuildResult;
import dev.varve.workflows.Counts;
import io.temporal.failure.ApplicationFailure;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Builds that want one environment at once, and builds of two environments at once. */
@Timeout(300)
@ExtendWith(ProcessLogs.class)
class SeveralBuildsTest {
  private static final String QUEUE = "several";
  private static final Counts ALL = new Counts(0, 0, 5, 0, 0, 0, 0);
  private static final Counts NOTHING = new Counts(5, 0, 0, 0, 0, 0, 0);

  @TempDir static Path shared;
  private static ProjectFolder pattern;
  private static Snapshot undisturbed;
  private static WorkerProcess worker;

  @TempDir Path folder;
  private ProjectFolder project;
  private WarehouseWatch watch;

  @BeforeAll
  static void start() {
    pattern = Projects.heavy(shared.resolve("heavy"), 150);
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
  void copy() {
    project = pattern.copyTo(folder.resolve("heavy"));
    watch = WarehouseWatch.on(project);
  }

  @AfterEach
  void endWatch() {
    watch.close();
  }

  @Test
  void secondIsRefusedUnlessItSaysOtherwise() {
    ServerBuild first = start("refuse-1", Request.of(project));
    first.awaitRunning("marts.slow");
    ApplicationFailure busy = start("refuse-2", Request.of(project)).failure();
    assertThat(busy.getType()).isEqualTo("BUSY");
    assertThat(busy.getOriginalMessage()).startsWith("BUSY: ").containsOnlyOnce("refuse-1");
    assertThat(first.result().counts()).isEqualTo(ALL);
    assertThatItIsAsIfUndisturbed("dev");
  }

  @Test
  void secondWaitsAndThenHasNothingToDo() {
    ServerBuild first = start("wait-1", Request.of(project));
    first.awaitRunning("marts.slow");
    ServerBuild second = start("wait-2", Request.of(project).ifBusy("wait"));
    Until.holds("it waits", () -> second.progress().phase().equals("waiting"));
    assertThat(second.progress().waitingFor()).contains("wait-1");
    ServerBuild third = start("wait-3", Request.of(project).ifBusy("wait"));
    assertThat(third.result().outcome()).isEqualTo("superseded");
    assertThat(first.result().counts()).isEqualTo(ALL);
    assertThat(second.result().counts()).isEqualTo(NOTHING);
    assertThatItIsAsIfUndisturbed("dev");
  }

  @Test
  void thirdThatWantsSomethingElseWaitsBehindTheSecond() {
    ServerBuild first = start("queue-1", Request.of(project));
    first.awaitRunning("marts.slow");
    ServerBuild second = start("queue-2", Request.of(project).ifBusy("wait"));
    Until.holds("the second waits", () -> second.progress().phase().equals("waiting"));
    ServerBuild third =
        start("queue-3", Request.of(project).select("staging.*").rebuild().ifBusy("wait"));
    Until.holds("the third waits", () -> third.progress().phase().equals("waiting"));
    assertThat(first.result().counts()).isEqualTo(ALL);
    assertThat(second.result().counts()).isEqualTo(NOTHING);
    assertThat(third.result().counts()).isEqualTo(new Counts(0, 0, 2, 0, 0, 0, 0));
  }

  @Test
  void secondFollowsTheFirstAndEndsAsItDoes() {
    ServerBuild first = start("attach-1", Request.of(project));
    first.awaitRunning("marts.slow");
    ServerBuild second = start("attach-2", Request.of(project).ifBusy("attach"));
    ServerBuild other = start("attach-3", Request.of(project).select("staging.*").ifBusy("attach"));
    assertThat(other.failure().getType()).isEqualTo("BUSY");
    ServerBuild timed =
        start("attach-4", Request.of(project).at("2026-01-01T00:00:00Z").ifBusy("attach"));
    assertThat(timed.failure().getType()).isEqualTo("BUSY");
    BuildResult followed = second.result();
    assertThat(followed).isEqualTo(first.result());
    assertThat(followed.counts()).isEqualTo(ALL);
    assertThatItIsAsIfUndisturbed("dev");
  }

  @Test
  void buildWithoutAServerDoesNotTakeTheLeaseOfOneWithAServer() {
    ServerBuild first = start("embedded-1", Request.of(project));
    first.awaitRunning("marts.slow");
    assertThatThrownBy(() -> Embedded.build(project))
        .isInstanceOfSatisfying(
            VarveException.class,
            busy -> {
              assertThat(busy.kind()).isEqualTo(VarveException.Kind.BUSY);
              assertThat(busy.problems().get(0).message()).contains("embedded-1");
            });
    assertThat(first.result().counts()).isEqualTo(ALL);
    assertThatItIsAsIfUndisturbed("dev");
  }

  @Test
  void buildWithoutAServerFollowsOneWithAServer() {
    ServerBuild first = start("embedded-2", Request.of(project));
    first.awaitRunning("marts.slow");
    BuildResult followed = Embedded.build(Request.of(project).ifBusy("attach"));
    assertThat(followed).isEqualTo(first.result());
    assertThat(followed.counts()).isEqualTo(ALL);
    assertThatItIsAsIfUndisturbed("dev");
  }

  @Test
  void twoEnvironmentsAreBuiltAtOnce() {
    ServerBuild dev = start("two-dev", Request.of(project));
    ServerBuild prod = start("two-prod", Request.of(project).environment("prod"));
    assertThat(dev.result().outcome()).isEqualTo("done");
    assertThat(prod.result().outcome()).isEqualTo("done");
    assertThatItIsAsIfUndisturbed("dev");
    assertThatItIsAsIfUndisturbed("prod");
  }

  private ServerBuild start(String workflowId, Request request) {
    return ServerBuild.start(TemporalServer.shared(), QUEUE, workflowId, request.asIs());
  }

  private void assertThatItIsAsIfUndisturbed(String environment) {
    assertThat(Snapshot.of(project, environment)).isEqualTo(undisturbed);
    assertThat(Snapshot.versions(project, environment).values()).containsOnly(1);
    assertThat(Snapshot.strays(project, environment)).isEmpty();
    assertThat(Embedded.build(Request.of(project).environment(environment)).counts())
        .isEqualTo(NOTHING);
    assertThat(Snapshot.leftOvers(project)).isEmpty();
  }
}
