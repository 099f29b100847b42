package dev.varve.workers;

import dev.varve.workers.runtime.BuildClient;
import dev.varve.workers.runtime.ServerConnection;
import dev.varve.workflows.BuildRequest;
import java.util.Optional;

/** Builds on a Temporal server, run by workers that are somewhere else. */
final class ServerBuilds implements Builds {
  private final ServerConnection connection;
  private final BuildClient client;

  ServerBuilds(ServerAddress address) {
    this.connection = ServerConnection.open(address, Optional.empty());
    this.client = new BuildClient(connection, address.taskQueueOrDefault());
  }

  @Override
  public RunningBuild start(String workflowId, BuildRequest request) {
    return client.start(workflowId, request);
  }

  @Override
  public void close() {
    connection.close();
  }
}
