package dev.varve.workflows.build;

import static dev.varve.workflows.build.FakeWarehouse.big;
import static dev.varve.workflows.build.FakeWarehouse.infrastructure;
import static dev.varve.workflows.build.FakeWarehouse.small;
import static org.assertj.core.api.Assertions.assertThat;

import dev.varve.workflows.BuildFailures;
import dev.varve.workflows.BuildRequest;
import dev.varve.workflows.BuildResult;
import dev.varve.workflows.Counts;
import dev.varve.workflows.Failure;
import dev.varve.workflows.InputProblem;
import dev.varve.workflows.UnitFailure;
import dev.varve.workflows.phase.SnapshotRequest;
import dev.varve.workflows.phase.StepRequest;
import io.temporal.failure.ApplicationFailure;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BuildWorkflowTest {
  private final Bench bench = new Bench();
  private final FakeWarehouse warehouse = bench.warehouse;

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  void phasesRunInOrderUnderTheLease() {
    warehouse.units = List.of(small(), big(0));

    BuildResult result = bench.build(Bench.request(""));

    assertThat(warehouse.calls)
        .containsExactly(
            "acquire",
            "discover",
            "compile",
            "run 0",
            "execute 1",
            "write 1 of 1001",
            "snapshot",
            "release");
    assertThat(result.outcome()).isEqualTo(BuildResult.DONE);
    assertThat(result.counts()).isEqualTo(new Counts(1, 0, 2, 0, 0, 0, 0));
    assertThat(warehouse.requests)
        .allSatisfy(request -> assertThat(request.lease().epoch()).isEqualTo(1));
  }

  @Test
  void aUnitRunsWhenAllItComesAfterHaveEnded() {
    warehouse.units = List.of(small(), small(), small(0, 1), small(1), small(2, 3));

    bench.build(Bench.request(""));

    assertThat(warehouse.calls.indexOf("run 2"))
        .isGreaterThan(warehouse.calls.indexOf("run 0"))
        .isGreaterThan(warehouse.calls.indexOf("run 1"));
    assertThat(warehouse.calls.indexOf("run 4"))
        .isGreaterThan(warehouse.calls.indexOf("run 2"))
        .isGreaterThan(warehouse.calls.indexOf("run 3"));
  }

  @Test
  void neverMoreUnitsAreInFlightThanTheLimit() {
    warehouse.units = Collections.nCopies(30, small());
    AtomicInteger inFlight = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    for (int unit = 0; unit < 30; unit++) {
      warehouse.behaviours.put(
          unit,
          (number, context) -> {
            most.accumulateAndGet(inFlight.incrementAndGet(), Math::max);
            Bench.until(() -> most.get() >= Bench.LIMITS.unitsInFlight());
            inFlight.decrementAndGet();
            return FakeWarehouse.rebuilt(1);
          });
    }

    BuildResult result = bench.build(Bench.request(""));

    assertThat(result.counts().rebuilt()).isEqualTo(30);
    assertThat(most.get()).isEqualTo(Bench.LIMITS.unitsInFlight());
  }

  @Test
  void afterAFailedStepTheOthersGoOnAndTheBuildFailsWithItsResult() {
    warehouse.units = List.of(small(), small(0), small());
    warehouse.behaviours.put(0, (unit, context) -> Counts.failed(1));
    warehouse.behaviours.put(1, (unit, context) -> new Counts(0, 0, 0, 0, 1, 0, 0));

    ApplicationFailure failure = Bench.failureOf(bench.start(Bench.request("")));

    assertThat(failure.getType()).isEqualTo(BuildFailures.BUILD_FAILED);
    assertThat(failure.getOriginalMessage())
        .isEqualTo(
            "BUILD_FAILED: 1 of 4 models failed and 1 are blocked: model0: SQL_ERROR no column x."
                + " Mend them and build again: what is done stays done.");
    BuildResult result = failure.getDetails().get(BuildResult.class);
    assertThat(result.counts()).isEqualTo(new Counts(1, 0, 1, 1, 1, 0, 0));
    assertThat(warehouse.calls).contains("run 2").endsWith("snapshot", "release");
  }

  @Test
  void aUnitWhoseActivityFailsIsReportedToTheSnapshotAndDoesNotStopTheOthers() {
    warehouse.units = List.of(big(), small(0));
    warehouse.behaviours.put(
        0,
        (unit, context) -> {
          throw infrastructure("DISK_FULL");
        });

    ApplicationFailure failure = Bench.failureOf(bench.start(Bench.request("")));

    assertThat(failure.getType()).isEqualTo(BuildFailures.BUILD_FAILED);
    SnapshotRequest snapshot = (SnapshotRequest) last(warehouse.requests);
    assertThat(snapshot.broken())
        .containsExactly(new UnitFailure(0, new Failure("DISK_FULL", "It broke. Mend it.", "")));
    assertThat(snapshot.counts().failed()).isEqualTo(1);
    assertThat(warehouse.calls).contains("run 1");
  }

  @Test
  void aPassingFailureOfAnActivityIsTriedAgain() {
    warehouse.units = List.of(small());
    AtomicInteger tries = new AtomicInteger();
    warehouse.behaviours.put(
        0,
        (unit, context) -> {
          if (tries.incrementAndGet() == 1) {
            throw BuildFailures.passing(new Failure("IO", "The network blinked.", ""));
          }
          return FakeWarehouse.rebuilt(1);
        });

    assertThat(bench.build(Bench.request("")).outcome()).isEqualTo(BuildResult.DONE);
    assertThat(tries).hasValue(2);
  }

  @Test
  void outOfMemoryIsTriedOnceMoreWithTightMemoryUnderAHigherOrdinal() {
    warehouse.units = List.of(big());
    AtomicInteger tries = new AtomicInteger();
    warehouse.behaviours.put(
        0,
        (unit, context) -> {
          if (tries.incrementAndGet() == 1) {
            throw infrastructure(BuildFailures.OUT_OF_MEMORY);
          }
          return FakeWarehouse.rebuilt(1);
        });

    bench.build(Bench.request(""));

    assertThat(warehouse.calls)
        .containsSubsequence("execute 0", "execute 0 tight", "write 0 of 2001");
    assertThat(
            warehouse.requests.stream()
                .filter(StepRequest.class::isInstance)
                .map(request -> ((StepRequest) request).attempt()))
        .containsExactly(1, 2, 3);
  }

  @Test
  void outOfMemoryTwiceFailsTheUnit() {
    warehouse.units = List.of(big());
    warehouse.behaviours.put(
        0,
        (unit, context) -> {
          throw infrastructure(BuildFailures.OUT_OF_MEMORY);
        });

    ApplicationFailure failure = Bench.failureOf(bench.start(Bench.request("")));

    assertThat(failure.getOriginalMessage()).contains("OUT_OF_MEMORY");
    assertThat(warehouse.calls).filteredOn(call -> call.startsWith("execute")).hasSize(2);
  }

  @Test
  void anInvalidProjectFailsTheBuildWithItsProblemsAndReleasesTheLease() {
    warehouse.compileFailure =
        BuildFailures.inputInvalid(
            List.of(
                new InputProblem(
                    "COLUMN_NOT_FOUND", "There is no x.", "models/a.sql", 1, 8, "Is it y?", "a")));

    ApplicationFailure failure = Bench.failureOf(bench.start(Bench.request("")));

    assertThat(failure.getType()).isEqualTo(BuildFailures.INPUT_INVALID);
    assertThat(failure.getOriginalMessage())
        .isEqualTo("INPUT_INVALID: models/a.sql:1:8: COLUMN_NOT_FOUND: There is no x. Is it y?");
    assertThat(warehouse.calls).containsExactly("acquire", "discover", "compile", "release");
  }

  @Test
  void anUnforeseenExceptionIsAFailureWithACodeToo() {
    warehouse.compileFailure = new IllegalStateException("impossible");

    ApplicationFailure failure = Bench.failureOf(bench.start(Bench.request("")));

    assertThat(failure.getOriginalMessage())
        .isEqualTo("INTERNAL: java.lang.IllegalStateException: impossible Please report this.");
    assertThat(last(warehouse.calls)).isEqualTo("release");
  }

  @Test
  void theLeaseIsReleasedWhenTheSnapshotFails() {
    warehouse.snapshotFailure = infrastructure("DISK_FULL");

    ApplicationFailure failure = Bench.failureOf(bench.start(Bench.request("")));

    assertThat(failure.getType()).isEqualTo("DISK_FULL");
    assertThat(warehouse.calls).endsWith("snapshot", "release");
  }

  @Test
  void aFencedBuildEndsAtOnce() {
    warehouse.units = List.of(small(), small(0));
    warehouse.behaviours.put(
        0,
        (unit, context) -> {
          throw infrastructure(BuildFailures.FENCED);
        });

    ApplicationFailure failure = Bench.failureOf(bench.start(Bench.request("")));

    assertThat(failure.getType()).isEqualTo(BuildFailures.FENCED);
    assertThat(warehouse.calls).doesNotContain("run 1", "snapshot").endsWith("release");
  }

  @Test
  void aBadRequestFailsBeforeAnythingIsAsked() {
    BuildRequest request =
        new BuildRequest(
            "shop", "a/b", null, null, "stabel", null, null, "noon", false, "wiat", false, null);

    ApplicationFailure failure = Bench.failureOf(bench.start(request));

    assertThat(failure.getOriginalMessage())
        .isEqualTo(
            """
            INPUT_INVALID: REQUEST_INVALID: "environment" "a/b" is not a name: use letters, digits, _ and -.
            REQUEST_INVALID: "tier" "STABEL" is unknown: use one of FAST, STABLE, CANONICAL; did you mean "STABLE"?
            REQUEST_INVALID: "ifBusy" "wiat" is unknown: use one of refuse, wait, attach; did you mean "wait"?
            REQUEST_INVALID: "logicalTime" "noon" is not a time: write it like 2026-01-31T06:00:00Z.""");
    assertThat(warehouse.calls).isEmpty();
  }

  @Test
  void aWrittenInputOnlyNeedsTheProject() {
    BuildResult result =
        bench.start("by-hand", Map.of("project", "shop")).getResult(BuildResult.class);

    assertThat(result.environment()).isEqualTo("dev");
  }

  @Test
  void aMisspeltFieldFailsTheBuildWithTheNearestName() {
    ApplicationFailure failure =
        Bench.failureOf(bench.start("by-hand", Map.of("project", "shop", "enviroment", "prod")));

    assertThat(failure.getOriginalMessage())
        .isEqualTo(
            "INPUT_INVALID: REQUEST_INVALID: \"enviroment\" is not a field of the input; did you mean"
                + " \"environment\"?");
  }

  @Test
  void noInputAndAnInputOfAnotherShapeFailInsteadOfHanging() {
    assertThat(Bench.failureOf(bench.start("nothing")).getOriginalMessage())
        .startsWith("INPUT_INVALID: REQUEST_INVALID: \"project\" is missing");
    assertThat(Bench.failureOf(bench.start("text", List.of("shop"))).getType())
        .endsWith("DataConverterException");
  }

  private static <T> T last(List<T> list) {
    return list.get(list.size() - 1);
  }
}
