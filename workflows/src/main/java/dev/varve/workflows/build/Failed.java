package dev.varve.workflows.build;

import dev.varve.workflows.BuildFailures;
import dev.varve.workflows.BuildResult;
import dev.varve.workflows.Counts;
import dev.varve.workflows.Failure;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.CanceledFailure;
import io.temporal.failure.TimeoutFailure;
import java.util.List;

/** What an activity's failure means to the build, and the failures that the build ends with. */
final class Failed {
  /** What the server gives activities that ran while their run was reset. */
  private static final String RESET_BY_SERVER = "ResetWorkflow";

  private Failed() {}

  static boolean isCancelled(Throwable failure) {
    return root(failure) instanceof CanceledFailure;
  }

  static boolean isRunReset(Throwable failure) {
    String type = type(failure);
    return type.equals(BuildFailures.RUN_RESET) || type.equals(RESET_BY_SERVER);
  }

  static String type(Throwable failure) {
    return root(failure) instanceof ApplicationFailure application ? application.getType() : "";
  }

  /** The failure as a user should read it: code first. */
  static Failure of(Throwable failure) {
    Throwable root = root(failure);
    if (root instanceof ApplicationFailure application) {
      return of(application);
    }
    if (root instanceof TimeoutFailure timeout) {
      return new Failure(
          "WORKER_LOST",
          "The worker that had it was not heard of in time (%s)."
              .formatted(timeout.getTimeoutType()),
          "See whether the workers were killed or starved, and build again: what is done stays done.");
    }
    return new Failure("INTERNAL", text(root.getMessage()), "Please report this.");
  }

  private static Failure of(ApplicationFailure failure) {
    String message = text(failure.getOriginalMessage());
    String type = text(failure.getType());
    if (message.startsWith(type + ": ")) {
      return new Failure(type, message.substring(type.length() + 2), "");
    }
    // The type is the name of an exception that nobody foresaw.
    return new Failure("INTERNAL", type + ": " + message, "Please report this.");
  }

  /** The failure to end the workflow with, in place of the one of an activity. */
  static ApplicationFailure ending(Throwable failure) {
    if (root(failure) instanceof ApplicationFailure application
        && text(application.getOriginalMessage()).startsWith(application.getType() + ": ")) {
      return ApplicationFailure.newBuilder()
          .setMessage(application.getOriginalMessage())
          .setType(application.getType())
          .setDetails(application.getDetails())
          .setNonRetryable(true)
          .build();
    }
    return BuildFailures.lasting(of(failure));
  }

  static ApplicationFailure buildFailed(BuildResult result, List<String> failures) {
    Counts counts = result.counts();
    String first = failures.isEmpty() ? "" : ": " + String.join("; ", failures);
    return BuildFailures.lasting(
        new Failure(
            BuildFailures.BUILD_FAILED,
            "%d of %d models failed and %d are blocked%s."
                .formatted(counts.failed(), counts.total(), counts.blocked(), first),
            "Mend them and build again: what is done stays done."),
        result);
  }

  static String line(String label, Failure failure) {
    return label + ": " + failure.code() + " " + failure.message();
  }

  private static Throwable root(Throwable failure) {
    return failure instanceof ActivityFailure && failure.getCause() != null
        ? failure.getCause()
        : failure;
  }

  private static String text(String text) {
    return text == null ? "" : text;
  }
}
