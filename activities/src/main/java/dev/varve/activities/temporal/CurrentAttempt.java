package dev.varve.activities.temporal;

import io.temporal.activity.Activity;
import io.temporal.activity.ActivityExecutionContext;
import io.temporal.activity.ActivityInfo;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.enums.v1.PendingActivityState;
import io.temporal.api.workflow.v1.PendingActivityInfo;
import io.temporal.api.workflowservice.v1.DescribeWorkflowExecutionRequest;
import io.temporal.api.workflowservice.v1.DescribeWorkflowExecutionResponse;
import io.temporal.serviceclient.WorkflowServiceStubs;
import java.util.function.BooleanSupplier;

/**
 * Whether the server still waits for what this attempt of an activity will answer. An attempt that
 * slept cannot know: it was timed out meanwhile, another one took its place, or its run was reset.
 */
final class CurrentAttempt implements BooleanSupplier {
  private final WorkflowServiceStubs server;
  private final ActivityInfo attempt;

  private CurrentAttempt(WorkflowServiceStubs server, ActivityInfo attempt) {
    this.server = server;
    this.attempt = attempt;
  }

  /** Of the activity that this thread runs. */
  static CurrentAttempt here() {
    ActivityExecutionContext context = Activity.getExecutionContext();
    return new CurrentAttempt(
        context.getWorkflowClient().getWorkflowServiceStubs(), context.getInfo());
  }

  @Override
  public boolean getAsBoolean() {
    DescribeWorkflowExecutionResponse run =
        server
            .blockingStub()
            .describeWorkflowExecution(
                DescribeWorkflowExecutionRequest.newBuilder()
                    .setNamespace(attempt.getNamespace())
                    .setExecution(
                        WorkflowExecution.newBuilder()
                            .setWorkflowId(attempt.getWorkflowId())
                            .setRunId(attempt.getWorkflowRunId()))
                    .build());
    return run.getPendingActivitiesList().stream().anyMatch(this::isThis);
  }

  private boolean isThis(PendingActivityInfo pending) {
    return pending.getActivityId().equals(attempt.getActivityId())
        && pending.getAttempt() == attempt.getAttempt()
        && pending.getState() == PendingActivityState.PENDING_ACTIVITY_STATE_STARTED;
  }
}
