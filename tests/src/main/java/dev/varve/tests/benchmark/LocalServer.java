package dev.varve.tests.benchmark;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A Temporal server of the benchmark's own, started and ended by {@code local-dev/temporal}. */
final class LocalServer implements AutoCloseable {
  private static final Pattern CLI = Pattern.compile("(?m)^CLI +(\\S.*)$");
  private static final Pattern HISTORY = Pattern.compile("\"historyLength\": *\"?(\\d+)");

  private final Bench bench;
  private final Path folder;
  private final int port;
  private final int uiPort;
  private final String cli;

  private LocalServer(Bench bench, Path folder, int port, int uiPort)
      throws IOException, InterruptedException {
    this.bench = bench;
    this.folder = folder;
    this.port = port;
    this.uiPort = uiPort;
    Matcher named = CLI.matcher(script("up"));
    this.cli = named.find() ? named.group(1) : "temporal";
  }

  /** A server with an empty database. */
  static LocalServer start(Bench bench) throws IOException, InterruptedException {
    Path folder = bench.work().resolve("server");
    Bench.delete(folder);
    Files.createDirectories(folder);
    return new LocalServer(bench, folder, freePort(), freePort());
  }

  String address() {
    return "127.0.0.1:" + port;
  }

  /** The events in the longest history of a run with this workflow id. */
  int longestHistory(String workflowId) throws IOException, InterruptedException {
    String runs =
        output(
            new ProcessBuilder(
                cli,
                "workflow",
                "list",
                "--address",
                address(),
                "--query",
                "WorkflowId = '" + workflowId + "'",
                "--output",
                "json"));
    return HISTORY
        .matcher(runs)
        .results()
        .mapToInt(run -> Integer.parseInt(run.group(1)))
        .max()
        .orElse(0);
  }

  @Override
  public void close() throws IOException, InterruptedException {
    script("down");
  }

  private String script(String command) throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(bench.root().resolve("local-dev/temporal").toString(), command);
    builder.environment().put("VARVE_TEMPORAL_FOLDER", folder.toString());
    builder.environment().put("VARVE_TEMPORAL_PORT", Integer.toString(port));
    builder.environment().put("VARVE_TEMPORAL_UI_PORT", Integer.toString(uiPort));
    return output(builder);
  }

  /** Through a file: the server inherits the script's output and would keep a pipe open. */
  private String output(ProcessBuilder builder) throws IOException, InterruptedException {
    Path output = folder.resolve("command.out");
    Process process = builder.redirectErrorStream(true).redirectOutput(output.toFile()).start();
    int code = process.waitFor();
    String text = Files.readString(output).strip();
    if (text.startsWith("NO_CLI")) {
      throw new Case.LeftOutException(text.replace("\n", " "));
    }
    if (code != 0) {
      throw new IllegalStateException(
          List.copyOf(builder.command()) + " ended with " + code + "\n" + text);
    }
    return text;
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
