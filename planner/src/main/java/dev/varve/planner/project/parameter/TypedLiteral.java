package dev.varve.planner.project.parameter;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A value of a declared type.
 *
 * @param text the value in its one written form: equal values of one type have equal texts; a list
 *     is a JSON array of such texts
 */
public record TypedLiteral(ParameterType type, String text) {
  private static final Pattern DATE = Pattern.compile("([0-9]{4})-([0-9]{2})-([0-9]{2})");
  private static final Pattern TIME =
      Pattern.compile("([0-9]{2}):([0-9]{2})(?::([0-9]{2})(?:\\.([0-9]{1,6}))?)?");
  private static final Pattern NUMBER =
      Pattern.compile("[+-]?([0-9]+(\\.[0-9]*)?|\\.[0-9]+)([eE][+-]?[0-9]{1,3})?");
  private static final Pattern WHOLE = Pattern.compile("[+-]?[0-9]{1,60}");

  /** What came of reading a text as a value. */
  public sealed interface Reading {
    /** It is one. */
    record Valid(TypedLiteral literal) implements Reading {}

    /** It is none; {@code expected} says what would be. */
    record Invalid(String expected) implements Reading {}
  }

  public TypedLiteral {
    if (text.indexOf('\0') >= 0) {
      throw new IllegalArgumentException("the engine reads no text with a NUL");
    }
  }

  /**
   * Reads a text, as given on the command line or in {@code varve.yaml}, as a value of a type.
   * Nothing is rounded or cut.
   */
  public static Reading read(ParameterType type, String written) {
    Optional<String> text = type.list() ? list(type, written) : one(type, written);
    return text.<Reading>map(valid -> new Reading.Valid(new TypedLiteral(type, valid)))
        .orElseGet(() -> new Reading.Invalid(expected(type)));
  }

  private static Optional<String> list(ParameterType type, String written) {
    Optional<List<String>> elements = ListText.read(written);
    List<String> texts = new ArrayList<>();
    for (String element : elements.orElse(List.of())) {
      one(type.element(), element).ifPresent(texts::add);
    }
    return elements.filter(all -> all.size() == texts.size()).map(all -> ListText.write(texts));
  }

  private static Optional<String> one(ParameterType type, String written) {
    return switch (type.family()) {
      case BOOLEAN -> truth(written.strip());
      case INTEGER, UNSIGNED -> whole(type, written.strip());
      case DECIMAL -> decimal(type, written.strip());
      case DOUBLE -> floating(written.strip());
      case VARCHAR -> written.indexOf('\0') < 0 ? Optional.of(written) : Optional.empty();
      case DATE -> date(written.strip()).map(LocalDate::toString);
      case TIMESTAMP -> timestamp(written.strip());
    };
  }

  /** The values of a list, each in its one written form. */
  public List<String> elements() {
    if (!type.list()) {
      throw new IllegalStateException(type + " is no list");
    }
    return ListText.read(text).orElseThrow();
  }

  /**
   * The value in SQL. Whatever the text holds, it stays inside its quotes: the engine's plain
   * strings know no escape but the doubled quote.
   */
  public String sql() {
    if (type.list()) {
      return elements().stream()
          .map(element -> cast(type.element(), element))
          .collect(Collectors.joining(", ", "CAST([", "] AS " + type.sql() + ")"));
    }
    return cast(type, text);
  }

  private static String cast(ParameterType type, String text) {
    return "CAST('" + text.replace("'", "''") + "' AS " + type.sql() + ")";
  }

  private static String expected(ParameterType type) {
    if (type.list()) {
      return "values such as 1,2 or a JSON array, each " + expected(type.element());
    }
    return switch (type.family()) {
      case BOOLEAN -> "true or false";
      case INTEGER -> "a whole number of " + type.precision() + " bits, such as 42";
      case UNSIGNED -> "a whole number of " + type.precision() + " bits, not negative, such as 42";
      case DECIMAL ->
          "a number with at most "
              + (type.precision() - type.scale())
              + " digits before the point and "
              + type.scale()
              + " after it";
      case DOUBLE -> "a finite number, such as 0.5 or 1e-3";
      case VARCHAR -> "a text without a NUL character";
      case DATE -> "a date, such as 2024-01-31";
      case TIMESTAMP -> "a date and time without a zone, such as 2024-01-31 10:00:00";
    };
  }

  private static Optional<String> truth(String written) {
    String lower = written.toLowerCase(Locale.ROOT);
    return lower.equals("true") || lower.equals("false") ? Optional.of(lower) : Optional.empty();
  }

  private static Optional<String> whole(ParameterType type, String written) {
    if (!WHOLE.matcher(written).matches()) {
      return Optional.empty();
    }
    BigInteger value = new BigInteger(written);
    boolean signed = type.family() == ParameterType.Family.INTEGER;
    BigInteger most = BigInteger.ONE.shiftLeft(signed ? type.precision() - 1 : type.precision());
    BigInteger least = signed ? most.negate() : BigInteger.ZERO;
    return value.compareTo(least) >= 0 && value.compareTo(most) < 0
        ? Optional.of(value.toString())
        : Optional.empty();
  }

  private static Optional<String> decimal(ParameterType type, String written) {
    if (!NUMBER.matcher(written).matches()) {
      return Optional.empty();
    }
    BigDecimal value = new BigDecimal(written).stripTrailingZeros();
    if (value.scale() > type.scale()
        || value.precision() - value.scale() > type.precision() - type.scale()) {
      return Optional.empty();
    }
    return Optional.of(value.setScale(type.scale()).toPlainString());
  }

  private static Optional<String> floating(String written) {
    if (!NUMBER.matcher(written).matches()) {
      return Optional.empty();
    }
    double value = Double.parseDouble(written);
    return Double.isInfinite(value) ? Optional.empty() : Optional.of(Double.toString(value));
  }

  private static Optional<LocalDate> date(String written) {
    Matcher date = DATE.matcher(written);
    if (!date.matches() || date.group(1).equals("0000")) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          LocalDate.of(
              Integer.parseInt(date.group(1)),
              Integer.parseInt(date.group(2)),
              Integer.parseInt(date.group(3))));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static Optional<String> timestamp(String written) {
    if (written.length() <= 10) {
      return date(written).map(day -> write(day.atStartOfDay()));
    }
    char separator = written.charAt(10);
    Matcher time = TIME.matcher(written.substring(11));
    if ((separator != ' ' && separator != 'T') || !time.matches()) {
      return Optional.empty();
    }
    String seconds = time.group(3) == null ? "00" : time.group(3);
    String fraction = time.group(4) == null ? "" : time.group(4);
    try {
      LocalTime at =
          LocalTime.of(
              Integer.parseInt(time.group(1)),
              Integer.parseInt(time.group(2)),
              Integer.parseInt(seconds),
              1000 * Integer.parseInt((fraction + "000000").substring(0, 6)));
      return date(written.substring(0, 10)).map(day -> write(day.atTime(at)));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static String write(LocalDateTime value) {
    return String.format(
        Locale.ROOT,
        "%s %02d:%02d:%02d.%06d",
        value.toLocalDate(),
        value.getHour(),
        value.getMinute(),
        value.getSecond(),
        value.getNano() / 1000);
  }
}
