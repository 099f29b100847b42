package dev.varve.workflows.lease;

import dev.varve.workflows.BuildRequest;

/**
 * Asks what became of the build that holds the lease.
 *
 * @param request the build that was asked for; another one than the holder's is refused (BUSY)
 * @param holderBuildId the build to follow
 */
public record AttachRequest(
    BuildRequest request, String warehouse, String warehouseId, String holderBuildId) {}
