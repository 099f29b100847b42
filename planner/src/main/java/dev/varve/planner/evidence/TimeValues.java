package dev.varve.planner.evidence;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Made-up dates, times and stretches of time. */
final class TimeValues {
  private static final DateTimeFormatter SECONDS =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
  private static final DateTimeFormatter MICROS =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSSSSS");

  /** Ends of months and years, a leap day, a Sunday, an evening that is the next day elsewhere. */
  private static final List<LocalDateTime> PLAIN =
      List.of(
          LocalDateTime.of(2024, 1, 1, 0, 0),
          LocalDateTime.of(2024, 1, 2, 12, 30),
          LocalDateTime.of(2024, 1, 31, 0, 0),
          LocalDateTime.of(2024, 2, 29, 23, 30, 15, 123_456_000),
          LocalDateTime.of(2023, 12, 31, 23, 59, 59, 999_999_000),
          LocalDateTime.of(2024, 6, 2, 1, 2, 3),
          LocalDateTime.of(2020, 1, 1, 0, 0),
          LocalDateTime.of(2024, 12, 30, 6, 0),
          LocalDateTime.of(1999, 12, 31, 18, 45, 0, 500_000_000));

  private final List<LocalDateTime> named;

  TimeValues(List<LocalDateTime> named) {
    this.named = named;
  }

  /** Nothing where the type is no date, time or interval. */
  Optional<ValuePool> of(String type) {
    return switch (type) {
      case "DATE" ->
          Optional.of(
              points(
                  time -> "DATE '" + time.toLocalDate() + "'",
                  "DATE '1970-01-01'",
                  "DATE '0001-01-01'",
                  "DATE '9999-12-31'",
                  "'infinity'::DATE",
                  "'-infinity'::DATE"));
      case "TIMESTAMP", "TIMESTAMP_MS", "TIMESTAMP_S" ->
          Optional.of(
              points(
                  time -> type + " '" + written(time) + "'",
                  type + " '1970-01-01 00:00:00'",
                  type + " '0001-01-01 00:00:00'",
                  type + " '9999-12-31 23:59:59'",
                  type + " '1969-12-31 23:59:59'",
                  "'infinity'::" + type));
      case "TIMESTAMP_NS", "TIMESTAMP WITH TIME ZONE_NS", "TIMESTAMPTZ_NS" ->
          Optional.of(
              points(
                  time -> "'" + written(time) + "'::" + sqlName(type),
                  "'1970-01-01 00:00:00.000000001'::" + sqlName(type)));
      case "TIMESTAMP WITH TIME ZONE" ->
          Optional.of(
              points(
                  time -> "TIMESTAMPTZ '" + written(time) + "+00'",
                  "TIMESTAMPTZ '1970-01-01 00:00:00+00'",
                  "TIMESTAMPTZ '2024-03-31 01:30:00+00'",
                  "TIMESTAMPTZ '2024-10-27 00:30:00+00'",
                  "'infinity'::TIMESTAMPTZ"));
      case "TIME", "TIME_NS" ->
          Optional.of(typed(type, "12:30:00", "00:00:00", "23:59:59", "23:59:59.999999"));
      case "TIME WITH TIME ZONE" ->
          Optional.of(typed("TIMETZ", "12:00:00+00", "12:00:00+02", "00:00:00+00", "14:00:00+02"));
      case "INTERVAL" ->
          Optional.of(
              typed(type, "1 day", "0 days", "30 days", "1 month", "-1 day", "24 hours", "1 year"));
      default -> Optional.empty();
    };
  }

  private static String sqlName(String type) {
    return type.equals("TIMESTAMP WITH TIME ZONE_NS") ? "TIMESTAMPTZ_NS" : type;
  }

  private static ValuePool typed(String type, String... texts) {
    return ValuePool.of(
        List.of(texts).stream().map(text -> "'" + text + "'::" + type).toList(),
        List.of(),
        List.of());
  }

  private ValuePool points(Function<LocalDateTime, String> sql, String... extreme) {
    List<String> near = new ArrayList<>();
    for (LocalDateTime time : named) {
      LocalDateTime midnight = time.toLocalDate().atStartOfDay();
      for (LocalDateTime value :
          List.of(
              time,
              time.plusDays(1),
              time.minusDays(1),
              time.plusNanos(1_000),
              time.minusNanos(1_000),
              midnight,
              time.plusMonths(1),
              time.minusYears(1))) {
        near.add(sql.apply(value));
      }
    }
    List<String> plain = PLAIN.stream().map(sql).toList();
    return ValuePool.of(plain, near, List.of(extreme));
  }

  /** With digits of a second where there are any. */
  static String written(LocalDateTime time) {
    return time.format(time.equals(time.truncatedTo(ChronoUnit.SECONDS)) ? SECONDS : MICROS);
  }

  /** As texts that a query may convert. */
  List<String> dates() {
    List<String> dates = new ArrayList<>(List.of("'2024-01-01'", "'2024-02-29'", "'1999-12-31'"));
    named.stream()
        .map(LocalDateTime::toLocalDate)
        .map(LocalDate::toString)
        .forEach(date -> dates.add("'" + date + "'"));
    return dates;
  }
}
