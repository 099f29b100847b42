package dev.varve.workflows.phase;

import dev.varve.workflows.BuildFailures;
import dev.varve.workflows.lease.LeaseRef;

/**
 * A request that is valid only in the run to which its lease was granted. A worker refuses one that
 * reaches it from another run with {@link BuildFailures#RUN_RESET}: that is how a run that was
 * reset learns, from its history alone, that it needs a lease of its own.
 */
public sealed interface Leased
    permits DiscoverRequest,
        CompileRequest,
        PlanRequest,
        StepRequest,
        UnitRequest,
        SnapshotRequest {
  LeaseRef lease();
}
