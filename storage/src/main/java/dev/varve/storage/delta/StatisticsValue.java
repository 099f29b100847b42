package dev.varve.storage.delta;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.Optional;

/**
 * One bound as JSON of the type that the Delta protocol wants. A bound that cannot be said exactly
 * enough is left out: a file without bounds is read, a file with wrong ones is skipped.
 */
final class StatisticsValue {
  /** In characters of Unicode; beyond it only the beginning of a text is kept. */
  private static final int TEXT_LIMIT = 64;

  private static final int FIRST_YEAR = 1;
  private static final int LAST_YEAR = 9999;

  /** ISO 8601, and what engines print: a blank for the T, offsets of hours only. */
  private static final DateTimeFormatter DATE_TIME =
      new DateTimeFormatterBuilder()
          .append(DateTimeFormatter.ISO_LOCAL_DATE)
          .appendPattern("['T'][' ']")
          .appendPattern("HH:mm[:ss]")
          .optionalStart()
          .appendFraction(ChronoField.NANO_OF_SECOND, 1, 9, true)
          .optionalEnd()
          .toFormatter();

  private static final DateTimeFormatter INSTANT =
      new DateTimeFormatterBuilder().append(DATE_TIME).appendPattern("[XXX][X]").toFormatter();

  /** Milliseconds are what every reader expects; digits beyond them are given when they count. */
  private static final DateTimeFormatter OUTPUT =
      new DateTimeFormatterBuilder()
          .append(DateTimeFormatter.ISO_LOCAL_DATE)
          .appendPattern("'T'HH:mm:ss")
          .appendFraction(ChronoField.NANO_OF_SECOND, 3, 6, true)
          .toFormatter();

  private StatisticsValue() {}

  static Optional<String> min(String type, String text) {
    return type.equals("string") ? Optional.of(quoted(beginning(text))) : value(type, text, false);
  }

  static Optional<String> max(String type, String text) {
    return type.equals("string")
        ? upper(text).map(StatisticsValue::quoted)
        : value(type, text, true);
  }

  private static Optional<String> value(String type, String text, boolean max) {
    try {
      return switch (type) {
        case "byte", "short", "integer", "long" -> Optional.of(new BigInteger(text).toString());
        case "float" ->
            floating(Float.parseFloat(text), Float.toString(Float.parseFloat(text)), max);
        case "double" ->
            floating(Double.parseDouble(text), Double.toString(Double.parseDouble(text)), max);
        case "date" -> {
          LocalDate date = LocalDate.parse(text);
          yield inRange(date.getYear()) ? Optional.of(quoted(date.toString())) : Optional.empty();
        }
        case "timestamp" ->
            timestamp(
                OffsetDateTime.parse(text, INSTANT)
                    .withOffsetSameInstant(ZoneOffset.UTC)
                    .toLocalDateTime(),
                "Z");
        case "timestamp_ntz" -> timestamp(LocalDateTime.parse(text, DATE_TIME), "");
        default ->
            type.startsWith("decimal")
                ? Optional.of(new BigDecimal(text).toPlainString())
                : Optional.empty();
      };
    } catch (NumberFormatException | DateTimeException e) {
      return Optional.empty();
    }
  }

  private static Optional<String> floating(double value, String text, boolean max) {
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      return Optional.empty();
    }
    if (value == 0) {
      // Writers do not tell 0.0 from -0.0, some readers do: the bounds hold for both.
      return Optional.of(max ? "0.0" : "-0.0");
    }
    return Optional.of(text);
  }

  private static Optional<String> timestamp(LocalDateTime time, String suffix) {
    return inRange(time.getYear()) && time.get(ChronoField.NANO_OF_SECOND) % 1_000 == 0
        ? Optional.of(quoted(time.format(OUTPUT) + suffix))
        : Optional.empty();
  }

  private static boolean inRange(int year) {
    return year >= FIRST_YEAR && year <= LAST_YEAR;
  }

  private static String beginning(String text) {
    return text.codePointCount(0, text.length()) <= TEXT_LIMIT
        ? text
        : text.substring(0, text.offsetByCodePoints(0, TEXT_LIMIT));
  }

  /** The text, or one that is greater than every text with the same beginning. */
  private static Optional<String> upper(String text) {
    String beginning = beginning(text);
    if (beginning.length() == text.length()) {
      return Optional.of(text);
    }
    return text.codePointAt(beginning.length()) == Character.MAX_CODE_POINT
        ? Optional.empty()
        : Optional.of(beginning + Character.toString(Character.MAX_CODE_POINT));
  }

  private static String quoted(String text) {
    return "\"" + new String(JsonStringEncoder.getInstance().quoteAsString(text)) + "\"";
  }
}
