package dev.varve.workers.cli;

import dev.varve.workers.RunningWorker;
import dev.varve.workers.Varve;
import dev.varve.workers.VarveOptions;
import dev.varve.workers.WorkerSettings;
import dev.varve.workers.Workers;
import java.nio.file.Path;
import java.util.Map;

/** The {@code varve} command. */
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    Map<String, String> environment = System.getenv();
    ShutdownInterrupts interrupts = new ShutdownInterrupts();
    Cli cli =
        new Cli(
            Terminal.ofProcess(environment),
            environment,
            Path.of(""),
            new RealServices(),
            interrupts);
    int exitCode = cli.run(args);
    interrupts.finished();
    System.exit(exitCode);
  }

  private record RealServices() implements Services {
    @Override
    public Varve open(Path project, VarveOptions options) {
      return Varve.open(project, options);
    }

    @Override
    public RunningWorker work(WorkerSettings settings) {
      return Workers.start(settings);
    }
  }
}
