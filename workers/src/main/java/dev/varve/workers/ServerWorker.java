package dev.varve.workers;

import com.uber.m3.tally.Scope;
import dev.varve.activities.metrics.ProcessMetrics;
import dev.varve.workers.runtime.SdkMetrics;
import dev.varve.workers.runtime.ServerConnection;
import dev.varve.workers.runtime.WorkerRuntime;
import dev.varve.workers.runtime.WorkerRuntimeSettings;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A worker process on a server. */
final class ServerWorker implements RunningWorker {
  /**
   * A long step is worth finishing. A supervisor that is less patient kills the process, and
   * another worker takes the step.
   */
  private static final Duration DRAIN_LIMIT = Duration.ofMinutes(10);

  private final ServerConnection connection;
  private final ActivityObjects.Opened activities;
  private final WorkerRuntime worker;
  private final WorkerRuntimeSettings runtimeSettings;
  private final ProcessMetrics metrics;

  private ServerWorker(
      ServerConnection connection,
      ActivityObjects.Opened activities,
      WorkerRuntime worker,
      WorkerRuntimeSettings runtimeSettings,
      ProcessMetrics metrics) {
    this.connection = connection;
    this.activities = activities;
    this.worker = worker;
    this.runtimeSettings = runtimeSettings;
    this.metrics = metrics;
  }

  static ServerWorker start(WorkerSettings settings, ActivityObjects activityObjects) {
    ProcessMetrics metrics =
        settings.metrics().map(ServerWorker::serveMetrics).orElseGet(ProcessMetrics::none);
    Optional<Scope> scope = metrics.registry().map(SdkMetrics::scope);
    int slots = settings.slots().orElseGet(Slots::ofThisMachine);
    Versions versions = Versions.load();
    WorkerRuntimeSettings runtimeSettings =
        WorkerRuntimeSettings.onServer(
            settings.server().taskQueueOrDefault(),
            versions.varve(),
            versions.duckdb(),
            slots,
            DRAIN_LIMIT);
    ServerConnection connection = ServerConnection.open(settings.server(), scope);
    ActivityObjects.Opened activities = activityObjects.open(connection, slots, metrics);
    WorkerRuntime worker =
        WorkerRuntime.start(connection, runtimeSettings, activities.activities().toArray());
    return new ServerWorker(connection, activities, worker, runtimeSettings, metrics);
  }

  private static ProcessMetrics serveMetrics(InetSocketAddress address) {
    try {
      return ProcessMetrics.serve(address);
    } catch (UncheckedIOException e) {
      throw new VarveException(
          VarveException.Kind.OUTSIDE,
          List.of(
              VarveException.problem(
                  "METRICS_NOT_SERVED",
                  "Metrics cannot be served at %s:%d: %s."
                      .formatted(
                          address.getHostString(), address.getPort(), e.getCause().getMessage()),
                  "Give another port with --metrics.")),
          e);
    }
  }

  @Override
  public String description() {
    return "Working for %s, namespace %s, queues %s and %s, %d slots."
        .formatted(
            connection.server().target(),
            connection.namespace(),
            runtimeSettings.taskQueue(),
            runtimeSettings.stepQueue(),
            runtimeSettings.slots());
  }

  @Override
  public Optional<InetSocketAddress> metrics() {
    return metrics.address();
  }

  @Override
  public void drain() {
    worker.drain();
    activities.close().run();
    metrics.close();
    connection.close();
  }
}
