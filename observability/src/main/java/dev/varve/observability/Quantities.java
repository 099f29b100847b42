package dev.varve.observability;

import java.time.Duration;
import java.util.Locale;

/**
 * How amounts are written for people, the same on the terminal and in the report. What a report of
 * thousands of steps writes in each line is put together by hand: formats are slow.
 */
public final class Quantities {
  private static final String[] BYTE_UNITS = {"kB", "MB", "GB", "TB", "PB", "EB"};

  private Quantities() {}

  /** {@code 1,234,567}. */
  public static String count(long value) {
    StringBuilder text = new StringBuilder(Long.toString(value));
    int first = value < 0 ? 1 : 0;
    for (int at = text.length() - 3; at > first; at -= 3) {
      text.insert(at, ',');
    }
    return text.toString();
  }

  /** {@code 1 row}, {@code 2 rows}. */
  public static String count(long value, String singular, String plural) {
    return count(value) + " " + (value == 1 ? singular : plural);
  }

  /** {@code 512 B}, {@code 1.5 kB}, {@code 12 MB}: decimal units, two significant digits. */
  public static String bytes(long bytes) {
    if (bytes < 1000) {
      return bytes + " B";
    }
    double value = bytes;
    int unit = -1;
    while (value >= 999.5) {
      value /= 1000;
      unit++;
    }
    long tenths = Math.round(value * 10);
    String shown = tenths < 100 ? tenths / 10 + "." + tenths % 10 : "" + Math.round(value);
    return shown + " " + BYTE_UNITS[unit];
  }

  /** {@code 340 ms}, {@code 1.2 s}, {@code 2 min 03 s}, {@code 1 h 04 min}. */
  public static String duration(Duration duration) {
    long millis = duration.toMillis();
    if (millis < 1000) {
      return millis + " ms";
    }
    if (millis < 59_950) {
      return String.format(Locale.ROOT, "%.1f s", millis / 1000.0);
    }
    long seconds = (millis + 500) / 1000;
    if (seconds < 3600) {
      return String.format(Locale.ROOT, "%d min %02d s", seconds / 60, seconds % 60);
    }
    long minutes = (seconds + 30) / 60;
    return String.format(Locale.ROOT, "%d h %02d min", minutes / 60, minutes % 60);
  }
}
