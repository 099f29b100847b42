package dev.varve.workers;

import dev.varve.activities.Activities;
import dev.varve.activities.phase.Warehouses;
import dev.varve.activities.temporal.ActivitySettings;
import dev.varve.observability.Metrics;
import dev.varve.storage.Publication;
import dev.varve.storage.lease.Holder;
import dev.varve.storage.lease.Liveness;
import dev.varve.workers.runtime.AttributeRegistration;
import dev.varve.workers.runtime.ChainLiveness;
import dev.varve.workers.runtime.ServerConnection;
import dev.varve.workers.runtime.ServerId;
import dev.varve.workers.runtime.WorkerRuntimeSettings;
import dev.varve.workflows.LeaseRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** The one place where the phases are plugged in. */
final class Seams {
  private static final Duration HEARTBEAT = Duration.ofSeconds(2);

  private Seams() {}

  /** What this process does with a project by itself. */
  static Phases phases(Path folder) {
    return new ProjectPhases(folder, laneVersion());
  }

  /** What builds run as activities, here and in workers. */
  static ActivityObjects activityObjects() {
    return Seams::open;
  }

  private static ActivityObjects.Opened open(
      ServerConnection connection, int slots, Metrics metrics) {
    AttributeRegistration attributes = new AttributeRegistration(connection);
    Activities activities =
        Activities.open(
            new ActivitySettings(
                new Warehouses(new Publication()),
                liveness(connection),
                request -> holder(connection, request),
                attributes::isComplete,
                metrics,
                laneVersion(),
                queue -> stepQueue(connection, queue),
                HEARTBEAT));
    return new ActivityObjects.Opened(activities.implementations(), activities::close);
  }

  private static Liveness liveness(ServerConnection connection) {
    Optional<ServerConnection> own =
        isHere(connection) ? Optional.empty() : Optional.of(connection);
    ChainLiveness chains = new ChainLiveness(own);
    return holder ->
        switch (chains.of(
            holder.server(), holder.namespace(), holder.workflowId(), holder.firstRunId())) {
          case OPEN -> Liveness.Answer.OPEN;
          case CLOSED -> Liveness.Answer.CLOSED;
          case UNKNOWN -> Liveness.Answer.UNKNOWN;
        };
  }

  private static Holder holder(ServerConnection connection, LeaseRequest request) {
    return isHere(connection)
        ? Holder.Embedded.here(request.workflowId(), request.firstRunId())
        : new Holder.Workflow(
            connection.server().toString(),
            connection.namespace(),
            request.workflowId(),
            request.firstRunId());
  }

  private static boolean isHere(ServerConnection connection) {
    return connection.server().equals(ServerId.IN_PROCESS);
  }

  /** In this process nobody else could take a step, so it needs no queue of its own. */
  private static String stepQueue(ServerConnection connection, String queue) {
    Versions versions = Versions.load();
    return isHere(connection)
        ? ""
        : WorkerRuntimeSettings.stepQueue(queue, versions.varve(), versions.duckdb());
  }

  /**
   * Part of every step key: another Varve or another engine may make other bytes of the same query.
   */
  private static String laneVersion() {
    Versions versions = Versions.load();
    return "varve " + versions.varve() + ", duckdb " + versions.duckdb();
  }
}
