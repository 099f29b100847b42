package dev.varve.workflows;

/**
 * Asks for the build plan.
 *
 * @param attempt ordinal of this call within the build
 */
public record CompileRequest(BuildRequest request, LeaseRef lease, Discovery discovery, int attempt)
    implements Leased {}
