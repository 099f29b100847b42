package dev.varve.workflows;

import static java.util.Objects.requireNonNullElse;

import java.util.List;

/**
 * What a run of a build hands to the next one of its chain.
 *
 * @param runId the run that wrote it; an input that was copied by hand into another start is not
 *     its continuation
 * @param epoch the lease's epoch, 0 while the build still waits for it
 * @param planDigest empty before anything was planned
 * @param done the units that have ended, as a bit set in base64
 * @param counts what the ended units came to
 * @param ordinals the highest attempt ordinal used so far
 * @param attached the build that is followed, empty for none
 */
public record Carry(
    String runId,
    String buildId,
    String logicalTime,
    long epoch,
    Discovery discovery,
    String planDigest,
    String done,
    Counts counts,
    List<UnitFailure> broken,
    List<String> failures,
    int ordinals,
    boolean paused,
    String attached) {
  public Carry {
    runId = requireNonNullElse(runId, "");
    buildId = requireNonNullElse(buildId, "");
    logicalTime = requireNonNullElse(logicalTime, "");
    discovery = discovery == null ? Discovery.NONE : discovery;
    planDigest = requireNonNullElse(planDigest, "");
    done = requireNonNullElse(done, "");
    counts = counts == null ? Counts.NONE : counts;
    broken = broken == null ? List.of() : List.copyOf(broken);
    failures = failures == null ? List.of() : List.copyOf(failures);
    attached = requireNonNullElse(attached, "");
  }
}
