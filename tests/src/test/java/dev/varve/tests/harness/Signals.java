package dev.varve.tests.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** What {@code kill} and {@code ps} do, on Linux and macOS. */
public final class Signals {
  private Signals() {}

  /** Sends a signal; a process that stops itself may run on for a moment. */
  public static void send(String signal, long process) {
    run("kill", "-" + signal, Long.toString(process));
  }

  /** Whether a process was started so that it does not hear a signal; in doubt it does. */
  public static boolean isIgnored(String signal, long process) {
    Path status = Path.of("/proc/" + process + "/status");
    try {
      if (!signal.equals("INT") || !Files.exists(status)) {
        return false;
      }
      return Files.readAllLines(status).stream()
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
