package dev.varve.workers.runtime;

import dev.varve.workflows.BuildAttributes;
import io.grpc.StatusRuntimeException;
import io.temporal.api.enums.v1.IndexedValueType;
import io.temporal.api.operatorservice.v1.ListSearchAttributesRequest;
import io.temporal.serviceclient.OperatorServiceStubs;
import io.temporal.serviceclient.OperatorServiceStubsOptions;
import java.util.Map;

/**
 * Whether the server knows the search attributes of builds. Setting one that it does not know would
 * fail the workflow task for ever.
 */
public final class AttributeRegistration {
  private final ServerConnection connection;
  private volatile boolean registered;

  public AttributeRegistration(ServerConnection connection) {
    this.connection = connection;
  }

  /** Asks until they are; where asking is not allowed they count as unknown. */
  public boolean isComplete() {
    if (!registered && connection.server() != ServerId.IN_PROCESS) {
      registered = ask();
    }
    return registered;
  }

  private boolean ask() {
    OperatorServiceStubs operator =
        OperatorServiceStubs.newServiceStubs(
            OperatorServiceStubsOptions.newBuilder()
                .setChannel(connection.stubs().getRawChannel())
                .build());
    try {
      Map<String, IndexedValueType> known =
          operator
              .blockingStub()
              .listSearchAttributes(
                  ListSearchAttributesRequest.newBuilder()
                      .setNamespace(connection.namespace())
                      .build())
              .getCustomAttributesMap();
      return BuildAttributes.ALL.stream()
          .allMatch(key -> known.get(key.getName()) == key.getValueType());
    } catch (StatusRuntimeException notAnswered) {
      return false;
    }
  }
}
