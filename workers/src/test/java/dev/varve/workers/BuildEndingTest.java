package dev.varve.workers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.varve.workers.VarveException.Kind;
import dev.varve.workers.plan.PlanProblem;
import dev.varve.workflows.BuildFailures;
import dev.varve.workflows.BuildResult;
import dev.varve.workflows.Counts;
import dev.varve.workflows.Failure;
import dev.varve.workflows.InputProblem;
import io.temporal.common.converter.DataConverter;
import io.temporal.common.converter.DefaultDataConverter;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.CanceledFailure;
import io.temporal.failure.TerminatedFailure;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.AbstractObjectAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BuildEndingTest {
  private static final BuildResult RESULT =
      new BuildResult(
          1,
          BuildResult.FAILED,
          "b-1",
          "shop",
          "dev",
          "2026-11-21T06:26:00Z",
          new Counts(0, 0, 1, 1, 0, 0, 0),
          List.of(),
          "",
          0,
          "");

  @Test
  void aFailedBuildIsAResult() {
    Failure failed = new Failure(BuildFailures.BUILD_FAILED, "1 step failed.", "");

    assertThat(BuildEnding.of(received(BuildFailures.lasting(failed, RESULT)))).isEqualTo(RESULT);
  }

  @Test
  void wrongInputIsToldWithEveryPlace() {
    ApplicationFailure failure =
        BuildFailures.inputInvalid(
            List.of(
                new InputProblem(
                    "TABLE_NOT_FOUND",
                    "There is no table staging.order.",
                    "models/a.sql",
                    4,
                    6,
                    "Did you mean staging.orders?",
                    "main.a"),
                InputProblem.of("NO_MODELS", "There are no models.")));

    ending(failure)
        .satisfies(
            e -> {
              assertThat(e.kind()).isEqualTo(Kind.INPUT);
              assertThat(e.problems())
                  .containsExactly(
                      new PlanProblem(
                          "TABLE_NOT_FOUND",
                          "There is no table staging.order.",
                          Optional.of("models/a.sql"),
                          4,
                          6,
                          "Did you mean staging.orders?",
                          Optional.of("main.a")),
                      VarveException.problem("NO_MODELS", "There are no models.", ""));
            });
  }

  @ParameterizedTest
  @CsvSource({
    "BUSY, BUSY",
    "FENCED, BUSY",
    "WAREHOUSE_NOT_VISIBLE, OUTSIDE",
    "DISK_FULL, OUTSIDE",
    "INPUT_INVALID, INPUT",
    "CANCELLED, CANCELLED"
  })
  void aFailureWithoutAResultKeepsItsCodeAndSentence(String code, Kind kind) {
    ending(BuildFailures.lasting(new Failure(code, "It is so.", "Mend it.")))
        .satisfies(
            e -> {
              assertThat(e.kind()).isEqualTo(kind);
              assertThat(e.problems())
                  .containsExactly(VarveException.problem(code, "It is so. Mend it.", ""));
            });
  }

  @Test
  void aCancelledWorkflowSaysHowToGoOn() {
    ending(new CanceledFailure("The build was cancelled."))
        .satisfies(
            e -> {
              assertThat(e.kind()).isEqualTo(Kind.CANCELLED);
              assertThat(e.problems().get(0).mend()).contains("build again");
            });
  }

  @Test
  void aTerminatedWorkflowIsNoFaultOfTheBuild() {
    ending(new TerminatedFailure("by an operator", null))
        .satisfies(e -> assertThat(e.kind()).isEqualTo(Kind.OUTSIDE));
  }

  @Test
  void whatIsUnknownIsNotHidden() {
    ending(new IllegalStateException("odd"))
        .satisfies(
            e -> {
              assertThat(e.kind()).isEqualTo(Kind.OUTSIDE);
              assertThat(e.problems().get(0).message()).contains("odd");
            });
  }

  private static AbstractObjectAssert<?, VarveException> ending(Throwable failure) {
    RuntimeException received =
        failure instanceof ApplicationFailure application
            ? received(application)
            : new RuntimeException(failure);
    return assertThatThrownBy(() -> BuildEnding.of(received))
        .asInstanceOf(type(VarveException.class));
  }

  /** As a client has it: wrapped, its details read from what was sent. */
  private static RuntimeException received(ApplicationFailure failure) {
    DataConverter converter = DefaultDataConverter.STANDARD_INSTANCE;
    return new RuntimeException(
        converter.failureToException(converter.exceptionToFailure(failure)));
  }
}
