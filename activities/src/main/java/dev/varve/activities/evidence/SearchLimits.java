package dev.varve.activities.evidence;

import java.time.Duration;

/**
 * How far a search goes.
 *
 * @param instances how many made-up sets of tables are tried at most
 * @param time after which it ends with what it has, which is nothing
 */
public record SearchLimits(int instances, Duration time) {
  /** Enough for most differences, and short enough to wait for. */
  public static final SearchLimits USUAL = new SearchLimits(200, Duration.ofSeconds(10));

  public SearchLimits {
    if (instances < 1 || time.isNegative() || time.isZero()) {
      throw new IllegalArgumentException("a search tries something, in some time");
    }
  }
}
