package dev.varve.planner.plan.text;

import dev.varve.planner.plan.Expression.Constant;
import dev.varve.planner.types.EngineType;
import dev.varve.planner.types.EngineTypes;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.regex.Pattern;

/** Constants as people write them, as far as that is short; nothing reads it back. */
final class ConstantText {
  private static final Pattern INTEGER = Pattern.compile("-?[0-9]{1,18}");

  private ConstantText() {}

  /** A constant that is cast: a number of another type needs no saying so. */
  static String of(Constant constant, EngineType type) {
    String value = constant.value();
    if (value.startsWith("\"") || value.equals("null")) {
      return of(new Constant(type, value));
    }
    return isNumber(constant.type()) && isNumber(type)
        ? of(constant)
        : of(constant) + "::" + type.text();
  }

  private static boolean isNumber(EngineType type) {
    return type instanceof EngineType.Decimal || EngineTypes.NUMBERS.contains(type.text());
  }

  static String of(Constant constant) {
    String value = constant.value();
    String type = constant.type().text();
    if (value.equals("null")) {
      return "null";
    }
    if (constant.type() instanceof EngineType.Decimal decimal && INTEGER.matcher(value).matches()) {
      return new BigDecimal(new BigInteger(value), decimal.scale()).toPlainString();
    }
    if (INTEGER.matcher(value).matches()) {
      try {
        return number(type, Long.parseLong(value));
      } catch (DateTimeException | ArithmeticException e) {
        // What Java's calendar does not hold is shown as the engine keeps it.
        return value + "::" + type;
      }
    }
    if (value.startsWith("\"")) {
      String text = value.substring(1, value.length() - 1);
      String quoted =
          "'" + text.replace("\\\"", "\"").replace("\\\\", "\\").replace("'", "''") + "'";
      return switch (type) {
        case "VARCHAR" -> quoted;
        case "DATE", "TIMESTAMP", "TIME" -> type.toLowerCase(Locale.ROOT) + " " + quoted;
        default -> quoted + "::" + type;
      };
    }
    return EngineTypes.NUMBERS.contains(type) || type.equals("BOOLEAN")
        ? value
        : value + "::" + type;
  }

  private static String number(String type, long value) {
    return switch (type) {
      case "DATE" -> "date '" + LocalDate.ofEpochDay(value) + "'";
      case "TIMESTAMP" ->
          "timestamp '" + LocalDateTime.ofInstant(time(value), ZoneOffset.UTC) + "'";
      case "TIMESTAMP WITH TIME ZONE" -> "timestamptz '" + time(value) + "'";
      default -> EngineTypes.NUMBERS.contains(type) ? Long.toString(value) : value + "::" + type;
    };
  }

  private static Instant time(long microseconds) {
    return Instant.EPOCH.plus(microseconds, ChronoUnit.MICROS);
  }
}
