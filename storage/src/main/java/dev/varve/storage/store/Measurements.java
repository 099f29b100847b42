package dev.varve.storage.store;

/** What a step took when it was last executed; zero where it was not measured. */
public record Measurements(long executeMillis, long writeMillis, long peakMemoryBytes) {
  public static final Measurements NONE = new Measurements(0, 0, 0);
}
