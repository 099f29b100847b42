package dev.varve.activities.temporal;

import dev.varve.activities.metrics.ProcessMetrics;
import dev.varve.activities.phase.warehouse.Warehouses;
import dev.varve.observability.Metrics;
import dev.varve.storage.Publication;
import dev.varve.storage.Warehouse;
import dev.varve.storage.lease.Holder;
import dev.varve.storage.lease.Leases;
import dev.varve.storage.lease.Liveness;
import dev.varve.workflows.lease.LeaseRequest;
import java.time.Duration;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * What the activities of a process need to know of the process.
 *
 * @param leases the leases of a warehouse, which know whom to ask whether a holder is alive.
 * @param holders who holds a lease that a workflow asks for here: a workflow of a server, or this
 *     process.
 * @param searchAttributes whether the server knows the search attributes of a build.
 * @param laneVersion what step keys say of Varve and of the engine.
 * @param stepQueue the queue for the steps of a build on a queue; empty text for the same one.
 */
public record ActivitySettings(
    Warehouses warehouses,
    Function<Warehouse, Leases> leases,
    Function<LeaseRequest, Holder> holders,
    BooleanSupplier searchAttributes,
    Metrics metrics,
    String laneVersion,
    UnaryOperator<String> stepQueue,
    Duration heartbeat) {
  private static final Duration HEARTBEAT = Duration.ofSeconds(2);

  public ActivitySettings {
    Objects.requireNonNull(warehouses);
    Objects.requireNonNull(leases);
    Objects.requireNonNull(holders);
    Objects.requireNonNull(searchAttributes);
    Objects.requireNonNull(metrics);
    Objects.requireNonNull(laneVersion);
    Objects.requireNonNull(stepQueue);
    Objects.requireNonNull(heartbeat);
  }

  /** Activities of builds in this process, whose lease lasts as long as the process. */
  public static ActivitySettings inProcess(
      Chains chains, String laneVersion, ProcessMetrics metrics) {
    Publication publication = new Publication();
    return new ActivitySettings(
        new Warehouses(publication),
        warehouse -> new Leases(warehouse, publication, liveness(chains)),
        request -> Holder.Embedded.here(request.workflowId(), request.firstRunId()),
        () -> false,
        metrics.metrics(),
        laneVersion,
        queue -> "",
        HEARTBEAT);
  }

  /**
   * Activities of builds on a server, whose lease lasts as long as their chain of runs.
   *
   * @param server as leases name it
   */
  public static ActivitySettings onServer(
      String server,
      String namespace,
      Chains chains,
      BooleanSupplier searchAttributes,
      UnaryOperator<String> stepQueue,
      String laneVersion,
      ProcessMetrics metrics) {
    Publication publication = new Publication();
    return new ActivitySettings(
        new Warehouses(publication),
        warehouse -> new Leases(warehouse, publication, liveness(chains)),
        request ->
            new Holder.Workflow(server, namespace, request.workflowId(), request.firstRunId()),
        searchAttributes,
        metrics.metrics(),
        laneVersion,
        stepQueue,
        HEARTBEAT);
  }

  private static Liveness liveness(Chains chains) {
    return holder ->
        switch (chains.of(
            holder.server(), holder.namespace(), holder.workflowId(), holder.firstRunId())) {
          case OPEN -> Liveness.Answer.OPEN;
          case CLOSED -> Liveness.Answer.CLOSED;
          case UNKNOWN -> Liveness.Answer.UNKNOWN;
        };
  }

  Leases leases(Warehouse warehouse) {
    return leases.apply(warehouse);
  }

  Holder holder(LeaseRequest request) {
    return holders.apply(request);
  }
}
