package dev.varve.workers.runtime;

import com.uber.m3.tally.Scope;
import dev.varve.workers.ServerAddress;
import dev.varve.workers.VarveException;
import io.grpc.StatusRuntimeException;
import io.temporal.api.workflowservice.v1.DescribeNamespaceRequest;
import io.temporal.api.workflowservice.v1.GetClusterInfoRequest;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A Temporal server that answered, and a client for one of its namespaces. */
public final class ServerConnection implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 5;

  private final WorkflowServiceStubs stubs;
  private final WorkflowClient client;
  private final ServerId id;

  private ServerConnection(WorkflowServiceStubs stubs, WorkflowClient client, ServerId id) {
    this.stubs = stubs;
    this.client = client;
    this.id = id;
  }

  /**
   * Connects, and asks the server something, so that what is wrong is told here. What the address
   * leaves out, and TLS and keys, come from Temporal's environment configuration.
   *
   * @param metrics where the client reports its metrics
   */
  public static ServerConnection open(ServerAddress address, Optional<Scope> metrics) {
    return open(ConnectionOptions.load(address, System.getenv()), metrics);
  }

  static ServerConnection open(ConnectionOptions given, Optional<Scope> metrics) {
    WorkflowServiceStubsOptions.Builder options =
        WorkflowServiceStubsOptions.newBuilder(given.stubs());
    metrics.ifPresent(options::setMetricsScope);
    WorkflowServiceStubs stubs;
    try {
      stubs = WorkflowServiceStubs.newServiceStubs(options.build());
    } catch (RuntimeException notOptions) {
      throw ConnectionOptions.invalid(notOptions);
    }
    try {
      return connected(stubs, WorkflowClientOptions.newBuilder(given.client()));
    } catch (RuntimeException failure) {
      stubs.shutdownNow();
      throw failure;
    }
  }

  /** A connection to a server inside this process, which needs no asking. */
  static ServerConnection inProcess(WorkflowServiceStubs stubs) {
    WorkflowClientOptions.Builder options =
        WorkflowClientOptions.newBuilder().setWorkerHeartbeatInterval(Duration.ofSeconds(-1));
    return new ServerConnection(stubs, client(stubs, options), ServerId.IN_PROCESS);
  }

  private static ServerConnection connected(
      WorkflowServiceStubs stubs, WorkflowClientOptions.Builder options) {
    WorkflowClient client = client(stubs, options);
    String target = stubs.getOptions().getTarget();
    String namespace = client.getOptions().getNamespace();
    try {
      stubs
          .blockingStub()
          .withDeadlineAfter(PATIENCE_SECONDS, TimeUnit.SECONDS)
          .describeNamespace(DescribeNamespaceRequest.newBuilder().setNamespace(namespace).build());
    } catch (StatusRuntimeException failure) {
      throw notConnected(failure, target, namespace);
    }
    return new ServerConnection(stubs, client, new ServerId(target, cluster(stubs)));
  }

  private static WorkflowClient client(
      WorkflowServiceStubs stubs, WorkflowClientOptions.Builder options) {
    return WorkflowClient.newInstance(stubs, options.setDataConverter(new Payloads()).build());
  }

  /** Empty where the server does not tell. */
  private static String cluster(WorkflowServiceStubs stubs) {
    try {
      return stubs
          .blockingStub()
          .withDeadlineAfter(PATIENCE_SECONDS, TimeUnit.SECONDS)
          .getClusterInfo(GetClusterInfoRequest.getDefaultInstance())
          .getClusterId();
    } catch (StatusRuntimeException notTold) {
      return "";
    }
  }

  private static VarveException notConnected(
      StatusRuntimeException failure, String target, String namespace) {
    return switch (failure.getStatus().getCode()) {
      case NOT_FOUND ->
          VarveException.of(
              VarveException.Kind.OUTSIDE,
              "NAMESPACE_NOT_FOUND",
              "The server at %s has no namespace %s.".formatted(target, namespace),
              "Create it with \"temporal operator namespace create\", or name another with"
                  + " --namespace.");
      case UNAUTHENTICATED, PERMISSION_DENIED ->
          VarveException.of(
              VarveException.Kind.OUTSIDE,
              "SERVER_DENIED",
              "The server at %s does not let us into namespace %s.".formatted(target, namespace),
              "Set the API key or certificate in Temporal's environment configuration"
                  + " (TEMPORAL_API_KEY, TEMPORAL_TLS_*).");
      default ->
          VarveException.of(
              VarveException.Kind.OUTSIDE,
              "SERVER_UNREACHABLE",
              "The server at %s does not answer (%s)."
                  .formatted(target, failure.getStatus().getCode()),
              "See whether it runs and --server is right; without --server the build runs in this"
                  + " process.");
    };
  }

  public WorkflowClient client() {
    return client;
  }

  public String namespace() {
    return client.getOptions().getNamespace();
  }

  /** The server by address and cluster, as leases name it. */
  public ServerId server() {
    return id;
  }

  WorkflowServiceStubs stubs() {
    return stubs;
  }

  @Override
  public void close() {
    stubs.shutdownNow();
  }
}
