package dev.varve.workflows.phase;

import dev.varve.workflows.BuildRequest;
import dev.varve.workflows.lease.LeaseRef;

/**
 * Asks to freeze the project and its sources.
 *
 * @param logicalTime ISO instant; what the request asks for, or the time of the start
 * @param attempt ordinal of this call within the build
 */
public record DiscoverRequest(BuildRequest request, LeaseRef lease, String logicalTime, int attempt)
    implements Leased {}
