package dev.varve.workflows.phase;

import dev.varve.workflows.BuildRequest;
import dev.varve.workflows.Discovery;
import dev.varve.workflows.lease.LeaseRef;

/**
 * Asks for the build plan.
 *
 * @param attempt ordinal of this call within the build
 */
public record CompileRequest(BuildRequest request, LeaseRef lease, Discovery discovery, int attempt)
    implements Leased {}
