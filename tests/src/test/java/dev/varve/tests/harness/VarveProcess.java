package dev.varve.tests.harness;

import dev.varve.workers.cli.Main;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The {@code varve} command with any arguments. */
public final class VarveProcess extends ChildProcess {
  private VarveProcess(String name, List<String> command, Path folder) {
    super(name, command, folder, noEnvironment());
  }

  public static VarveProcess start(String name, Path folder, String... arguments) {
    return new VarveProcess(name, java(Main.class.getName(), List.of(arguments)), folder);
  }

  /** A build that writes its result as JSON, with further options. */
  public static VarveProcess build(
      String name, ProjectFolder project, Path folder, String... options) {
    List<String> arguments = new ArrayList<>(List.of("build", project.toString(), "--json"));
    arguments.addAll(List.of(options));
    return start(name, folder, arguments.toArray(String[]::new));
  }

  /** Waits until it has said something on standard error. */
  public void awaitLog(String text) {
    Until.holds(
        this + " says " + text,
        () -> {
          if (log().contains(text)) {
            return true;
          }
          if (!isAlive()) {
            throw new AssertionError(this + " has ended\n" + output() + log());
          }
          return false;
        });
  }

  /** Sends a signal by its name. */
  public void signal(String signal) {
    Signals.send(signal, pid());
  }
}
