package dev.varve.workers.runtime;

import dev.varve.workers.ServerAddress;
import dev.varve.workers.VarveException;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.api.errordetails.v1.NamespaceNotFoundFailure;
import io.temporal.api.workflow.v1.WorkflowExecutionInfo;
import io.temporal.api.workflowservice.v1.DescribeWorkflowExecutionRequest;
import io.temporal.serviceclient.StatusUtils;
import java.util.Optional;

/** Whether a build's chain of runs is still open, as the server that runs it says. */
public final class ChainLiveness {
  /** What is known of a chain. */
  public enum Answer {
    OPEN,
    CLOSED,
    /** The server cannot be asked, or another one answers at its address. */
    UNKNOWN
  }

  private final Optional<ServerConnection> own;

  /**
   * Answers for all servers that can be reached.
   *
   * @param own the connection of this process, none where it has no server
   */
  public ChainLiveness(Optional<ServerConnection> own) {
    this.own = own;
  }

  /**
   * Asks about one chain.
   *
   * @param server as {@link ServerId#toString} wrote it
   * @param firstRunId the first run of the chain; a later chain under the same workflow id is
   *     another one
   */
  public Answer of(String server, String namespace, String workflowId, String firstRunId) {
    ServerId asked = ServerId.parse(server);
    if (own.isPresent() && own.get().server().isSameAs(asked)) {
      return ask(own.get(), namespace, workflowId, firstRunId);
    }
    ServerAddress address =
        new ServerAddress(Optional.of(asked.target()), Optional.of(namespace), Optional.empty());
    try (ServerConnection other = ServerConnection.open(address, Optional.empty())) {
      return other.server().isSameAs(asked)
          ? ask(other, namespace, workflowId, firstRunId)
          : Answer.UNKNOWN;
    } catch (VarveException notReached) {
      return Answer.UNKNOWN;
    }
  }

  private static Answer ask(
      ServerConnection connection, String namespace, String workflowId, String firstRunId) {
    try {
      WorkflowExecutionInfo latest =
          connection
              .stubs()
              .blockingStub()
              .describeWorkflowExecution(
                  DescribeWorkflowExecutionRequest.newBuilder()
                      .setNamespace(namespace)
                      .setExecution(WorkflowExecution.newBuilder().setWorkflowId(workflowId))
                      .build())
              .getWorkflowExecutionInfo();
      boolean running =
          latest.getStatus() == WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_RUNNING;
      String first = latest.getFirstRunId();
      // An old server does not name the first run: what runs under the id may be the chain.
      return running && (first.isEmpty() || first.equals(firstRunId)) ? Answer.OPEN : Answer.CLOSED;
    } catch (StatusRuntimeException failure) {
      return isGone(failure) ? Answer.CLOSED : Answer.UNKNOWN;
    }
  }

  /**
   * The server knows its namespace but not the workflow: it ended so long ago that it was removed.
   */
  private static boolean isGone(StatusRuntimeException failure) {
    return failure.getStatus().getCode() == Status.Code.NOT_FOUND
        && !StatusUtils.hasFailure(failure, NamespaceNotFoundFailure.class);
  }
}
