package dev.varve.workflows.build;

import static dev.varve.workflows.build.FakeWarehouse.small;
import static org.assertj.core.api.Assertions.assertThat;

import dev.varve.workflows.BuildProgress;
import dev.varve.workflows.BuildRequest;
import dev.varve.workflows.BuildResult;
import dev.varve.workflows.Carry;
import dev.varve.workflows.Counts;
import dev.varve.workflows.Discovery;
import dev.varve.workflows.Limits;
import dev.varve.workflows.lease.LeaseRequest;
import dev.varve.workflows.phase.SnapshotRequest;
import dev.varve.workflows.phase.Unit;
import io.temporal.client.WorkflowStub;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ContinuationTest {
  private static final Limits SHORT = new Limits(5, 10, 2, 4, 40);

  private final Bench bench = new Bench();
  private final FakeWarehouse warehouse = bench.warehouse;

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  void aLongBuildContinuesAsNewRunsAndRunsEveryUnitOnce() {
    List<Unit> units = new ArrayList<>(List.of(small()));
    IntStream.range(1, 40).forEach(unit -> units.add(small(unit - 1)));
    warehouse.units = units;
    warehouse.behaviours.put(3, (unit, context) -> Counts.failed(1));

    WorkflowStub build = bench.start(Bench.request("").with(SHORT));

    assertThat(Bench.failureOf(build).getDetails().get(BuildResult.class).counts())
        .isEqualTo(new Counts(1, 0, 39, 1, 0, 0, 0));
    assertThat(warehouse.calls).filteredOn(call -> call.equals("recall")).hasSizeGreaterThan(2);
    assertThat(warehouse.calls).filteredOn(call -> call.equals("discover")).hasSize(1);
    assertThat(warehouse.calls)
        .filteredOn(call -> call.startsWith("run"))
        .containsExactlyElementsOf(IntStream.range(0, 40).mapToObj(unit -> "run " + unit).toList());
  }

  @Test
  void theChainKeepsItsLeaseItsBuildAndItsTime() {
    List<Unit> units = new ArrayList<>(List.of(small()));
    IntStream.range(1, 20).forEach(unit -> units.add(small(unit - 1)));
    warehouse.units = units;

    bench.build(Bench.request("").with(SHORT));

    assertThat(warehouse.asked).hasSizeGreaterThan(2);
    assertThat(warehouse.asked.stream().skip(1).map(LeaseRequest::keepEpoch)).containsOnly(1L);
    assertThat(warehouse.asked.stream().map(LeaseRequest::buildId).distinct()).hasSize(1);
    assertThat(warehouse.asked.stream().map(LeaseRequest::firstRunId).distinct()).hasSize(1);
    assertThat(warehouse.asked.stream().map(LeaseRequest::runId).distinct())
        .hasSameSizeAs(warehouse.asked);
    assertThat(warehouse.requests).allSatisfy(r -> assertThat(r.lease().epoch()).isEqualTo(1));
    assertThat(warehouse.calls).filteredOn(call -> call.equals("release")).hasSize(1);
  }

  @Test
  void theSnapshotOfTheLastRunKnowsWhatFailedInTheFirst() {
    List<Unit> units = new ArrayList<>(List.of(small()));
    IntStream.range(1, 20).forEach(unit -> units.add(small(unit - 1)));
    warehouse.units = units;
    warehouse.behaviours.put(
        0,
        (unit, context) -> {
          throw FakeWarehouse.infrastructure("DISK_FULL");
        });

    WorkflowStub build = bench.start(Bench.request("").with(SHORT));

    assertThat(Bench.failureOf(build).getOriginalMessage()).contains("small: DISK_FULL It broke.");
    SnapshotRequest snapshot =
        (SnapshotRequest) warehouse.requests.get(warehouse.requests.size() - 1);
    assertThat(snapshot.broken()).hasSize(1);
  }

  @Test
  void aPauseOutlivesTheRun() {
    List<Unit> units = new ArrayList<>(List.of(small()));
    IntStream.range(1, 20).forEach(unit -> units.add(small(unit - 1)));
    warehouse.units = units;
    CountDownLatch mayEnd = new CountDownLatch(1);
    warehouse.behaviours.put(
        0,
        (unit, context) -> {
          Latches.await(mayEnd);
          return FakeWarehouse.rebuilt(1);
        });
    // The history is long after the first unit already.
    WorkflowStub build = bench.start(Bench.request("").with(new Limits(5, 10, 2, 4, 15)));
    Bench.until(() -> warehouse.calls.contains("run 0"));
    build.update("pause", BuildProgress.class);
    mayEnd.countDown();
    Bench.until(() -> warehouse.calls.contains("recall"));
    WorkflowStub chain =
        bench.environment.getWorkflowClient().newUntypedWorkflowStub("varve/shop/dev");
    Bench.until(() -> Bench.progress(chain).phase().equals("execute"));

    assertThat(Bench.progress(chain).paused()).isTrue();
    assertThat(warehouse.calls).doesNotContain("run 1");

    chain.update("resume", BuildProgress.class);
    assertThat(chain.getResult(BuildResult.class).counts().rebuilt()).isEqualTo(20);
  }

  @Test
  void aCarryThatWasCopiedIntoAnotherStartIsIgnored() {
    warehouse.units = List.of(small());
    Carry copied =
        new Carry(
            "some-other-run",
            "b1",
            "2020-01-01T00:00:00Z",
            1,
            Discovery.NONE,
            "p1",
            "AQ==",
            Counts.NONE,
            List.of(),
            List.of(),
            5,
            false,
            "");

    BuildResult result = bench.build(Bench.request("").with(copied));

    assertThat(result.counts().rebuilt()).isEqualTo(1);
    assertThat(warehouse.calls).contains("discover").doesNotContain("recall");
  }

  @Test
  void waitingForTheLeaseContinuesAsNewToo() {
    warehouse.hold("dev", "other", "b7");
    BuildRequest request = Bench.request(BuildRequest.WAIT).with(SHORT);
    WorkflowStub build = bench.start(request);
    Bench.until(() -> warehouse.calls.contains("busy"));
    bench.environment.sleep(Duration.ofHours(2));
    assertThat(warehouse.asked.stream().map(LeaseRequest::runId).distinct().count())
        .isGreaterThan(1);
    warehouse.free("dev");

    assertThat(build.getResult(BuildResult.class).outcome()).isEqualTo(BuildResult.DONE);
    assertThat(warehouse.asked.stream().map(LeaseRequest::buildId).distinct()).hasSize(1);
  }
}
