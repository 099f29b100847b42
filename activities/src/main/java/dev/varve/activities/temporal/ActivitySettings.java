package dev.varve.activities.temporal;

import dev.varve.activities.phase.Warehouses;
import dev.varve.observability.Metrics;
import dev.varve.storage.Warehouse;
import dev.varve.storage.lease.Holder;
import dev.varve.storage.lease.Leases;
import dev.varve.storage.lease.Liveness;
import dev.varve.workflows.LeaseRequest;
import java.time.Duration;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * What the activities of a process need to know of the process.
 *
 * @param holders who holds a lease that a workflow asks for here: a workflow of a server, or this
 *     process.
 * @param searchAttributes whether the server knows the search attributes of a build.
 * @param laneVersion what step keys say of Varve and of the engine.
 * @param stepQueue the queue for the steps of a build on a queue; empty text for the same one.
 */
public record ActivitySettings(
    Warehouses warehouses,
    Liveness liveness,
    Function<LeaseRequest, Holder> holders,
    BooleanSupplier searchAttributes,
    Metrics metrics,
    String laneVersion,
    UnaryOperator<String> stepQueue,
    Duration heartbeat) {
  public ActivitySettings {
    Objects.requireNonNull(warehouses);
    Objects.requireNonNull(liveness);
    Objects.requireNonNull(holders);
    Objects.requireNonNull(searchAttributes);
    Objects.requireNonNull(metrics);
    Objects.requireNonNull(laneVersion);
    Objects.requireNonNull(stepQueue);
    Objects.requireNonNull(heartbeat);
  }

  Leases leases(Warehouse warehouse) {
    return new Leases(warehouse, warehouses.publication(), liveness);
  }

  Holder holder(LeaseRequest request) {
    return holders.apply(request);
  }
}
