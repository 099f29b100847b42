package dev.varve.workers;

import dev.varve.activities.metrics.ProcessMetrics;
import dev.varve.workers.runtime.BuildClient;
import dev.varve.workers.runtime.EmbeddedServer;
import dev.varve.workers.runtime.WorkerRuntime;
import dev.varve.workers.runtime.WorkerRuntimeSettings;
import dev.varve.workflows.BuildRequest;

/** Builds in this process: a server in memory, and one worker for it. */
final class EmbeddedBuilds implements Builds {
  private final EmbeddedServer server;
  private final ActivityObjects.Opened activities;
  private final WorkerRuntime worker;
  private final BuildClient client;

  EmbeddedBuilds(ActivityObjects activityObjects, ProcessMetrics metrics) {
    int slots = Slots.ofThisMachine();
    this.server = EmbeddedServer.start();
    this.activities = activityObjects.open(server.connection(), slots, metrics);
    this.worker =
        WorkerRuntime.start(
            server.connection(),
            WorkerRuntimeSettings.inProcess(ServerAddress.TASK_QUEUE, slots),
            activities.activities().toArray());
    this.client = new BuildClient(server.connection(), ServerAddress.TASK_QUEUE);
  }

  @Override
  public RunningBuild start(String workflowId, BuildRequest request) {
    return client.start(workflowId, request);
  }

  /**
   * Closes the activities, and leaves the rest to the background: the end of the server in memory
   * takes a tenth of a second in which nothing happens that anybody waits for.
   */
  @Override
  public void close() {
    activities.close().run();
    Thread end =
        new Thread(
            () -> {
              worker.close();
              server.close();
            },
            "varve-embedded-end");
    end.setDaemon(true);
    end.start();
  }
}
