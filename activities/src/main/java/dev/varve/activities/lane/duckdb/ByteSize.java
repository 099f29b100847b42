package dev.varve.activities.lane.duckdb;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sizes as the engine tells them, "18.8 GiB" for one. */
final class ByteSize {
  private static final Pattern SIZE =
      Pattern.compile("([0-9]+(?:\\.[0-9]+)?) ?(bytes|KiB|MiB|GiB|TiB)");

  private ByteSize() {}

  static long parse(String text) {
    Matcher size = SIZE.matcher(text);
    if (!size.matches()) {
      throw new IllegalArgumentException("not a size: " + text);
    }
    int power =
        switch (size.group(2).toLowerCase(Locale.ROOT)) {
          case "kib" -> 10;
          case "mib" -> 20;
          case "gib" -> 30;
          case "tib" -> 40;
          default -> 0;
        };
    return (long) (Double.parseDouble(size.group(1)) * (1L << power));
  }
}
