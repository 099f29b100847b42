package dev.varve.storage.stop;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** The other process of a test. */
final class Child implements AutoCloseable {
  private static final long LIMIT_NANOS = TimeUnit.SECONDS.toNanos(60);

  private final Process process;
  private final BufferedReader answers;
  private final PrintStream tasks;

  Child() throws IOException {
    String java = ProcessHandle.current().info().command().orElse("java");
    process =
        new ProcessBuilder(
                List.of(
                    java,
                    "-XX:TieredStopAtLevel=1",
                    "-Xmx128m",
                    "-cp",
                    System.getProperty("java.class.path"),
                    StoppingMain.class.getName()))
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    answers =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    tasks = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
  }

  void begin(String... task) {
    tasks.println(String.join("\t", task));
  }

  /** How the task ended. */
  String answer() throws IOException {
    return answers.readLine();
  }

  /** Waits until the process has marked the place and sleeps. */
  void awaitStopped(Path marker) throws IOException {
    long limit = System.nanoTime() + LIMIT_NANOS;
    while (!Files.exists(marker) || !isStopped()) {
      if (System.nanoTime() > limit || !process.isAlive() || answers.ready()) {
        throw new IOException("the process did not stop at " + marker);
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
    }
  }

  void resume(Path marker) throws IOException {
    Files.createFile(Stop.awoken(marker));
    Stop.signal("CONT", process.pid());
  }

  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  @Override
  public void close() throws InterruptedException {
    kill();
  }

  private boolean isStopped() throws IOException {
    Path status = Path.of("/proc/" + process.pid() + "/stat");
    if (Files.exists(status)) {
      String line = Files.readString(status);
      return line.startsWith("T", line.lastIndexOf(')') + 2);
    }
    Process ps =
        new ProcessBuilder("ps", "-o", "state=", "-p", Long.toString(process.pid())).start();
    return new String(ps.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
        .strip()
        .startsWith("T");
  }
}
