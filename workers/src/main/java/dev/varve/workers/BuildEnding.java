package dev.varve.workers;

import dev.varve.workers.VarveException.Kind;
import dev.varve.workers.plan.PlanProblem;
import dev.varve.workflows.BuildFailures;
import dev.varve.workflows.BuildResult;
import dev.varve.workflows.InputProblem;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.CanceledFailure;
import io.temporal.failure.TemporalFailure;
import io.temporal.failure.TerminatedFailure;
import io.temporal.failure.TimeoutFailure;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What the failure of a build's workflow means to whoever asked for the build. */
final class BuildEnding {
  private BuildEnding() {}

  /**
   * The result that the failure carries.
   *
   * @param failure why the workflow ended otherwise than with a result
   * @throws VarveException when the build could not be carried out, so that there is no result
   */
  static BuildResult of(Throwable failure) {
    Throwable cause = failure;
    while (cause.getCause() != null
        && (!(cause instanceof TemporalFailure) || cause instanceof ActivityFailure)) {
      cause = cause.getCause();
    }
    if (cause instanceof ApplicationFailure application) {
      return of(application);
    }
    if (cause instanceof CanceledFailure) {
      throw problem(
          Kind.CANCELLED,
          BuildFailures.CANCELLED,
          "The build was cancelled.",
          "Finished tables stay: build again to go on from there.",
          failure);
    }
    if (cause instanceof TerminatedFailure) {
      throw problem(
          Kind.OUTSIDE,
          "TERMINATED",
          "The build's workflow was terminated.",
          "Build again; --take-lease helps where its lease is still held.",
          failure);
    }
    if (cause instanceof TimeoutFailure) {
      throw problem(
          Kind.OUTSIDE,
          "TIMED_OUT",
          "The build was not done in time: " + cause.getMessage() + ".",
          "See whether workers run, and build again.",
          failure);
    }
    throw problem(Kind.OUTSIDE, "BUILD_BROKE", "The build broke: " + cause + ".", "", failure);
  }

  private static BuildResult of(ApplicationFailure failure) {
    String code = failure.getType();
    return switch (code == null ? "" : code) {
      case BuildFailures.BUILD_FAILED ->
          result(failure).orElseThrow(() -> problem(Kind.OUTSIDE, failure));
      case BuildFailures.CANCELLED ->
          result(failure).orElseThrow(() -> problem(Kind.CANCELLED, failure));
      case BuildFailures.INPUT_INVALID -> throw inputInvalid(failure);
      case BuildFailures.BUSY, BuildFailures.FENCED -> throw problem(Kind.BUSY, failure);
      default -> throw problem(Kind.OUTSIDE, failure);
    };
  }

  private static Optional<BuildResult> result(ApplicationFailure failure) {
    return failure.getDetails().getSize() == 0
        ? Optional.empty()
        : Optional.ofNullable(failure.getDetails().get(0, BuildResult.class));
  }

  private static VarveException inputInvalid(ApplicationFailure failure) {
    if (failure.getDetails().getSize() == 0) {
      return problem(Kind.INPUT, failure);
    }
    InputProblem[] problems = failure.getDetails().get(0, InputProblem[].class);
    return new VarveException(
        Kind.INPUT, Stream.of(problems).map(BuildEnding::problem).toList(), failure);
  }

  private static PlanProblem problem(InputProblem problem) {
    return new PlanProblem(
        problem.code(),
        problem.message(),
        Optional.of(problem.file()).filter(file -> !file.isEmpty()),
        problem.line(),
        problem.column(),
        problem.mend(),
        Optional.of(problem.model()).filter(model -> !model.isEmpty()));
  }

  /** The message of such a failure is {@code CODE: sentence. mend}. */
  private static VarveException problem(Kind kind, ApplicationFailure failure) {
    String code = failure.getType() == null ? "BUILD_BROKE" : failure.getType();
    String message = String.valueOf(failure.getOriginalMessage());
    String start = code + ": ";
    return problem(
        kind,
        code,
        message.startsWith(start) ? message.substring(start.length()) : message,
        "",
        failure);
  }

  private static VarveException problem(
      Kind kind, String code, String message, String mend, Throwable cause) {
    return new VarveException(kind, List.of(VarveException.problem(code, message, mend)), cause);
  }
}
