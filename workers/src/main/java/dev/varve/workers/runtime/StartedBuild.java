package dev.varve.workers.runtime;

import dev.varve.activities.plan.PlanProblem;
import dev.varve.workers.RunningBuild;
import dev.varve.workers.VarveException;
import dev.varve.workflows.Build;
import dev.varve.workflows.BuildFailures;
import dev.varve.workflows.BuildProgress;
import dev.varve.workflows.BuildResult;
import dev.varve.workflows.Counts;
import dev.varve.workflows.InputProblem;
import io.grpc.StatusRuntimeException;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.query.v1.WorkflowQuery;
import io.temporal.api.workflowservice.v1.QueryWorkflowRequest;
import io.temporal.api.workflowservice.v1.QueryWorkflowResponse;
import io.temporal.client.WorkflowException;
import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.client.WorkflowStub;
import io.temporal.common.converter.DataConverterException;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.CanceledFailure;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A build on a server, or in this process, as a client sees it. */
final class StartedBuild implements RunningBuild {
  private static final long PROGRESS_SECONDS = 3;

  /** Asked once, at the end, when a worker may have to read the whole history for it. */
  private static final long RESULT_SECONDS = 10;

  private final WorkflowStub stub;
  private final String workflowId;
  private final String taskQueue;
  private final ServerConnection connection;
  private CompletableFuture<BuildResult> result;

  StartedBuild(
      WorkflowStub stub, String workflowId, String taskQueue, ServerConnection connection) {
    this.stub = stub;
    this.workflowId = workflowId;
    this.taskQueue = taskQueue;
    this.connection = connection;
  }

  @Override
  public String workflowId() {
    return workflowId;
  }

  @Override
  public synchronized Optional<BuildResult> await(Duration atMost) {
    if (result == null) {
      result = stub.getResultAsync(BuildResult.class);
    }
    try {
      return Optional.of(result.get(atMost.toMillis(), TimeUnit.MILLISECONDS));
    } catch (TimeoutException stillRunning) {
      return Optional.empty();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    } catch (ExecutionException failed) {
      return Optional.of(resultOf(failed.getCause()));
    }
  }

  /** A build of which steps failed is a result too. */
  private BuildResult resultOf(Throwable failure) {
    if (!(failure instanceof WorkflowFailedException)) {
      throw unreachable(failure);
    }
    Throwable cause = failure.getCause();
    if (cause instanceof CanceledFailure) {
      return cancelled();
    }
    if (cause instanceof ApplicationFailure application) {
      return resultOf(application);
    }
    throw problem(
        VarveException.Kind.OUTSIDE,
        "BUILD_ENDED",
        "The build was ended by the server (%s)."
            .formatted(cause == null ? "no reason given" : cause.getClass().getSimpleName()),
        "Build again: what is done stays done.");
  }

  /** A workflow that ends as cancelled has no result, but knows what it came to. */
  private BuildResult cancelled() {
    return query(Build.RESULT, BuildResult.class, RESULT_SECONDS)
        .orElseThrow(
            () ->
                problem(
                    VarveException.Kind.CANCELLED,
                    BuildFailures.CANCELLED,
                    "The build was cancelled, and no worker tells how far it came.",
                    "Build again: what is done stays done."));
  }

  private static BuildResult resultOf(ApplicationFailure failure) {
    String type = failure.getType() == null ? "" : failure.getType();
    return switch (type) {
      case BuildFailures.BUILD_FAILED -> failure.getDetails().get(BuildResult.class);
      case BuildFailures.INPUT_INVALID -> throw invalid(failure);
      case BuildFailures.BUSY -> throw problem(VarveException.Kind.BUSY, failure);
      case BuildFailures.CANCELLED -> followed(failure);
      default -> throw problem(VarveException.Kind.OUTSIDE, failure);
    };
  }

  /** The build that was attached to was cancelled. */
  private static BuildResult followed(ApplicationFailure failure) {
    if (failure.getDetails().getSize() == 0) {
      throw problem(VarveException.Kind.CANCELLED, failure);
    }
    return failure.getDetails().get(BuildResult.class);
  }

  private static VarveException invalid(ApplicationFailure failure) {
    InputProblem[] problems =
        failure.getDetails().getSize() == 0
            ? new InputProblem[0]
            : failure.getDetails().get(InputProblem[].class);
    if (problems == null || problems.length == 0) {
      return problem(VarveException.Kind.INPUT, failure);
    }
    return new VarveException(
        VarveException.Kind.INPUT, Arrays.stream(problems).map(StartedBuild::planProblem).toList());
  }

  private static PlanProblem planProblem(InputProblem problem) {
    return new PlanProblem(
        problem.code(),
        problem.message(),
        optional(problem.file()),
        problem.line(),
        problem.column(),
        problem.mend(),
        optional(problem.model()));
  }

  private static Optional<String> optional(String text) {
    return text.isEmpty() ? Optional.empty() : Optional.of(text);
  }

  private static VarveException problem(VarveException.Kind kind, ApplicationFailure failure) {
    String type = failure.getType() == null ? "" : failure.getType();
    String message = failure.getOriginalMessage() == null ? "" : failure.getOriginalMessage();
    return message.startsWith(type + ": ")
        ? problem(kind, type, message.substring(type.length() + 2), "")
        : problem(kind, "INTERNAL", type + ": " + message, "Please report this.");
  }

  private static VarveException problem(
      VarveException.Kind kind, String code, String message, String mend) {
    return VarveException.of(kind, code, message, mend);
  }

  @Override
  public Optional<BuildProgress> progress() {
    return query(Build.PROGRESS, BuildProgress.class, PROGRESS_SECONDS).or(this::noWorker);
  }

  /**
   * Not through the client's stub, which asks again and again for a minute before it says that
   * there is no answer.
   */
  private <T> Optional<T> query(String type, Class<T> answered, long seconds) {
    QueryWorkflowRequest query =
        QueryWorkflowRequest.newBuilder()
            .setNamespace(connection.namespace())
            .setExecution(WorkflowExecution.newBuilder().setWorkflowId(workflowId))
            .setQuery(WorkflowQuery.newBuilder().setQueryType(type))
            .build();
    try {
      QueryWorkflowResponse answer =
          connection
              .stubs()
              .blockingStub()
              .withDeadlineAfter(seconds, TimeUnit.SECONDS)
              .queryWorkflow(query);
      return Optional.ofNullable(
          connection
              .client()
              .getOptions()
              .getDataConverter()
              .fromPayloads(0, Optional.of(answer.getQueryResult()), answered, answered));
    } catch (StatusRuntimeException | DataConverterException notAnswered) {
      return Optional.empty();
    }
  }

  /** A query is answered by a worker: when there is none, that is the thing to know. */
  private Optional<BuildProgress> noWorker() {
    try {
      if (new QueueState(connection).countWorkflowPollers(taskQueue) != 0) {
        return Optional.empty();
      }
    } catch (StatusRuntimeException notAnswered) {
      return Optional.empty();
    }
    String hint = "No worker polls queue " + taskQueue + ": start one with \"varve worker\".";
    return Optional.of(
        new BuildProgress(
            "starting",
            "",
            "",
            "",
            "",
            Counts.NONE,
            0,
            0,
            0,
            List.of(),
            0,
            List.of(),
            false,
            "",
            taskQueue,
            hint));
  }

  @Override
  public void cancel() {
    try {
      stub.cancel();
    } catch (WorkflowNotFoundException over) {
      // It has ended: nothing is left to cancel.
    } catch (WorkflowException | StatusRuntimeException failure) {
      throw unreachable(failure);
    }
  }

  static VarveException unreachable(Throwable cause) {
    PlanProblem problem =
        VarveException.problem(
            "SERVER_UNREACHABLE",
            "The server does not answer any more: " + cause.getMessage() + ".",
            "See whether it runs. A build that was started goes on by itself.");
    return new VarveException(VarveException.Kind.OUTSIDE, List.of(problem), cause);
  }
}
