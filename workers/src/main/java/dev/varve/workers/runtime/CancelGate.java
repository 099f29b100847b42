package dev.varve.workers.runtime;

import com.google.protobuf.ByteString;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.ForwardingClientCall.SimpleForwardingClientCall;
import io.grpc.ForwardingClientCallListener.SimpleForwardingClientCallListener;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.temporal.api.enums.v1.EventType;
import io.temporal.api.workflowservice.v1.PollWorkflowTaskQueueResponse;
import io.temporal.api.workflowservice.v1.RespondWorkflowTaskCompletedRequest;
import io.temporal.api.workflowservice.v1.RespondWorkflowTaskFailedRequest;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Holds the outcomes of activities back while the server inside this process has a cancel to
 * deliver.
 *
 * <p>That server loses a workflow for good when the workflow asks to cancel an activity whose
 * outcome arrived after the workflow task began: it refuses the task after having marked it done.
 * So from the request to cancel until the workflow task that sees it has been answered, no outcome
 * gets through. A real server has no such fault.
 */
final class CancelGate implements ClientInterceptor {
  private static final long LONGEST_WAIT_NANOS = TimeUnit.SECONDS.toNanos(10);

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Set<ByteString> tasksThatSeeTheCancel = new HashSet<>();
  private int outcomesUnderWay;
  private boolean closed;

  @Override
  public <Q, R> ClientCall<Q, R> interceptCall(
      MethodDescriptor<Q, R> method, CallOptions options, Channel next) {
    ClientCall<Q, R> call = next.newCall(method, options);
    return switch (String.valueOf(method.getBareMethodName())) {
      case "RequestCancelWorkflowExecution" -> new Gated<>(call, this::shut, this::openUnlessOk);
      case "RespondActivityTaskCompleted",
          "RespondActivityTaskFailed",
          "RespondActivityTaskCanceled" ->
          new Gated<>(call, this::passOutcome, this::outcomePassed);
      case "PollWorkflowTaskQueue" -> new Watched<>(call);
      case "RespondWorkflowTaskCompleted", "RespondWorkflowTaskFailed" -> new Answered<>(call);
      default -> call;
    };
  }

  private void shut() {
    lock.lock();
    try {
      closed = true;
      awaitWhile(() -> outcomesUnderWay > 0);
    } finally {
      lock.unlock();
    }
  }

  private void openUnlessOk(Status status) {
    if (!status.isOk()) {
      open();
    }
  }

  private void open() {
    lock.lock();
    try {
      closed = false;
      tasksThatSeeTheCancel.clear();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void passOutcome() {
    lock.lock();
    try {
      awaitWhile(() -> closed);
      outcomesUnderWay++;
    } finally {
      lock.unlock();
    }
  }

  private void outcomePassed(Status status) {
    lock.lock();
    try {
      outcomesUnderWay--;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void polled(PollWorkflowTaskQueueResponse task) {
    lock.lock();
    try {
      boolean seesTheCancel =
          closed
              && task.getHistory().getEventsList().stream()
                  .anyMatch(
                      event ->
                          event.getEventType()
                              == EventType.EVENT_TYPE_WORKFLOW_EXECUTION_CANCEL_REQUESTED);
      if (seesTheCancel) {
        tasksThatSeeTheCancel.add(task.getTaskToken());
      }
    } finally {
      lock.unlock();
    }
  }

  private void answered(ByteString token) {
    lock.lock();
    try {
      if (tasksThatSeeTheCancel.contains(token)) {
        open();
      }
    } finally {
      lock.unlock();
    }
  }

  private interface Holds {
    boolean now();
  }

  /** Never waits for ever: a build whose end overtook its cancel has no task that sees it. */
  private void awaitWhile(Holds condition) {
    long left = LONGEST_WAIT_NANOS;
    try {
      while (condition.now() && left > 0) {
        left = changed.awaitNanos(left);
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private interface End {
    void with(Status status);
  }

  /** Does something before the request goes out, and something when the answer is there. */
  private static class Gated<Q, R> extends SimpleForwardingClientCall<Q, R> {
    private final Runnable before;
    private final End after;
    private boolean begun;

    Gated(ClientCall<Q, R> call, Runnable before, End after) {
      super(call);
      this.before = before;
      this.after = after;
    }

    @Override
    public void start(Listener<R> listener, Metadata headers) {
      // Before the call starts, because its deadline runs from there; requests are sent right
      // after.
      before.run();
      begun = true;
      super.start(
          new SimpleForwardingClientCallListener<>(listener) {
            @Override
            public void onClose(Status status, Metadata trailers) {
              if (begun) {
                after.with(status);
              }
              super.onClose(status, trailers);
            }
          },
          headers);
    }
  }

  private final class Watched<Q, R> extends SimpleForwardingClientCall<Q, R> {
    Watched(ClientCall<Q, R> call) {
      super(call);
    }

    @Override
    public void start(Listener<R> listener, Metadata headers) {
      super.start(
          new SimpleForwardingClientCallListener<>(listener) {
            @Override
            public void onMessage(R message) {
              if (message instanceof PollWorkflowTaskQueueResponse task) {
                polled(task);
              }
              super.onMessage(message);
            }
          },
          headers);
    }
  }

  private final class Answered<Q, R> extends SimpleForwardingClientCall<Q, R> {
    private volatile ByteString token = ByteString.EMPTY;

    Answered(ClientCall<Q, R> call) {
      super(call);
    }

    @Override
    public void start(Listener<R> listener, Metadata headers) {
      super.start(
          new SimpleForwardingClientCallListener<>(listener) {
            @Override
            public void onClose(Status status, Metadata trailers) {
              answered(token);
              super.onClose(status, trailers);
            }
          },
          headers);
    }

    @Override
    public void sendMessage(Q message) {
      if (message instanceof RespondWorkflowTaskCompletedRequest completed) {
        token = completed.getTaskToken();
      } else if (message instanceof RespondWorkflowTaskFailedRequest failed) {
        token = failed.getTaskToken();
      }
      super.sendMessage(message);
    }
  }
}
