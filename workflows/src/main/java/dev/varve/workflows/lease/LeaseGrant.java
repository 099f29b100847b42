package dev.varve.workflows.lease;

import static java.util.Objects.requireNonNullElse;

import dev.varve.workflows.BuildAttributes;

/**
 * The answer to a {@link LeaseRequest}.
 *
 * @param project the project's name, as its {@code varve.yaml} says
 * @param previousEpoch the highest epoch the environment had before this one, 0 for none; a build
 *     that takes its lease again after a reset goes on with its plan only when that was its own
 * @param busyHolder a person's name for the holder, such as {@code varve/shop/dev on host:7233}
 * @param busyBuildId the build that the holder runs
 * @param superseded another build already waits that would build the same
 * @param searchAttributes whether {@link BuildAttributes} are registered on the server; an upsert
 *     of an unregistered one would fail the workflow task for ever
 */
public record LeaseGrant(
    boolean granted,
    long epoch,
    long previousEpoch,
    String project,
    String warehouse,
    String warehouseId,
    String busyHolder,
    String busyWorkflowId,
    String busyBuildId,
    String why,
    boolean superseded,
    boolean searchAttributes) {
  public LeaseGrant {
    project = requireNonNullElse(project, "");
    warehouse = requireNonNullElse(warehouse, "");
    warehouseId = requireNonNullElse(warehouseId, "");
    busyHolder = requireNonNullElse(busyHolder, "");
    busyWorkflowId = requireNonNullElse(busyWorkflowId, "");
    busyBuildId = requireNonNullElse(busyBuildId, "");
    why = requireNonNullElse(why, "");
  }
}
