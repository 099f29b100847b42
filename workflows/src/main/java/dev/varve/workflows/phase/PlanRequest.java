package dev.varve.workflows.phase;

import dev.varve.workflows.lease.LeaseRef;

/** Asks for a build plan that is already in the warehouse. */
public record PlanRequest(LeaseRef lease, String buildId, String planDigest) implements Leased {}
