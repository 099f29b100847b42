package dev.varve.tests.faults;

import dev.varve.activities.phase.warehouse.Warehouses;
import dev.varve.activities.temporal.ActivitySettings;
import dev.varve.observability.Metrics;
import dev.varve.storage.Publication;
import dev.varve.storage.lease.Holder;
import dev.varve.storage.lease.Liveness;
import dev.varve.workers.Versions;
import dev.varve.workers.runtime.ChainLiveness;
import dev.varve.workers.runtime.ServerConnection;
import dev.varve.workflows.lease.LeaseRequest;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/** The product's activities with a stopper in front of everything that they make visible. */
final class FaultSettings {
  private static final Duration HEARTBEAT = Duration.ofMillis(500);

  private FaultSettings() {}

  /** For builds on a server. All activities are taken from the queue of the build itself. */
  static ActivitySettings onServer(ServerConnection connection, Stopper stopper) {
    ChainLiveness chains = new ChainLiveness(Optional.of(connection));
    return settings(
        stopper,
        holder ->
            Liveness.Answer.valueOf(
                chains
                    .of(
                        holder.server(),
                        holder.namespace(),
                        holder.workflowId(),
                        holder.firstRunId())
                    .name()),
        request ->
            new Holder.Workflow(
                connection.server().toString(),
                request.namespace(),
                request.workflowId(),
                request.firstRunId()));
  }

  /** For a build inside this process. */
  static ActivitySettings embedded(Stopper stopper) {
    return settings(
        stopper,
        holder -> Liveness.Answer.UNKNOWN,
        request -> Holder.Embedded.here(request.workflowId(), request.firstRunId()));
  }

  private static ActivitySettings settings(
      Stopper stopper, Liveness liveness, Function<LeaseRequest, Holder> holders) {
    Publication publication = stopper.publication();
    return new ActivitySettings(
        new Warehouses(publication),
        warehouse -> stopper.leases(warehouse, publication, liveness),
        holders,
        () -> false,
        Metrics.none(),
        Versions.load().lane(),
        queue -> "",
        HEARTBEAT);
  }
}
