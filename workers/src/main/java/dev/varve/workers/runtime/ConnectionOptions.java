package dev.varve.workers.runtime;

import dev.varve.workers.ServerAddress;
import dev.varve.workers.VarveException;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.envconfig.ClientConfigProfile;
import io.temporal.envconfig.LoadClientConfigProfileOptions;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Map;

/**
 * How to connect: the address first, and what it leaves out, with TLS and keys, from Temporal's own
 * environment configuration ({@code TEMPORAL_*}, {@code temporal.toml}).
 */
record ConnectionOptions(WorkflowServiceStubsOptions stubs, WorkflowClientOptions client) {
  static ConnectionOptions load(ServerAddress address, Map<String, String> environment) {
    try {
      ClientConfigProfile profile =
          ClientConfigProfile.load(
              LoadClientConfigProfileOptions.newBuilder().setEnvOverrides(environment).build());
      WorkflowServiceStubsOptions.Builder stubs =
          WorkflowServiceStubsOptions.newBuilder(profile.toWorkflowServiceStubsOptions());
      WorkflowClientOptions.Builder client =
          WorkflowClientOptions.newBuilder(profile.toWorkflowClientOptions());
      address.hostAndPort().ifPresent(stubs::setTarget);
      address.namespace().ifPresent(client::setNamespace);
      return new ConnectionOptions(stubs.build(), client.build());
    } catch (IOException | RuntimeException unusable) {
      throw invalid(unusable);
    }
  }

  static VarveException invalid(Exception cause) {
    return new VarveException(
        VarveException.Kind.INPUT,
        List.of(
            VarveException.problem(
                "SERVER_CONFIG_INVALID",
                "The address or Temporal's environment configuration cannot be used: "
                    + reason(cause)
                    + ".",
                "Look at --server, the TEMPORAL_* variables and temporal.toml.")),
        cause);
  }

  /** A certificate that cannot be read is named by the inner exception only. */
  private static String reason(Throwable failure) {
    String said = String.valueOf(failure.getMessage());
    if (failure instanceof NoSuchFileException) {
      return "there is no file " + said;
    }
    Throwable inner = failure.getCause();
    boolean saysMore = inner != null && !said.contains(String.valueOf(inner.getMessage()));
    return saysMore ? said + ": " + reason(inner) : said;
  }
}
