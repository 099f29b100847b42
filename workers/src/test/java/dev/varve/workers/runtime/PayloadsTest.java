package dev.varve.workers.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.varve.workflows.BuildFailures;
import dev.varve.workflows.BuildProgress;
import dev.varve.workflows.BuildRequest;
import dev.varve.workflows.BuildResult;
import dev.varve.workflows.Carry;
import dev.varve.workflows.Counts;
import dev.varve.workflows.Discovery;
import dev.varve.workflows.Failure;
import dev.varve.workflows.InputProblem;
import dev.varve.workflows.Limits;
import dev.varve.workflows.Reason;
import dev.varve.workflows.RunningUnit;
import dev.varve.workflows.StepReport;
import dev.varve.workflows.UnitFailure;
import dev.varve.workflows.lease.LeaseGrant;
import dev.varve.workflows.lease.LeaseRef;
import dev.varve.workflows.phase.BuildPlan;
import dev.varve.workflows.phase.SnapshotRequest;
import dev.varve.workflows.phase.Unit;
import io.temporal.api.common.v1.Payload;
import io.temporal.common.converter.DataConverter;
import io.temporal.common.converter.DataConverterException;
import io.temporal.common.converter.DefaultDataConverter;
import io.temporal.common.converter.RawValue;
import io.temporal.failure.ApplicationFailure;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Our payloads are the ones that every other client writes and reads. */
class PayloadsTest {
  private static final DataConverter OURS = new Payloads();
  private static final DataConverter STANDARD = DefaultDataConverter.STANDARD_INSTANCE;

  static Stream<Object> values() {
    LeaseRef lease = new LeaseRef("/w", "id", "dev", 1L << 40, "b1", "run");
    Discovery discovery = new Discovery("d", "b1", "2026-01-01T00:00:00Z", 3, 1, true);
    List<UnitFailure> broken =
        List.of(new UnitFailure(3, new Failure("DISK_FULL", "No \"space\".\n", "Make some.")));
    Counts counts = new Counts(1, 2, 3, 4, 5, 6, 7);
    BuildRequest request =
        new BuildRequest(
                "/srv/größe",
                "prod",
                List.of("marts.*", "+a"),
                "prod_fast",
                "STABLE",
                "ALWAYS",
                Map.of("since", "2024-01-01"),
                "",
                true,
                "wait",
                false,
                new Carry(
                    "run",
                    "b1",
                    "2026-01-01T00:00:00Z",
                    7,
                    discovery,
                    "p",
                    "AQ==",
                    counts,
                    broken,
                    List.of("a: DISK_FULL"),
                    5,
                    true,
                    ""))
            .with(new Limits(1, 2, 3, 4, 5));
    StepReport step =
        new StepReport(
            "marts.a",
            "rebuild",
            new Reason("X", "y", List.of("z")),
            null,
            3L,
            1L << 40,
            null,
            null,
            "2026-01-01T00:00:01Z");
    return Stream.of(
        request,
        BuildRequest.of("shop", "dev"),
        lease,
        new LeaseGrant(true, 7, 6, "shop", "/w", "id", "", "", "", "", false, true),
        new BuildPlan(
            "p",
            "q",
            List.of(new Unit("a", 1, true, List.of()), new Unit("b", 2, false, List.of(0))),
            counts,
            3),
        new SnapshotRequest(request, lease, discovery, "p", counts, broken, true, 2),
        new BuildResult(
            1, "", "b1", "shop", "dev", "t", counts, List.of(step), "7", 0, "/w/report.html"),
        new BuildProgress(
            "execute",
            "b1",
            "shop",
            "dev",
            "t",
            counts,
            3,
            2,
            1,
            List.of(new RunningUnit(1, "b", "write", "t", 2)),
            0,
            List.of(),
            false,
            "",
            "q",
            ""),
        "text with \"quotes\"",
        17,
        true);
  }

  @ParameterizedTest
  @MethodSource("values")
  void theyAreWrittenAsTheStandardConverterWritesThem(Object value) {
    assertThat(json(OURS, value)).isEqualTo(json(STANDARD, value));
  }

  @ParameterizedTest
  @MethodSource("values")
  void theyAreReadBack(Object value) {
    Payload payload = STANDARD.toPayload(value).orElseThrow();

    assertThat((Object) OURS.fromPayload(payload, value.getClass(), value.getClass()))
        .isEqualTo(value);
  }

  @Test
  void whatANewerVersionAddsIsSkipped() {
    Payload payload =
        STANDARD
            .toPayload(Map.of("failed", 3, "postponed", Map.of("a", List.of(1, 2.5, "x"))))
            .orElseThrow();

    assertThat(OURS.fromPayload(payload, Counts.class, Counts.class)).isEqualTo(Counts.failed(3));
  }

  @Test
  void anUnknownFieldMayBeNull() {
    Payload payload = STANDARD.toPayload(Collections.singletonMap("postponed", null)).orElseThrow();

    assertThat(OURS.fromPayload(payload, Counts.class, Counts.class)).isEqualTo(Counts.NONE);
  }

  @Test
  void anUnknownFieldOfARequestIsKeptForTheUserToHear() {
    Payload payload = STANDARD.toPayload(Map.of("project", "shop", "tiers", "FAST")).orElseThrow();

    assertThat(OURS.fromPayload(payload, BuildRequest.class, BuildRequest.class).faults())
        .containsExactly("\"tiers\" is not a field of the input; did you mean \"tier\"?");
  }

  @Test
  void aValueOfAnotherKindIsAConversionFailure() {
    Payload payload = STANDARD.toPayload(Map.of("failed", "three")).orElseThrow();

    assertThatThrownBy(() -> OURS.fromPayload(payload, Counts.class, Counts.class))
        .isInstanceOf(DataConverterException.class)
        .hasMessageContaining("There is VALUE_STRING where int belongs.");
  }

  @Test
  void absentArgumentsAreNull() {
    assertThat(OURS.fromPayloads(0, Optional.empty(), BuildRequest.class, BuildRequest.class))
        .isNull();
    assertThat(OURS.toPayloads()).isEmpty();
    assertThat(json(OURS, null)).isEmpty();
  }

  @Test
  void whatTheSdkSendsItselfPassesThrough() {
    Payload payload = STANDARD.toPayload("x").orElseThrow();

    assertThat(OURS.toPayload(new RawValue(payload))).contains(payload);
  }

  @Test
  void failuresCarryNoStackTracesAndTheirDetailsAreReadBack() {
    ApplicationFailure failure =
        BuildFailures.inputInvalid(
            List.of(new InputProblem("X", "y", "models/a.sql", 1, 8, "z", "a")));
    RuntimeException outer = new IllegalStateException("outer", failure);

    assertThat(OURS.exceptionToFailure(outer).getCause().getStackTrace()).isEmpty();
    io.temporal.api.failure.v1.Failure written = OURS.exceptionToFailure(failure);

    assertThat(written.getStackTrace()).isEmpty();
    ApplicationFailure read = (ApplicationFailure) OURS.failureToException(written);
    assertThat(read.getOriginalMessage()).isEqualTo("INPUT_INVALID: models/a.sql:1:8: X: y z");
    assertThat(read.getDetails().get(InputProblem[].class))
        .containsExactly(new InputProblem("X", "y", "models/a.sql", 1, 8, "z", "a"));
  }

  private static String json(DataConverter converter, Object value) {
    return converter.toPayload(value).orElseThrow().getData().toStringUtf8();
  }
}
