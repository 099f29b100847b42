package dev.varve.workflows.build;

import static dev.varve.workflows.build.FakeWarehouse.infrastructure;
import static dev.varve.workflows.build.FakeWarehouse.small;
import static org.assertj.core.api.Assertions.assertThat;

import dev.varve.workflows.Build;
import dev.varve.workflows.BuildFailures;
import dev.varve.workflows.BuildRequest;
import dev.varve.workflows.BuildResult;
import dev.varve.workflows.Counts;
import dev.varve.workflows.lease.LeaseRequest;
import io.temporal.client.WorkflowStub;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LeaseTest {
  private final Bench bench = new Bench();
  private final FakeWarehouse warehouse = bench.warehouse;

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  void aBusyEnvironmentRefusesByDefault() {
    warehouse.hold("dev", "varve/shop/other", "b7");

    ApplicationFailure failure = Bench.failureOf(bench.start(Bench.request("")));

    assertThat(failure.getType()).isEqualTo(BuildFailures.BUSY);
    assertThat(failure.getOriginalMessage())
        .isEqualTo(
            "BUSY: Environment dev of shop is being built by varve/shop/other."
                + " Start it again later, or with ifBusy wait or attach.");
    assertThat(warehouse.holder("dev")).contains("varve/shop/other");
    assertThat(warehouse.calls).containsExactly("busy");
  }

  @Test
  void aScheduledStartWaitsByDefault() {
    warehouse.hold("dev", "other", "b7");
    WorkflowStub build =
        bench.start("varve/shop/dev-2026-11-21T06:26:00Z", BuildRequest.of("shop", "dev"));
    Bench.until(() -> !Bench.progress(build).waitingFor().isEmpty());

    assertThat(Bench.progress(build).phase()).isEqualTo("waiting");
    assertThat(Bench.progress(build).waitingFor()).isEqualTo("other");

    warehouse.free("dev");
    assertThat(build.getResult(BuildResult.class).outcome()).isEqualTo(BuildResult.DONE);
  }

  @Test
  void aWaitingBuildAsksAgainByItselfAtGrowingIntervals() {
    warehouse.hold("dev", "other", "b7");
    WorkflowStub build = bench.start(Bench.request(BuildRequest.WAIT));
    Bench.until(() -> warehouse.calls.contains("busy"));

    bench.environment.sleep(Duration.ofMinutes(30));

    // After 5, 10, 20, 40, 80 and 160 seconds, and then every 300.
    assertThat(warehouse.asked.size()).isBetween(11, 13);
    warehouse.free("dev");
    assertThat(build.getResult(BuildResult.class).outcome()).isEqualTo(BuildResult.DONE);
  }

  @Test
  void releasingTheLeaseWakesTheWaitingBuild() {
    CountDownLatch mayEnd = new CountDownLatch(1);
    warehouse.units = List.of(small());
    warehouse.behaviours.put(
        0,
        (unit, context) -> {
          Latches.await(mayEnd);
          return FakeWarehouse.rebuilt(1);
        });
    WorkflowStub first = bench.start("first", Bench.request(""));
    Bench.until(() -> warehouse.calls.contains("run 0"));
    WorkflowStub second = bench.start("second", Bench.request(BuildRequest.WAIT));
    Bench.until(() -> !Bench.progress(second).waitingFor().isEmpty());
    mayEnd.countDown();

    first.getResult(BuildResult.class);
    second.getResult(BuildResult.class);

    assertThat(warehouse.calls)
        .containsExactly(
            "acquire",
            "discover",
            "compile",
            "run 0",
            "busy",
            "snapshot",
            "release",
            "acquire",
            "discover",
            "compile",
            "run 0",
            "snapshot",
            "release");
  }

  @Test
  void aWaiterThatWantsSomethingElseWaitsBehindTheFirst() {
    warehouse.hold("dev", "other", "b7");
    WorkflowStub first = bench.start("first", Bench.request(BuildRequest.WAIT));
    Bench.until(() -> warehouse.waiters("dev").size() == 1);
    WorkflowStub second =
        bench.start(
            "second",
            new BuildRequest(
                    "shop",
                    "dev",
                    List.of("staging.*"),
                    null,
                    null,
                    null,
                    null,
                    null,
                    false,
                    BuildRequest.WAIT,
                    false,
                    null)
                .with(Bench.LIMITS));
    Bench.until(() -> warehouse.waiters("dev").size() == 2);

    assertThat(warehouse.waiters("dev")).containsExactly("first", "second");
    warehouse.free("dev");
    first.signal(Build.LEASE_RELEASED);

    // Nobody but the end of the first wakes the second.
    assertThat(first.getResult(BuildResult.class).outcome()).isEqualTo(BuildResult.DONE);
    assertThat(second.getResult(BuildResult.class).outcome()).isEqualTo(BuildResult.DONE);
  }

  @Test
  void aSecondWaiterThatWantsTheSameEndsAsSuperseded() {
    warehouse.hold("dev", "other", "b7");
    WorkflowStub first = bench.start("first", Bench.request(BuildRequest.WAIT));
    Bench.until(() -> warehouse.calls.contains("busy"));

    BuildResult second =
        bench.start("second", Bench.request(BuildRequest.WAIT)).getResult(BuildResult.class);

    assertThat(second.outcome()).isEqualTo(BuildResult.SUPERSEDED);
    warehouse.free("dev");
    first.signal(Build.LEASE_RELEASED);
    assertThat(first.getResult(BuildResult.class).outcome()).isEqualTo(BuildResult.DONE);
  }

  @Test
  void aCancelledWaiterIsInNobodysWay() {
    warehouse.hold("dev", "other", "b7");
    WorkflowStub build = bench.start(Bench.request(BuildRequest.WAIT));
    Bench.until(() -> !Bench.progress(build).waitingFor().isEmpty());

    build.cancel();

    assertThat(CancelTest.endsCancelled(build)).isTrue();
    assertThat(warehouse.waiters("dev")).isEmpty();
    assertThat(warehouse.calls).endsWith("stopWaiting");
  }

  @Test
  void waitingWithAWaiterThatIsGoneIsNoFailure() {
    warehouse.hold("dev", "other", "b7");
    warehouse.acquireLease(
        new LeaseRequest("shop", "dev", "", "", "", "gone", "", "", false, 0, true, false, ""));
    warehouse.free("dev");

    assertThat(bench.build(Bench.request("")).outcome()).isEqualTo(BuildResult.DONE);
  }

  @Test
  void takeLeaseIsHandedOn() {
    warehouse.hold("dev", "other", "b7");

    BuildRequest request =
        new BuildRequest("shop", "dev", null, null, null, null, null, null, false, "", true, null);

    assertThat(bench.build(request).outcome()).isEqualTo(BuildResult.DONE);
  }

  @Test
  void anAttachedBuildEndsWithTheResultOfTheOneItFollows() {
    warehouse.hold("dev", "other", "b7");
    WorkflowStub build = bench.start(Bench.request(BuildRequest.ATTACH));
    Bench.until(() -> Bench.progress(build).phase().equals("attached"));
    assertThat(Bench.progress(build).hint()).isEqualTo("3 of 5 units ended");

    warehouse.finished.put("b7", FakeWarehouse.result("b7", "dev", FakeWarehouse.rebuilt(5)));

    assertThat(build.getResult(BuildResult.class).buildId()).isEqualTo("b7");
    assertThat(warehouse.calls).doesNotContain("discover");
  }

  @Test
  void anAttachedBuildFailsWhenTheOneItFollowsFailed() {
    warehouse.hold("dev", "other", "b7");
    warehouse.finished.put("b7", FakeWarehouse.result("b7", "dev", Counts.failed(2)));

    ApplicationFailure failure = Bench.failureOf(bench.start(Bench.request(BuildRequest.ATTACH)));

    assertThat(failure.getType()).isEqualTo(BuildFailures.BUILD_FAILED);
  }

  @Test
  void anAttachedBuildGoesOnWhenTheHolderDied() {
    warehouse.hold("dev", "other", "b7");
    WorkflowStub build = bench.start(Bench.request(BuildRequest.ATTACH));
    Bench.until(() -> Bench.progress(build).phase().equals("attached"));

    warehouse.free("dev");

    assertThat(build.getResult(BuildResult.class).buildId()).isNotEqualTo("b7");
    assertThat(warehouse.calls).contains("discover").endsWith("release");
  }

  @Test
  void theLeaseIsGivenBackWhenTheHolderTurnsOutToHaveFinishedJustThen() {
    warehouse.hold("dev", "other", "b7");
    WorkflowStub build = bench.start(Bench.request(BuildRequest.ATTACH));
    Bench.until(() -> Bench.progress(build).phase().equals("attached"));

    warehouse.finished.put("b7", FakeWarehouse.result("b7", "dev", FakeWarehouse.rebuilt(5)));
    warehouse.free("dev");

    assertThat(build.getResult(BuildResult.class).buildId()).isEqualTo("b7");
    assertThat(warehouse.holder("dev")).isEmpty();
  }

  @Test
  void aRunThatWasResetTakesALeaseOfItsOwnAndGoesOnWithItsPlan() {
    warehouse.units = List.of(small(), small(0));
    warehouse.resetAfterCalls = 2;

    BuildResult result = bench.build(Bench.request(""));

    assertThat(warehouse.calls)
        .containsExactly(
            "acquire",
            "discover",
            "compile",
            "run 0 refused",
            "acquire",
            "run 0",
            "run 1",
            "snapshot",
            "release");
    assertThat(warehouse.requests.get(3).lease().epoch()).isEqualTo(2);
    assertThat(result.counts().rebuilt()).isEqualTo(2);
  }

  @Test
  void aRunThatWasResetPlansAgainWhenAnotherBuildWasThereMeanwhile() {
    warehouse.units = List.of(small());
    warehouse.behaviours.put(
        0,
        (unit, context) -> {
          if (warehouse.calls.indexOf("run 0") == warehouse.calls.lastIndexOf("run 0")) {
            warehouse.hold("dev", "varve/shop/dev", "b8");
            throw BuildFailures.runReset();
          }
          return FakeWarehouse.rebuilt(1);
        });

    BuildResult result = bench.build(Bench.request(""));

    assertThat(warehouse.calls)
        .containsExactly(
            "acquire",
            "discover",
            "compile",
            "run 0",
            "acquire",
            "discover",
            "compile",
            "run 0",
            "snapshot",
            "release");
    assertThat(result.counts()).isEqualTo(new Counts(1, 0, 1, 0, 0, 0, 0));
  }

  @Test
  void aResetBeforeTheSnapshotDoesNotPublishAnOldPlan() {
    warehouse.units = List.of(small());
    warehouse.resetAfterCalls = 3;

    bench.build(Bench.request(""));

    assertThat(warehouse.calls).endsWith("snapshot refused", "acquire", "snapshot", "release");
  }

  @Test
  void aLeaseThatCannotBeTakenFailsTheBuildWithItsCode() {
    warehouse.acquireFailure = infrastructure("WAREHOUSE_NOT_VISIBLE");

    ApplicationFailure failure = Bench.failureOf(bench.start(Bench.request("")));

    assertThat(failure.getOriginalMessage()).isEqualTo("WAREHOUSE_NOT_VISIBLE: It broke. Mend it.");
  }
}
