package dev.varve.workflows;

import io.temporal.activity.ActivityInterface;

/**
 * The right to change an environment: taken at the beginning of each run, given back at the end of
 * the build.
 */
@ActivityInterface
public interface LeaseActivities {
  /** Being busy is an answer, not a failure. Reads the project far enough to find its warehouse. */
  LeaseGrant acquireLease(LeaseRequest request);

  /** Releasing what is already released, or was taken over, is done. */
  ReleaseResult releaseLease(LeaseRef lease);

  /** What became of the build that holds the lease, from what it leaves in the warehouse. */
  Attachment followHolder(AttachRequest request);
}
