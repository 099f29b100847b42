package dev.varve.workflows.phase;

import dev.varve.workflows.lease.LeaseRef;

/**
 * Asks for one phase of a big step.
 *
 * @param unit ordinal in the build plan
 * @param attempt ordinal given by the workflow, rising with every call for this unit
 * @param executed for write: the number that execute returned
 * @param memoryTight after an OUT_OF_MEMORY
 */
public record StepRequest(
    LeaseRef lease,
    String buildId,
    String planDigest,
    int unit,
    int attempt,
    int executed,
    String logicalTime,
    boolean memoryTight)
    implements Leased {}
