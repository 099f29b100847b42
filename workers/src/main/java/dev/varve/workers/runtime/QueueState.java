package dev.varve.workers.runtime;

import dev.varve.workflows.QueueActivities;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.api.enums.v1.TaskQueueType;
import io.temporal.api.taskqueue.v1.TaskQueue;
import io.temporal.api.workflowservice.v1.DescribeTaskQueueRequest;
import io.temporal.api.workflowservice.v1.DescribeTaskQueueResponse;
import java.time.Duration;
import java.time.Instant;

/** Who polls a queue. */
public final class QueueState implements QueueActivities {
  /** A poll lasts a minute at most, and the server remembers pollers for five. */
  private static final Duration STILL_POLLING = Duration.ofSeconds(90);

  private final ServerConnection connection;

  public QueueState(ServerConnection connection) {
    this.connection = connection;
  }

  @Override
  public int countPollers(String taskQueue) {
    return count(taskQueue, TaskQueueType.TASK_QUEUE_TYPE_ACTIVITY);
  }

  /** Like {@link #countPollers}, for workflow tasks. */
  public int countWorkflowPollers(String taskQueue) {
    return count(taskQueue, TaskQueueType.TASK_QUEUE_TYPE_WORKFLOW);
  }

  private int count(String taskQueue, TaskQueueType type) {
    try {
      DescribeTaskQueueResponse queue =
          connection
              .stubs()
              .blockingStub()
              .describeTaskQueue(
                  DescribeTaskQueueRequest.newBuilder()
                      .setNamespace(connection.namespace())
                      .setTaskQueue(TaskQueue.newBuilder().setName(taskQueue))
                      .setTaskQueueType(type)
                      .build());
      Instant since = Instant.now().minus(STILL_POLLING);
      return (int)
          queue.getPollersList().stream()
              .filter(
                  poller ->
                      Instant.ofEpochSecond(poller.getLastAccessTime().getSeconds()).isAfter(since))
              .count();
    } catch (StatusRuntimeException failure) {
      if (failure.getStatus().getCode() == Status.Code.UNIMPLEMENTED) {
        return -1;
      }
      throw failure;
    }
  }
}
