package dev.varve.workflows.lease;

import io.temporal.activity.ActivityInterface;

/**
 * The right to change an environment: taken at the beginning of each run, given back at the end of
 * the build.
 */
@ActivityInterface
public interface LeaseActivities {
  /**
   * Being busy is an answer, not a failure. Reads the project far enough to find its name and
   * warehouse, which the answer has in both cases. A build that asks again is not superseded by
   * itself, and once granted it no longer waits.
   */
  LeaseGrant acquireLease(LeaseRequest request);

  /** A waiter that was cancelled is no longer woken, and no longer in another's way. */
  void stopWaiting(LeaseRequest request);

  /** Releasing what is already released, or was taken over, is done. */
  ReleaseResult releaseLease(LeaseRef lease);

  /** What became of the build that holds the lease, from what it leaves in the warehouse. */
  Attachment followHolder(AttachRequest request);
}
