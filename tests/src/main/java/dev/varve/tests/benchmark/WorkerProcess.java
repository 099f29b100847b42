package dev.varve.tests.benchmark;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A {@code varve worker} process that serves its metrics. */
final class WorkerProcess implements AutoCloseable {
  private static final Pattern METRICS = Pattern.compile("http://\\S+/metrics");
  private static final Pattern PHASE =
      Pattern.compile("(?m)^varve_phase_seconds_sum\\{.*?phase=\"(\\w+)\".*?\\} (\\S+)$");

  private final Process process;
  private final URI metrics;

  private WorkerProcess(Process process, URI metrics) {
    this.process = process;
    this.metrics = metrics;
  }

  /** Returns once the worker says that it works. */
  static WorkerProcess start(Launcher launcher, LocalServer server) throws IOException {
    Process process =
        launcher
            .process(List.of("worker", "--server", server.address(), "--metrics", "0"))
            .redirectErrorStream(true)
            .start();
    BufferedReader said = process.inputReader(StandardCharsets.UTF_8);
    StringBuilder text = new StringBuilder();
    for (String line = said.readLine(); line != null; line = said.readLine()) {
      text.append(line).append('\n');
      Matcher address = METRICS.matcher(line);
      if (address.find()) {
        drainInBackground(said);
        return new WorkerProcess(process, URI.create(address.group()));
      }
    }
    throw new IllegalStateException("the worker ended: " + text);
  }

  /** A worker that nobody listens to would stop at a full pipe. */
  private static void drainInBackground(BufferedReader said) {
    Thread reader =
        new Thread(
            () -> {
              try {
                said.transferTo(java.io.Writer.nullWriter());
              } catch (IOException e) {
                // The worker has ended.
              }
            });
    reader.setDaemon(true);
    reader.start();
  }

  /** The seconds that its activities have spent in each phase so far, added up. */
  Map<String, Double> phaseSeconds() throws IOException {
    try (InputStream in = metrics.toURL().openStream()) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      Map<String, Double> seconds = new TreeMap<>();
      for (MatchResult phase : PHASE.matcher(text).results().toList()) {
        seconds.merge(phase.group(1), Double.parseDouble(phase.group(2)), Double::sum);
      }
      return seconds;
    }
  }

  /** Asks it to drain and waits for its end. */
  @Override
  public void close() {
    process.destroy();
    process.onExit().join();
  }
}
