package dev.varve.tests.harness;

import dev.varve.workers.cli.Main;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A worker as users run it: {@code varve worker}. */
public final class WorkerProcess extends ChildProcess {
  private WorkerProcess(String name, List<String> command, Path folder) {
    super(name, command, folder, noEnvironment());
  }

  /** Starts a worker for builds on a queue, with room for so many steps at once; it takes work. */
  public static WorkerProcess start(
      String name, TemporalServer server, String queue, int slots, Path folder, String... options) {
    List<String> arguments = new ArrayList<>();
    arguments.addAll(List.of("worker", "--server", server.address(), "--task-queue", queue));
    arguments.addAll(List.of("--slots", Integer.toString(slots)));
    arguments.addAll(List.of(options));
    WorkerProcess worker = new WorkerProcess(name, java(Main.class.getName(), arguments), folder);
    Until.holds(
        worker + " takes work",
        () -> {
          if (!worker.isAlive()) {
            throw new AssertionError(worker + " has ended\n" + worker.log());
          }
          return worker.log().contains("Working for ");
        });
    return worker;
  }

  /** Whether this is the worker that Temporal knows under an identity. */
  public boolean is(String identity) {
    return identity.startsWith(pid() + "@");
  }
}
