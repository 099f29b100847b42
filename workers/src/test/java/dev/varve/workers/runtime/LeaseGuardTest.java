package dev.varve.workers.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.varve.workflows.lease.LeaseActivities;
import dev.varve.workflows.lease.LeaseRef;
import dev.varve.workflows.lease.LeaseRequest;
import dev.varve.workflows.phase.PhaseActivities;
import dev.varve.workflows.phase.PlanRequest;
import io.temporal.activity.ActivityOptions;
import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowOptions;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerFactory;
import io.temporal.worker.WorkerFactoryOptions;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LeaseGuardTest {
  /** Calls activities in the name of any run. */
  @WorkflowInterface
  public interface Caller {
    @WorkflowMethod
    String call(String activity, String runId);
  }

  /** The run id {@code own} stands for the run's own. */
  public static final class CallerWorkflow implements Caller {
    private static final ActivityOptions OPTIONS =
        ActivityOptions.newBuilder().setStartToCloseTimeout(Duration.ofSeconds(10)).build();

    @Override
    public String call(String activity, String runId) {
      String run = runId.equals("own") ? Workflow.getInfo().getRunId() : runId;
      if (activity.equals("recallPlan")) {
        LeaseRef lease = new LeaseRef("/w", "id", "dev", 1, "b1", run);
        return Workflow.newActivityStub(PhaseActivities.class, OPTIONS)
            .recallPlan(new PlanRequest(lease, "b1", "p"))
            .digest();
      }
      LeaseRequest request =
          new LeaseRequest("shop", "dev", "b1", "", "", "", "", run, false, 0, false, false, "");
      LeaseActivities leases = Workflow.newActivityStub(LeaseActivities.class, OPTIONS);
      if (activity.equals("stopWaiting")) {
        leases.stopWaiting(request);
        return "stopped";
      }
      return leases.acquireLease(request).project();
    }
  }

  private final EmbeddedServer server = EmbeddedServer.start();
  private final WorkerFactory factory =
      WorkerFactory.newInstance(
          server.connection().client(),
          WorkerFactoryOptions.newBuilder().setWorkerInterceptors(new LeaseGuard()).build());

  LeaseGuardTest() {
    Worker worker = factory.newWorker("queue");
    worker.registerWorkflowImplementationTypes(CallerWorkflow.class);
    worker.registerActivitiesImplementations(new TestActivities());
    factory.start();
  }

  @AfterEach
  void close() {
    factory.shutdownNow();
    server.close();
  }

  @Test
  void theLeaseOfThisRunIsGood() {
    assertThat(call("recallPlan", "own")).isEqualTo("p");
    assertThat(call("acquireLease", "own")).isEqualTo("shop");
  }

  @Test
  void theLeaseOfAnotherRunIsRefused() {
    assertThatThrownBy(() -> call("recallPlan", "another"))
        .isInstanceOf(WorkflowFailedException.class)
        .hasStackTraceContaining("RUN_RESET: This run goes on from another run's history.");
    assertThatThrownBy(() -> call("acquireLease", "another"))
        .isInstanceOf(WorkflowFailedException.class)
        .hasStackTraceContaining("RUN_RESET");
  }

  @Test
  void whoNoLongerWaitsNeedsNoRun() {
    assertThat(call("stopWaiting", "")).isEqualTo("stopped");
  }

  private String call(String activity, String runId) {
    return server
        .connection()
        .client()
        .newWorkflowStub(Caller.class, WorkflowOptions.newBuilder().setTaskQueue("queue").build())
        .call(activity, runId);
  }
}
