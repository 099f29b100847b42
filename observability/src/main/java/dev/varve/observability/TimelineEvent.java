package dev.varve.observability;

import java.time.Instant;
import java.util.Objects;

/** Something that happened during a build, written down once and never changed. */
public sealed interface TimelineEvent {
  /** When it began. */
  Instant start();

  /** A phase of the whole build has ended. */
  record PhaseEnded(Instant start, long milliseconds, String phase) implements TimelineEvent {
    public PhaseEnded {
      Objects.requireNonNull(start);
      requireAmount(milliseconds);
      Objects.requireNonNull(phase);
    }
  }

  /** A phase has ended for one step, with what was decided and why. */
  record StepEnded(
      Instant start,
      long milliseconds,
      String phase,
      String step,
      String decision,
      String reasonCode,
      String reason,
      long rows,
      long bytes)
      implements TimelineEvent {
    public StepEnded {
      Objects.requireNonNull(start);
      requireAmount(milliseconds);
      Objects.requireNonNull(phase);
      Objects.requireNonNull(step);
      Objects.requireNonNull(decision);
      Objects.requireNonNull(reasonCode);
      Objects.requireNonNull(reason);
      requireAmount(rows);
      requireAmount(bytes);
    }
  }

  /** Something worth knowing that decided nothing by itself: a fallback, a damaged record. */
  record Noted(Instant start, String step, String code, String message) implements TimelineEvent {
    public Noted {
      Objects.requireNonNull(start);
      Objects.requireNonNull(step);
      Objects.requireNonNull(code);
      Objects.requireNonNull(message);
    }
  }

  private static void requireAmount(long amount) {
    if (amount < 0) {
      throw new IllegalArgumentException("negative amount: " + amount);
    }
  }
}
