package dev.varve.workers.runtime;

import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import io.temporal.testserver.TestServer;
import io.temporal.testserver.TestServer.InProcessTestServer;
import java.util.List;

/**
 * A Temporal server inside this process, in memory and without a port. What it loses is history and
 * web UI; what is built stays built, because the store says what is done.
 */
public final class EmbeddedServer implements AutoCloseable {
  private final InProcessTestServer server;
  private final ServerConnection connection;

  private EmbeddedServer(InProcessTestServer server, ServerConnection connection) {
    this.server = server;
    this.connection = connection;
  }

  public static EmbeddedServer start() {
    InProcessTestServer server = TestServer.createServer(true);
    WorkflowServiceStubs stubs =
        WorkflowServiceStubs.newServiceStubs(
            WorkflowServiceStubsOptions.newBuilder()
                .setChannel(server.getChannel())
                .setGrpcClientInterceptors(List.of(new CancelGate()))
                .build());
    return new EmbeddedServer(server, ServerConnection.inProcess(stubs));
  }

  public ServerConnection connection() {
    return connection;
  }

  @Override
  public void close() {
    connection.close();
    server.close();
  }
}
