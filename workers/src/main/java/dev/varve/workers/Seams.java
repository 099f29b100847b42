package dev.varve.workers;

import dev.varve.activities.Activities;
import dev.varve.activities.metrics.ProcessMetrics;
import dev.varve.activities.plan.LocalProject;
import dev.varve.activities.temporal.ActivitySettings;
import dev.varve.activities.temporal.Chains;
import dev.varve.workers.runtime.AttributeRegistration;
import dev.varve.workers.runtime.ChainLiveness;
import dev.varve.workers.runtime.ServerConnection;
import dev.varve.workers.runtime.ServerId;
import dev.varve.workers.runtime.WorkerRuntimeSettings;
import java.nio.file.Path;
import java.util.Optional;

/** The one place where the phases are plugged in. */
final class Seams {
  private Seams() {}

  /** What this process does with a project by itself. */
  static Phases phases(Path folder) {
    return new ProjectPhases(new LocalProject(folder, Versions.load().lane()));
  }

  /** What builds run as activities, here and in workers. */
  static ActivityObjects activityObjects() {
    return (connection, slots, metrics) -> {
      Activities activities = Activities.open(settings(connection, metrics));
      return new ActivityObjects.Opened(activities.implementations(), activities::close);
    };
  }

  /** What builds in this process are counted with. */
  static ProcessMetrics metrics(VarveOptions options) {
    return options.registry().map(ProcessMetrics::on).orElseGet(ProcessMetrics::none);
  }

  /** What activities have to know of the process and its connection. */
  static ActivitySettings settings(ServerConnection connection, ProcessMetrics metrics) {
    if (connection.server().equals(ServerId.IN_PROCESS)) {
      return ActivitySettings.inProcess(chains(Optional.empty()), Versions.load().lane(), metrics);
    }
    AttributeRegistration attributes = new AttributeRegistration(connection);
    Versions versions = Versions.load();
    return ActivitySettings.onServer(
        connection.server().toString(),
        connection.namespace(),
        chains(Optional.of(connection)),
        attributes::isComplete,
        queue -> WorkerRuntimeSettings.stepQueue(queue, versions.varve(), versions.duckdb()),
        versions.lane(),
        metrics);
  }

  private static Chains chains(Optional<ServerConnection> own) {
    ChainLiveness chains = new ChainLiveness(own);
    return (server, namespace, workflowId, firstRunId) ->
        switch (chains.of(server, namespace, workflowId, firstRunId)) {
          case OPEN -> Chains.State.OPEN;
          case CLOSED -> Chains.State.CLOSED;
          case UNKNOWN -> Chains.State.UNKNOWN;
        };
  }
}
