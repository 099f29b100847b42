package dev.varve.tests.harness;

import com.fasterxml.jackson.databind.JsonNode;
import dev.varve.workers.cli.Main;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A build as users run it without a server: {@code varve build --json}. */
public final class EmbeddedProcess extends ChildProcess {
  private EmbeddedProcess(String name, List<String> command, Path folder) {
    super(name, command, folder, noEnvironment());
  }

  /** Starts a build, with further options of the command. */
  public static EmbeddedProcess start(
      String name, ProjectFolder project, Path folder, String... options) {
    List<String> arguments = new ArrayList<>();
    arguments.addAll(List.of("build", project.toString(), "--json"));
    arguments.addAll(List.of(options));
    return new EmbeddedProcess(name, java(Main.class.getName(), arguments), folder);
  }

  /** Waits for the end of a build that must succeed; its result as printed. */
  public JsonNode result() {
    int code = exitCode();
    if (code != 0) {
      throw new AssertionError(this + " ended with " + code + "\n" + output() + log());
    }
    return TemporalCli.parse(output());
  }
}
