package dev.varve.workers.runtime;

import dev.varve.workflows.build.BuildWorkflow;
import io.temporal.common.converter.DataConverterException;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerFactory;
import io.temporal.worker.WorkerFactoryOptions;
import io.temporal.worker.WorkerOptions;
import io.temporal.worker.WorkflowImplementationOptions;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Takes workflow tasks and activities of one connection until it is drained. */
public final class WorkerRuntime implements AutoCloseable {
  private final WorkerFactory factory;
  private final WorkerRuntimeSettings settings;

  private WorkerRuntime(WorkerFactory factory, WorkerRuntimeSettings settings) {
    this.factory = factory;
    this.settings = settings;
  }

  /**
   * Registers the workflow and the given activities, and begins to poll.
   *
   * @param activities objects that implement the activity interfaces of {@code dev.varve.workflows}
   */
  public static WorkerRuntime start(
      ServerConnection connection, WorkerRuntimeSettings settings, Object... activities) {
    WorkerFactory factory =
        WorkerFactory.newInstance(
            connection.client(),
            WorkerFactoryOptions.newBuilder()
                .setWorkerInterceptors(new LeaseGuard())
                .setShutdownCheckInterval(Duration.ofMillis(2))
                .build());
    Worker builds = factory.newWorker(settings.taskQueue(), options(settings));
    builds.registerWorkflowImplementationTypes(
        // An input that is no JSON object fails the build; it would fail the workflow task for
        // ever.
        WorkflowImplementationOptions.newBuilder()
            .setFailWorkflowExceptionTypes(DataConverterException.class)
            .build(),
        BuildWorkflow.class);
    builds.registerActivitiesImplementations(activities);
    builds.registerActivitiesImplementations(new QueueState(connection));
    if (!settings.stepQueue().equals(settings.taskQueue())) {
      factory
          .newWorker(settings.stepQueue(), options(settings))
          .registerActivitiesImplementations(activities);
    }
    factory.start();
    return new WorkerRuntime(factory, settings);
  }

  private static WorkerOptions options(WorkerRuntimeSettings settings) {
    int pollers = settings.pollers();
    return WorkerOptions.newBuilder()
        .setMaxConcurrentActivityExecutionSize(settings.slots())
        .setMaxConcurrentActivityTaskPollers(Math.min(pollers, settings.slots()))
        // The SDK wants two: one of them for the sticky queue.
        .setMaxConcurrentWorkflowTaskPollers(Math.max(2, pollers))
        // On a starved machine the default of one second fails workflow tasks that are only slow.
        .setDefaultDeadlockDetectionTimeout(TimeUnit.SECONDS.toMillis(10))
        // A cancel reaches an activity in the answer to a heartbeat: they must not be held back
        // long.
        .setMaxHeartbeatThrottleInterval(settings.heartbeatThrottle())
        .setDefaultHeartbeatThrottleInterval(settings.heartbeatThrottle())
        .setAllowActivityHeartbeatDuringShutdown(true)
        .build();
  }

  /**
   * Takes nothing new and lets what runs end; what has not ended at the limit is interrupted and
   * left to another worker.
   */
  public void drain() {
    factory.shutdown();
    factory.awaitTermination(settings.drainLimit().toMillis(), TimeUnit.MILLISECONDS);
    close();
  }

  /** Ends at once. */
  @Override
  public void close() {
    if (!factory.isTerminated()) {
      factory.shutdownNow();
      factory.awaitTermination(Duration.ofSeconds(5).toMillis(), TimeUnit.MILLISECONDS);
    }
  }
}
