package dev.varve.tests.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The {@code varve} command as a person starts it: a process of {@code local-dev/varve}. */
record Launcher(Bench bench, JavaHome java) {
  private static final int MOST_MINUTES = 30;

  /** What the figures of this Java are labelled with, once it is prepared. */
  String label() throws IOException {
    return "JDK " + java.feature() + (hasArchive() ? " with its archive" : " without an archive");
  }

  private boolean hasArchive() throws IOException {
    Path cache = bench.root().resolve("local-dev/.cache");
    String archive = "varve-" + java.feature() + "\\..*(aot|jsa)";
    try (Stream<Path> files = Files.list(cache)) {
      return files.anyMatch(file -> file.getFileName().toString().matches(archive));
    }
  }

  /** Packages the command when needed, and makes the archive, so that no timed start does. */
  void prepare() throws IOException, InterruptedException {
    run("now", List.of("version"));
  }

  /** Runs a command that must succeed; the seconds from the start of its process to its end. */
  double seconds(String... arguments) throws IOException, InterruptedException {
    long began = System.nanoTime();
    run("off", List.of(arguments));
    return Stopwatch.since(began);
  }

  /** Runs a command that must succeed, for what it prints. */
  String output(String... arguments) throws IOException, InterruptedException {
    return Files.readString(run("off", List.of(arguments)));
  }

  /** The command as a process that is about to be started. */
  ProcessBuilder process(List<String> arguments) {
    return process("off", arguments);
  }

  private Path run(String archive, List<String> arguments)
      throws IOException, InterruptedException {
    Path output = bench.work().resolve("command.out");
    Path log = bench.work().resolve("command.log");
    Process process =
        process(archive, arguments)
            .redirectOutput(output.toFile())
            .redirectError(log.toFile())
            .start();
    if (!process.waitFor(MOST_MINUTES, TimeUnit.MINUTES)) {
      process.destroy();
      throw new IllegalStateException("varve " + String.join(" ", arguments) + " does not end");
    }
    if (process.exitValue() != 0) {
      throw new IllegalStateException(
          "varve %s ended with %d%n%s"
              .formatted(
                  String.join(" ", arguments), process.exitValue(), Files.readString(log).strip()));
    }
    return output;
  }

  private ProcessBuilder process(String archive, List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(bench.root().resolve("local-dev/varve").toString());
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command).directory(bench.work().toFile());
    // A person's own settings must not change what is measured.
    builder.environment().keySet().removeIf(key -> key.matches("(VARVE|TEMPORAL)_.*"));
    builder.environment().put("VARVE_JAVA_HOME", java.home().toString());
    builder.environment().put("VARVE_ARCHIVE", archive);
    return builder;
  }
}
