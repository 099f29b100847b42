package dev.varve.workers.runtime;

import dev.varve.workflows.BuildAttributes;
import io.grpc.StatusRuntimeException;
import io.temporal.api.enums.v1.IndexedValueType;
import io.temporal.api.operatorservice.v1.ListSearchAttributesRequest;
import io.temporal.serviceclient.OperatorServiceStubs;
import io.temporal.serviceclient.OperatorServiceStubsOptions;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Whether the server knows the search attributes of builds. Setting one that it does not know would
 * fail the workflow task for ever.
 */
public final class AttributeRegistration {
  private static final long PATIENCE_SECONDS = 5;
  private static final long ASK_AGAIN_NANOS = Duration.ofMinutes(1).toNanos();

  private final ServerConnection connection;
  private boolean registered;
  private boolean asked;
  private long askedAt;

  public AttributeRegistration(ServerConnection connection) {
    this.connection = connection;
  }

  /** Where asking is not allowed they count as unknown. */
  public synchronized boolean isComplete() {
    boolean inProcess = connection.server().equals(ServerId.IN_PROCESS);
    boolean justAsked = asked && System.nanoTime() - askedAt < ASK_AGAIN_NANOS;
    if (!registered && !inProcess && !justAsked) {
      registered = ask();
      asked = true;
      askedAt = System.nanoTime();
    }
    return registered;
  }

  private boolean ask() {
    // A connection of its own, because the other service's channel cannot be shared with its
    // headers.
    OperatorServiceStubs operator =
        OperatorServiceStubs.newServiceStubs(
            OperatorServiceStubsOptions.newBuilder(connection.stubs().getOptions())
                .validateAndBuildWithDefaults());
    try {
      Map<String, IndexedValueType> known =
          operator
              .blockingStub()
              .withDeadlineAfter(PATIENCE_SECONDS, TimeUnit.SECONDS)
              .listSearchAttributes(
                  ListSearchAttributesRequest.newBuilder()
                      .setNamespace(connection.namespace())
                      .build())
              .getCustomAttributesMap();
      return BuildAttributes.ALL.stream()
          .allMatch(key -> known.get(key.getName()) == key.getValueType());
    } catch (StatusRuntimeException notAnswered) {
      return false;
    } finally {
      operator.shutdownNow();
    }
  }
}
