package dev.varve.tests.harness;

import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Another process of a test: started, watched, stopped, killed. None outlives the tests, and what
 * it wrote is shown when a test fails (see {@link ProcessLogs}).
 */
public class ChildProcess implements AutoCloseable {
  private static final Set<ChildProcess> RUNNING = ConcurrentHashMap.newKeySet();

  static {
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(() -> RUNNING.forEach(child -> child.process.destroyForcibly())));
  }

  private final String name;
  private final Path output;
  private final Path log;
  private final Process process;
  private final Writer input;

  /** Starts a command; what it prints goes to two files in the folder. */
  protected ChildProcess(
      String name, List<String> command, Path folder, Map<String, String> environment) {
    this.name = name;
    try {
      Files.createDirectories(folder);
      output = folder.resolve(name + ".out");
      log = folder.resolve(name + ".log");
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()))
              .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
      // Settings of a person's own server must not reach these.
      builder.environment().keySet().removeIf(key -> key.startsWith("TEMPORAL_"));
      builder.environment().keySet().removeIf(key -> key.startsWith("VARVE_"));
      builder.environment().putAll(environment);
      process = builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    input = new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8);
    RUNNING.add(this);
    ProcessLogs.started(this);
  }

  /** The command of a JVM with the tests' own class path. */
  protected static List<String> java(String mainClass, List<String> arguments) {
    List<String> command = new ArrayList<>(Signals.hearing());
    command.add(ProcessHandle.current().info().command().orElse("java"));
    // Such a process lives for seconds: compiling it thoroughly would not pay.
    command.add("-XX:TieredStopAtLevel=1");
    command.add("-Xmx512m");
    if (Runtime.version().feature() >= 24) {
      command.add("--enable-native-access=ALL-UNNAMED");
      command.add("--sun-misc-unsafe-memory-access=allow");
    }
    command.add("-cp");
    command.add(
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
    command.add(mainClass);
    command.addAll(arguments);
    return command;
  }

  protected static Map<String, String> noEnvironment() {
    return new TreeMap<>();
  }

  public String name() {
    return name;
  }

  public long pid() {
    return process.pid();
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  /** Writes a line to its standard input. */
  protected void tell(String line) {
    try {
      input.write(line + "\n");
      input.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(this + " does not listen any more", e);
    }
  }

  /** What it printed to standard output so far. */
  public String output() {
    return read(output);
  }

  /** What it printed to standard error so far. */
  public String log() {
    return read(log);
  }

  /** Waits for its end. */
  public int exitCode() {
    int code = Until.ended(process);
    RUNNING.remove(this);
    return code;
  }

  /** Ends it at once, without asking it, as {@code kill -9} does. */
  public void kill() {
    process.destroyForcibly();
    exitCode();
  }

  /** Asks it to end, as {@code kill} does. */
  public void terminate() {
    process.destroy();
  }

  /** Puts it to sleep in the middle of whatever it does. */
  public void stop() {
    Signals.send("STOP", pid());
    awaitStopped();
  }

  /** Waits until it sleeps. */
  public void awaitStopped() {
    Until.holds(
        this + " is stopped",
        () -> {
          if (!isAlive()) {
            throw new AssertionError(this + " has ended\n" + log());
          }
          return Signals.isStopped(pid());
        });
  }

  /** Wakes it up; one that has ended stays ended. */
  public void resume() {
    if (isAlive()) {
      Signals.send("CONT", pid());
    }
  }

  @Override
  public void close() {
    if (isAlive()) {
      kill();
    }
    RUNNING.remove(this);
  }

  @Override
  public String toString() {
    return name + " (process " + process.pid() + ")";
  }

  private static String read(Path file) {
    try {
      return Files.exists(file) ? Files.readString(file) : "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
