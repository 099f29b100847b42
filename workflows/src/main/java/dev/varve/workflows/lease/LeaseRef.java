package dev.varve.workflows.lease;

import static java.util.Objects.requireNonNullElse;

/**
 * A lease as the phases need it.
 *
 * @param runId the run it was granted to
 */
public record LeaseRef(
    String warehouse,
    String warehouseId,
    String environment,
    long epoch,
    String buildId,
    String runId) {
  public LeaseRef {
    warehouse = requireNonNullElse(warehouse, "");
    warehouseId = requireNonNullElse(warehouseId, "");
    environment = requireNonNullElse(environment, "");
    buildId = requireNonNullElse(buildId, "");
    runId = requireNonNullElse(runId, "");
  }

  public LeaseRef ofBuild(String other) {
    return new LeaseRef(warehouse, warehouseId, environment, epoch, other, runId);
  }
}
