package dev.varve.planner.compile;

/**
 * How texts are bound.
 *
 * @param timezone that conversions between times and dates use
 * @param threads how many texts are bound at once
 */
public record CompilerSettings(String timezone, int threads) {
  public CompilerSettings {
    if (threads < 1) {
      throw new IllegalArgumentException("binding needs a thread");
    }
  }

  /** With two threads: more do not help, since the engine's catalogue has one lock. */
  public static CompilerSettings of(String timezone) {
    return new CompilerSettings(timezone, 2);
  }
}
