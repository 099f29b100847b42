package dev.varve.workflows.phase;

import dev.varve.workflows.lease.LeaseRef;

/**
 * Asks for all steps of a small unit.
 *
 * @param unit ordinal in the build plan
 * @param attempt ordinal given by the workflow, rising with every call for this unit
 * @param memoryTight after an OUT_OF_MEMORY
 */
public record UnitRequest(
    LeaseRef lease,
    String buildId,
    String planDigest,
    int unit,
    int attempt,
    String logicalTime,
    boolean memoryTight)
    implements Leased {}
