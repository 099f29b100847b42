package dev.varve.tests.faults;

import dev.varve.activities.Activities;
import dev.varve.tests.harness.ProjectFolder;
import dev.varve.tests.harness.Until;
import dev.varve.workers.BuildListener;
import dev.varve.workers.RunningBuild;
import dev.varve.workers.runtime.BuildClient;
import dev.varve.workers.runtime.EmbeddedServer;
import dev.varve.workers.runtime.WorkerRuntime;
import dev.varve.workers.runtime.WorkerRuntimeSettings;
import dev.varve.workflows.BuildProgress;
import dev.varve.workflows.BuildRequest;
import dev.varve.workflows.BuildResult;
import io.temporal.client.WorkflowStub;
import java.nio.file.Path;

/** A build without a server that holds the lease and does nothing until it is told to go on. */
final class PausedEmbedded implements AutoCloseable {
  private static final String QUEUE = "varve";
  private static final String ID = "paused";

  private final EmbeddedServer server;
  private final Activities activities;
  private final WorkerRuntime worker;
  private final RunningBuild build;
  private final WorkflowStub stub;

  private PausedEmbedded(ProjectFolder project, Path folder) {
    server = EmbeddedServer.start();
    Stopper never = new Stopper(new Events(folder.resolve(ID + ".events")));
    activities = Activities.open(FaultSettings.embedded(never));
    worker =
        WorkerRuntime.start(
            server.connection(),
            WorkerRuntimeSettings.inProcess(QUEUE, 2),
            activities.implementations().toArray());
    build =
        new BuildClient(server.connection(), QUEUE)
            .start(ID, BuildRequest.of(project.toString(), "dev"));
    stub = server.connection().client().newUntypedWorkflowStub(ID);
    stub.update("pause", BuildProgress.class);
    Until.holds(
        "the build without a server holds the lease",
        () -> build.progress().map(p -> p.phase().equals("execute")).orElse(false));
  }

  static PausedEmbedded start(ProjectFolder project, Path folder) {
    return new PausedEmbedded(project, folder);
  }

  /** Lets it go on, and waits for its end. */
  BuildResult finish() {
    stub.update("resume", BuildProgress.class);
    return build.follow(BuildListener.silent());
  }

  @Override
  public void close() {
    worker.close();
    activities.close();
    server.close();
  }
}
