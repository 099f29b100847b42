package dev.varve.tests.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What {@code kill} and {@code ps} do, on Linux and macOS. */
public final class Signals {
  private Signals() {}

  /** Sends a signal; a process that stops itself may run on for a moment. */
  public static void send(String signal, long process) {
    run("kill", "-" + signal, Long.toString(process));
  }

  /**
   * What to put before a command so that it hears SIGINT. Who starts something in the background of
   * a script has it ignore the signal, and it stays ignored in all that comes of it.
   */
  static List<String> hearing() {
    return ignoresInterrupts() ? List.of("env", "--default-signal=INT") : List.of();
  }

  /** Whether this process was started so; only Linux tells. */
  private static boolean ignoresInterrupts() {
    Path status = Path.of("/proc/self/status");
    try {
      return Files.exists(status)
          && Files.readAllLines(status).stream()
              .filter(line -> line.startsWith("SigIgn:"))
              .anyMatch(line -> (Long.parseUnsignedLong(line.substring(7).strip(), 16) & 2) != 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static boolean isStopped(long process) throws IOException {
    Path status = Path.of("/proc/" + process + "/stat");
    if (Files.exists(status)) {
      String line = Files.readString(status);
      return line.startsWith("T", line.lastIndexOf(')') + 2);
    }
    return run("ps", "-o", "state=", "-p", Long.toString(process)).strip().startsWith("T");
  }

  private static String run(String... command) {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (Until.ended(process) != 0) {
        throw new AssertionError(String.join(" ", command) + ": " + output);
      }
      return output;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
