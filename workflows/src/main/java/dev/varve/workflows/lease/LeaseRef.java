package dev.varve.workflows;

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
    warehouse = Texts.orEmpty(warehouse);
    warehouseId = Texts.orEmpty(warehouseId);
    environment = Texts.orEmpty(environment);
    buildId = Texts.orEmpty(buildId);
    runId = Texts.orEmpty(runId);
  }

  public LeaseRef ofBuild(String other) {
    return new LeaseRef(warehouse, warehouseId, environment, epoch, other, runId);
  }
}
