package dev.varve.tests.faults;

import dev.varve.activities.Activities;
import dev.varve.tests.harness.ProjectFolder;
import dev.varve.workers.BuildListener;
import dev.varve.workers.runtime.BuildClient;
import dev.varve.workers.runtime.EmbeddedServer;
import dev.varve.workers.runtime.WorkerRuntime;
import dev.varve.workers.runtime.WorkerRuntimeSettings;
import dev.varve.workflows.BuildRequest;
import java.nio.file.Path;
import java.util.List;

/** A build without a server that goes to sleep at a given point. */
final class FaultBuild extends StoppingProcess {
  private static final String QUEUE = "varve";

  private FaultBuild(String name, List<String> command, Path folder, Events events) {
    super(name, command, folder, events);
  }

  static FaultBuild start(String name, ProjectFolder project, StopPoint point, Path folder) {
    Events events = new Events(folder.resolve(name + ".events"));
    List<String> arguments =
        List.of(project.toString(), events.file().toString(), "arm " + point.asText());
    return new FaultBuild(name, java(FaultBuild.class.getName(), arguments), folder, events);
  }

  /** The process itself. */
  public static void main(String[] arguments) {
    Stopper stopper = new Stopper(new Events(Path.of(arguments[1])));
    stopper.arm(StopPoint.parse(arguments[2].split(" ")));
    try (EmbeddedServer server = EmbeddedServer.start();
        Activities activities = Activities.open(FaultSettings.embedded(stopper));
        WorkerRuntime worker =
            WorkerRuntime.start(
                server.connection(),
                WorkerRuntimeSettings.inProcess(QUEUE, 2),
                activities.implementations().toArray())) {
      BuildRequest request = BuildRequest.of(arguments[0], "dev");
      System.out.println(
          new BuildClient(server.connection(), QUEUE)
              .start("fault", request)
              .follow(BuildListener.silent()));
    }
    System.exit(0);
  }
}
