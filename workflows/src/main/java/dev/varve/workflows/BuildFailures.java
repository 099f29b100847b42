package dev.varve.workflows;

import static java.util.stream.Collectors.joining;

import io.temporal.failure.ApplicationFailure;
import java.util.List;

/**
 * The failures that a user of a build sees. Each has a code, which is the type of the failure too,
 * and a message {@code CODE: sentence. mend}.
 */
public final class BuildFailures {
  private static final int PROBLEMS_TOLD = 10;

  public static final String INPUT_INVALID = "INPUT_INVALID";
  public static final String FENCED = "FENCED";
  public static final String BUSY = "BUSY";
  public static final String CANCELLED = "CANCELLED";
  public static final String BUILD_FAILED = "BUILD_FAILED";
  public static final String OUT_OF_MEMORY = "OUT_OF_MEMORY";
  public static final String RUN_RESET = "RUN_RESET";

  /** Trying again does not change these. */
  public static final List<String> NOT_RETRIED =
      List.of(INPUT_INVALID, FENCED, BUSY, CANCELLED, OUT_OF_MEMORY, RUN_RESET);

  private BuildFailures() {}

  /** A failure that another attempt cannot mend. */
  public static ApplicationFailure lasting(Failure failure, Object... details) {
    return ApplicationFailure.newNonRetryableFailure(message(failure), failure.code(), details);
  }

  /** A failure of something outside, which another attempt may find mended. */
  public static ApplicationFailure passing(Failure failure) {
    return ApplicationFailure.newFailure(message(failure), failure.code());
  }

  /**
   * All that is wrong, at most {@value #PROBLEMS_TOLD} of it in the message and everything in the
   * details.
   */
  public static ApplicationFailure inputInvalid(List<InputProblem> problems) {
    String lines =
        problems.stream().limit(PROBLEMS_TOLD).map(InputProblem::asLine).collect(joining("\n"));
    int more = problems.size() - PROBLEMS_TOLD;
    return ApplicationFailure.newNonRetryableFailure(
        INPUT_INVALID + ": " + lines + (more > 0 ? "\n… and " + more + " more" : ""),
        INPUT_INVALID,
        problems);
  }

  public static ApplicationFailure runReset() {
    return lasting(
        new Failure(
            RUN_RESET,
            "This run goes on from another run's history.",
            "Nothing to mend: the build takes a lease of its own and schedules this again."));
  }

  static String message(Failure failure) {
    String mend = failure.mend().isEmpty() ? "" : " " + failure.mend();
    return failure.code() + ": " + failure.message() + mend;
  }
}
