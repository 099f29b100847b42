package dev.varve.workers.runtime;

import dev.varve.workers.RunningBuild;
import dev.varve.workers.VarveException;
import dev.varve.workflows.Build;
import dev.varve.workflows.BuildRequest;
import io.grpc.StatusRuntimeException;
import io.temporal.api.enums.v1.WorkflowIdConflictPolicy;
import io.temporal.api.enums.v1.WorkflowIdReusePolicy;
import io.temporal.client.WorkflowExecutionAlreadyStarted;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowServiceException;
import io.temporal.client.WorkflowStub;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Starts builds and finds those that run. */
public final class BuildClient {
  private final ServerConnection connection;
  private final String taskQueue;

  public BuildClient(ServerConnection connection, String taskQueue) {
    this.connection = connection;
    this.taskQueue = taskQueue;
  }

  /**
   * Starts a build under an id. When one runs under that id already, the request is busy before it
   * begins: it is refused, or starts under an id of its own and waits or attaches there.
   */
  public RunningBuild start(String workflowId, BuildRequest request) {
    try {
      return started(workflowId, request);
    } catch (WorkflowExecutionAlreadyStarted running) {
      if (request.ifBusy().equals(BuildRequest.WAIT)
          || request.ifBusy().equals(BuildRequest.ATTACH)) {
        String time = Instant.now().truncatedTo(ChronoUnit.MILLIS).toString();
        return started(workflowId + "/" + time, request);
      }
      throw VarveException.of(
          VarveException.Kind.BUSY,
          "BUSY",
          "The build %s is running.".formatted(workflowId),
          "Start it again later, or with --if-busy wait or attach.");
    }
  }

  /** A build that was started by somebody. */
  public RunningBuild running(String workflowId) {
    return build(connection.client().newUntypedWorkflowStub(workflowId), workflowId);
  }

  private RunningBuild started(String workflowId, BuildRequest request) {
    WorkflowStub stub =
        connection
            .client()
            .newUntypedWorkflowStub(
                Build.TYPE,
                WorkflowOptions.newBuilder()
                    .setWorkflowId(workflowId)
                    .setTaskQueue(taskQueue)
                    .setWorkflowIdReusePolicy(
                        WorkflowIdReusePolicy.WORKFLOW_ID_REUSE_POLICY_ALLOW_DUPLICATE)
                    .setWorkflowIdConflictPolicy(
                        WorkflowIdConflictPolicy.WORKFLOW_ID_CONFLICT_POLICY_FAIL)
                    .setStaticSummary(request.project() + ", environment " + request.environment())
                    .build());
    try {
      stub.start(request);
    } catch (WorkflowExecutionAlreadyStarted running) {
      throw running;
    } catch (WorkflowServiceException | StatusRuntimeException failure) {
      throw StartedBuild.unreachable(failure);
    }
    return build(stub, workflowId);
  }

  private RunningBuild build(WorkflowStub stub, String workflowId) {
    return new StartedBuild(stub, workflowId, taskQueue, connection);
  }
}
