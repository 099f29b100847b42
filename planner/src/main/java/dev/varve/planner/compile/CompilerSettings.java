package dev.varve.planner.compile;

import dev.varve.planner.normalize.Normalizer;
import java.util.List;

/**
 * How texts are bound.
 *
 * @param timezone that conversions between times and dates use
 * @param threads how many texts are bound at once
 * @param policy each pass of normalisation with its version, which every fingerprint covers
 */
public record CompilerSettings(String timezone, int threads, List<String> policy) {
  public CompilerSettings {
    policy = List.copyOf(policy);
    if (threads < 1) {
      throw new IllegalArgumentException("binding needs a thread");
    }
  }

  /** With two threads: more do not help, since the engine's catalogue has one lock. */
  public static CompilerSettings of(String timezone) {
    return new CompilerSettings(timezone, 2);
  }

  public CompilerSettings(String timezone, int threads) {
    this(timezone, threads, Normalizer.versions());
  }

  /** As if the passes were others than they are. */
  CompilerSettings withPolicy(List<String> other) {
    return new CompilerSettings(timezone, threads, other);
  }
}
