package dev.varve.workflows.phase;

import dev.varve.workflows.BuildRequest;
import dev.varve.workflows.Counts;
import dev.varve.workflows.Discovery;
import dev.varve.workflows.UnitFailure;
import dev.varve.workflows.lease.LeaseRef;
import java.util.List;

/**
 * Asks to finish the build: manifest, pointer, report.
 *
 * @param discovery empty digest: the build ended before anything was discovered
 * @param planDigest empty: the build ended before anything was planned
 * @param broken units that left no outcome of their own
 * @param attempt ordinal of this call within the build
 */
public record SnapshotRequest(
    BuildRequest request,
    LeaseRef lease,
    Discovery discovery,
    String planDigest,
    Counts counts,
    List<UnitFailure> broken,
    boolean cancelled,
    int attempt)
    implements Leased {
  public SnapshotRequest {
    broken = broken == null ? List.of() : List.copyOf(broken);
  }
}
