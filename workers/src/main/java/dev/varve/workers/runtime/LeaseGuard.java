package dev.varve.workers.runtime;

import dev.varve.workflows.BuildFailures;
import dev.varve.workflows.lease.LeaseRequest;
import dev.varve.workflows.phase.Leased;
import io.temporal.activity.ActivityExecutionContext;
import io.temporal.common.interceptors.ActivityInboundCallsInterceptor;
import io.temporal.common.interceptors.ActivityInboundCallsInterceptorBase;
import io.temporal.common.interceptors.WorkerInterceptorBase;

/**
 * Refuses what carries the lease of another run. An activity that was scheduled before a reset is
 * delivered in the run after it; it must not work under a lease that the run before may still be
 * using.
 */
final class LeaseGuard extends WorkerInterceptorBase {
  @Override
  public ActivityInboundCallsInterceptor interceptActivity(ActivityInboundCallsInterceptor next) {
    return new Guarded(next);
  }

  private static final class Guarded extends ActivityInboundCallsInterceptorBase {
    private String runId = "";

    Guarded(ActivityInboundCallsInterceptor next) {
      super(next);
    }

    @Override
    public void init(ActivityExecutionContext context) {
      runId = context.getInfo().getWorkflowRunId();
      super.init(context);
    }

    @Override
    public ActivityOutput execute(ActivityInput input) {
      for (Object argument : input.getArguments()) {
        if (!leaseRun(argument).equals(runId)) {
          throw BuildFailures.runReset();
        }
      }
      return super.execute(input);
    }

    private String leaseRun(Object argument) {
      if (argument instanceof Leased leased) {
        return leased.lease().runId();
      }
      // Without a run id it is not a request for a lease, but for no longer waiting for one.
      return argument instanceof LeaseRequest request && !request.runId().isEmpty()
          ? request.runId()
          : runId;
    }
  }
}
