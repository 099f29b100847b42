package dev.varve.storage.lease;

import java.util.Optional;

/** What came of wanting a lease. */
public sealed interface LeaseOutcome {
  /**
   * It is granted.
   *
   * @param previousEpoch the epoch that the environment had before; 0 for none
   * @param interrupted the previous lease of the environment, when it was never released
   */
  record Granted(Lease lease, long previousEpoch, Optional<Lease> interrupted)
      implements LeaseOutcome {}

  /**
   * Somebody has it.
   *
   * @param why one sentence for people, with the mend
   */
  record Busy(Lease current, String why) implements LeaseOutcome {}
}
