package dev.varve.activities.metrics;

import dev.varve.observability.Quantities;
import java.time.Duration;

/** Amounts as the report writes them, for whoever prints beside it. */
public final class Amounts {
  private Amounts() {}

  public static String count(long value) {
    return Quantities.count(value);
  }

  public static String count(long value, String singular, String plural) {
    return Quantities.count(value, singular, plural);
  }

  public static String bytes(long bytes) {
    return Quantities.bytes(bytes);
  }

  public static String duration(Duration duration) {
    return Quantities.duration(duration);
  }
}
