package dev.varve.workflows;

/**
 * Asks to freeze the project and its sources.
 *
 * @param logicalTime ISO instant; what the request asks for, or the time of the start
 * @param attempt ordinal of this call within the build
 */
public record DiscoverRequest(BuildRequest request, LeaseRef lease, String logicalTime, int attempt)
    implements Leased {}
