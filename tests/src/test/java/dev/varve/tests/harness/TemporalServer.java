package dev.varve.tests.harness;

import dev.varve.tests.Repository;
import dev.varve.workflows.BuildAttributes;
import io.temporal.client.WorkflowClient;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;

/** A real Temporal server on ports of its own, with a file database that outlives its process. */
public final class TemporalServer implements AutoCloseable {
  private static final String NO_CLI =
      """
      NO_CLI: this test needs a Temporal server, and there is no Temporal CLI.
      Run local-dev/temporal install, or put a `temporal` on the PATH.
      """;

  private static TemporalServer shared;

  private final Path folder;
  private final int port;
  private final String cli;
  private final boolean searchAttributes;
  private int starts;
  private ChildProcess process;
  private WorkflowServiceStubs stubs;

  private TemporalServer(Path folder, boolean searchAttributes) {
    this.folder = folder;
    this.searchAttributes = searchAttributes;
    this.cli = findCli();
    this.port = freePort();
    start();
  }

  /** A server for one test, which may kill it. */
  public static TemporalServer start(Path folder) {
    return new TemporalServer(folder, true);
  }

  /** A server that nobody has told of Varve's search attributes. */
  public static TemporalServer startWithoutSearchAttributes(Path folder) {
    return new TemporalServer(folder, false);
  }

  /** The server of all tests that leave it alone. It ends with the tests. */
  public static synchronized TemporalServer shared() {
    if (shared == null) {
      try {
        shared = new TemporalServer(Files.createTempDirectory("varve-temporal"), true);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return shared;
  }

  public String address() {
    return "127.0.0.1:" + port;
  }

  /** The command line of this server. */
  public TemporalCli cli() {
    return new TemporalCli(cli, address());
  }

  public synchronized WorkflowClient client() {
    if (stubs == null) {
      stubs =
          WorkflowServiceStubs.newServiceStubs(
              WorkflowServiceStubsOptions.newBuilder().setTarget(address()).build());
    }
    return WorkflowClient.newInstance(stubs);
  }

  /** Ends it as {@code kill -9} does. */
  public void kill() {
    process.kill();
  }

  /** Starts it again on the same database and the same port. */
  public void restart() {
    start();
  }

  private void start() {
    List<String> command = new ArrayList<>();
    command.addAll(List.of(cli, "server", "start-dev", "--headless"));
    command.addAll(List.of("--ip", "127.0.0.1", "--port", Integer.toString(port)));
    command.addAll(List.of("--db-filename", folder.resolve("temporal.db").toString()));
    command.addAll(List.of("--sqlite-pragma", "journal_mode=wal"));
    command.addAll(List.of("--sqlite-pragma", "synchronous=1"));
    if (searchAttributes) {
      BuildAttributes.ALL.forEach(
          key -> command.addAll(List.of("--search-attribute", key.getName() + "=Keyword")));
    }
    command.addAll(List.of("--log-level", "error"));
    starts++;
    process = new ChildProcess("temporal-" + starts, command, folder, ChildProcess.noEnvironment());
    Until.holds("the server answers at " + address(), this::isHealthy);
  }

  private boolean isHealthy() {
    if (!process.isAlive()) {
      throw new AssertionError("the server ended\n" + process.output() + process.log());
    }
    return cli().run("operator", "cluster", "health", "--command-timeout", "5s").exitCode() == 0;
  }

  @Override
  public synchronized void close() {
    if (stubs != null) {
      stubs.shutdownNow();
    }
    process.close();
  }

  /** Where the scripts look for it too. */
  private static String findCli() {
    List<Path> candidates = new ArrayList<>();
    for (String entry : environment("PATH").orElse("").split(File.pathSeparator, -1)) {
      candidates.add(Path.of(entry, "temporal"));
    }
    environment("VARVE_TEMPORAL_FOLDER")
        .ifPresent(folder -> candidates.add(Path.of(folder, "bin", "temporal")));
    candidates.add(Repository.root().resolve("local-dev/.temporal/bin/temporal"));
    return candidates.stream()
        .filter(Files::isExecutable)
        .findFirst()
        .map(Path::toString)
        .orElseGet(TemporalServer::withoutCli);
  }

  /** Fails where everything has to run, and is left out elsewhere, but never without a word. */
  private static String withoutCli() {
    if (environment("CI").isPresent()) {
      throw new AssertionError(NO_CLI);
    }
    System.err.println(NO_CLI);
    return Assumptions.abort(NO_CLI);
  }

  private static Optional<String> environment(String name) {
    return Optional.ofNullable(System.getenv(name)).filter(value -> !value.isEmpty());
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
