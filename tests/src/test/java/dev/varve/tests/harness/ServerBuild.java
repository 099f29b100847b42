package dev.varve.tests.harness;

import dev.varve.workflows.Build;
import dev.varve.workflows.BuildProgress;
import dev.varve.workflows.BuildRequest;
import dev.varve.workflows.BuildResult;
import dev.varve.workflows.Limits;
import dev.varve.workflows.RunningUnit;
import dev.varve.workflows.build.BuildWorkflow;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.enums.v1.PendingActivityState;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.api.workflow.v1.PendingActivityInfo;
import io.temporal.api.workflowservice.v1.DescribeWorkflowExecutionRequest;
import io.temporal.api.workflowservice.v1.DescribeWorkflowExecutionResponse;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.common.WorkflowExecutionHistory;
import io.temporal.failure.ApplicationFailure;
import io.temporal.testing.WorkflowReplayer;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

/** A build on a server, started and followed as a program does. */
public final class ServerBuild {
  /** A worker that is killed or stopped is given up after so long; a slow machine must not be. */
  private static final Limits PATIENCE = new Limits(5, 0, 5, 0, 0);

  private static final int MOST_SECONDS = 180;

  private final WorkflowClient client;
  private final String workflowId;
  private final WorkflowStub stub;

  private ServerBuild(WorkflowClient client, String workflowId) {
    this.client = client;
    this.workflowId = workflowId;
    this.stub = client.newUntypedWorkflowStub(workflowId);
  }

  /** Starts a build of all of a project. */
  public static ServerBuild start(
      TemporalServer server, String queue, ProjectFolder project, String environment) {
    return start(server, queue, queue + "/" + environment, project, environment);
  }

  /** Starts a build of all of a project under an id of its own. */
  public static ServerBuild start(
      TemporalServer server,
      String queue,
      String workflowId,
      ProjectFolder project,
      String environment) {
    return start(server, queue, workflowId, BuildRequest.of(project.toString(), environment));
  }

  /** Starts any build; a worker that is lost is given up soon. */
  public static ServerBuild start(
      TemporalServer server, String queue, String workflowId, BuildRequest request) {
    return startAsIs(server, queue, workflowId, request.with(PATIENCE));
  }

  /** Starts any build, as patient as the request is. */
  public static ServerBuild startAsIs(
      TemporalServer server, String queue, String workflowId, BuildRequest request) {
    WorkflowClient client = server.client();
    WorkflowOptions options =
        WorkflowOptions.newBuilder().setTaskQueue(queue).setWorkflowId(workflowId).build();
    client.newUntypedWorkflowStub(Build.TYPE, options).start(request);
    return new ServerBuild(client, workflowId);
  }

  /** A build that somebody else started. */
  public static ServerBuild running(TemporalServer server, String workflowId) {
    return new ServerBuild(server.client(), workflowId);
  }

  public String workflowId() {
    return workflowId;
  }

  /**
   * Waits for its result; also the one of a build of which steps failed. Whatever it went through
   * must be replayed to the same end.
   */
  public BuildResult result() {
    BuildResult result = awaitResult();
    replay();
    return result;
  }

  private BuildResult awaitResult() {
    try {
      return stub.getResult(MOST_SECONDS, TimeUnit.SECONDS, BuildResult.class);
    } catch (WorkflowFailedException e) {
      if (e.getCause() instanceof ApplicationFailure failure
          && failure.getDetails().getSize() > 0
          && !failure.getType().equals("INPUT_INVALID")) {
        return failure.getDetails().get(BuildResult.class);
      }
      throw new AssertionError(workflowId + " failed", e);
    } catch (TimeoutException e) {
      throw new AssertionError(workflowId + " does not end: " + progress(), e);
    }
  }

  /** Waits for it to fail, and returns with what. */
  public ApplicationFailure failure() {
    ApplicationFailure failure = awaitFailure();
    replay();
    return failure;
  }

  private ApplicationFailure awaitFailure() {
    try {
      BuildResult result = stub.getResult(MOST_SECONDS, TimeUnit.SECONDS, BuildResult.class);
      throw new AssertionError(workflowId + " did not fail: " + result);
    } catch (WorkflowFailedException e) {
      if (e.getCause() instanceof ApplicationFailure failure) {
        return failure;
      }
      throw new AssertionError(workflowId + " failed otherwise", e);
    } catch (TimeoutException e) {
      throw new AssertionError(workflowId + " does not end: " + progress(), e);
    }
  }

  private void replay() {
    try {
      WorkflowReplayer.replayWorkflowExecution(history(), BuildWorkflow.class);
    } catch (Exception e) {
      throw new AssertionError(workflowId + " cannot be replayed", e);
    }
  }

  public BuildProgress progress() {
    return stub.query(Build.PROGRESS, BuildProgress.class);
  }

  public void cancel() {
    stub.cancel();
  }

  public void pause() {
    stub.update("pause", BuildProgress.class);
  }

  /** Lets it take the lease and plan, and start no further step. */
  public void pauseWithTheLease() {
    pause();
    awaitPhase("execute");
  }

  public void resume() {
    stub.update("resume", BuildProgress.class);
  }

  public void awaitPhase(String phase) {
    Until.holds(workflowId + " is in phase " + phase, () -> progress().phase().equals(phase));
  }

  /** Waits until a worker runs a model and nothing else is under way, and returns who. */
  public String awaitRunning(String model) {
    return Until.present(
        workflowId + " runs " + model + " and nothing else",
        () -> {
          requireOpen(model);
          List<RunningUnit> running = progress().running();
          boolean shown = running.size() == 1 && running.get(0).label().startsWith(model);
          List<PendingActivityInfo> pending = describe().getPendingActivitiesList();
          boolean begun =
              !pending.isEmpty()
                  && pending.stream()
                      .allMatch(
                          activity ->
                              activity.getState()
                                  == PendingActivityState.PENDING_ACTIVITY_STATE_STARTED);
          return shown && begun
              ? Optional.of(pending.get(0).getLastWorkerIdentity())
              : Optional.empty();
        });
  }

  /** The models of the steps that a worker has begun and not ended; none in other phases. */
  public SortedSet<String> stepsInHand() {
    Set<String> begun =
        describe().getPendingActivitiesList().stream()
            .filter(a -> a.getState() == PendingActivityState.PENDING_ACTIVITY_STATE_STARTED)
            .map(PendingActivityInfo::getActivityId)
            .collect(Collectors.toSet());
    return Runs.of(this).stream()
        .filter(run -> begun.contains(run.id()) && Runs.isStep(run))
        .map(Runs.Run::model)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Waits until an activity of this type runs. */
  public void awaitActivity(String type) {
    Until.holds(
        workflowId + " runs " + type,
        () -> {
          requireOpen(type);
          return describe().getPendingActivitiesList().stream()
              .anyMatch(
                  activity ->
                      activity.getActivityType().getName().equalsIgnoreCase(type)
                          && activity.getState()
                              == PendingActivityState.PENDING_ACTIVITY_STATE_STARTED);
        });
  }

  public boolean isOpen() {
    return describe().getWorkflowExecutionInfo().getStatus()
        == WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_RUNNING;
  }

  private void requireOpen(String wanted) {
    if (!isOpen()) {
      throw new AssertionError(workflowId + " has ended before " + wanted + " was seen to run");
    }
  }

  public WorkflowExecutionHistory history() {
    return client.fetchHistory(workflowId);
  }

  private DescribeWorkflowExecutionResponse describe() {
    return client
        .getWorkflowServiceStubs()
        .blockingStub()
        .describeWorkflowExecution(
            DescribeWorkflowExecutionRequest.newBuilder()
                .setNamespace(client.getOptions().getNamespace())
                .setExecution(WorkflowExecution.newBuilder().setWorkflowId(workflowId))
                .build());
  }
}
