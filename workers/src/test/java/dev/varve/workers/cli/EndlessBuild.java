package dev.varve.workers.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.varve.workflows.BuildResult;
import dev.varve.workflows.Counts;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A process whose build ends only when it is cancelled, and takes a moment for it. */
final class EndlessBuild {
  private EndlessBuild() {}

  public static void main(String[] args) {
    FakeVarve varve = new FakeVarve();
    varve.result =
        Optional.of(
            Samples.result(BuildResult.CANCELLED, new Counts(0, 0, 1, 0, 0, 0, 2), List.of()));
    varve.duringBuild =
        () -> {
          System.out.println("building");
          while (!varve.cancelled) {
            Thread.onSpinWait();
          }
        };
    ShutdownInterrupts interrupts = new ShutdownInterrupts();
    CliRun services = new CliRun(varve);
    Terminal terminal = Terminal.plain(new PrintStream(System.out, true, UTF_8), System.err);
    int exitCode = new Cli(terminal, Map.of(), Path.of(""), services, interrupts).run("build");
    interrupts.finished();
    System.exit(exitCode);
  }
}
