package dev.varve.planner.speak.spark;

import dev.varve.planner.plan.Expression.Constant;
import dev.varve.planner.speak.ConstantValue;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Writes values. */
final class SparkConstants {
  private static final DateTimeFormatter TIMESTAMP =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSSSSS");

  private SparkConstants() {}

  static String of(Constant constant, SparkExpressions spark) {
    String type = constant.type().text();
    if (ConstantValue.isNull(constant)) {
      return type.equals("\"NULL\"") ? "NULL" : spark.as("NULL", constant.type());
    }
    if (type.equals("TIMESTAMP") && constant.value().matches("-?\\d{1,18}")) {
      return timestamp(Long.parseLong(constant.value()));
    }
    Optional<String> plain = ConstantValue.plain(constant);
    if (plain.isEmpty()) {
      return spark.gap("a constant of type " + type);
    }
    String value = plain.get();
    return switch (type) {
      case "BOOLEAN" -> value;
      case "TINYINT" -> number(value + "Y");
      case "SMALLINT" -> number(value + "S");
      case "INTEGER" -> number(value);
      case "BIGINT" -> number(value + "L");
      case "VARCHAR" -> text(value);
      case "DATE" -> "DATE '" + value + "'";
      default -> spark.as("'" + value + "'", constant.type());
    };
  }

  private static String number(String text) {
    return text.startsWith("-") ? "(" + text + ")" : text;
  }

  private static String timestamp(long micros) {
    LocalDateTime time =
        LocalDateTime.ofInstant(Instant.EPOCH.plus(micros, ChronoUnit.MICROS), ZoneOffset.UTC);
    return "TIMESTAMP_NTZ '" + TIMESTAMP.format(time) + "'";
  }

  /** A text in single quotes. */
  static String text(String value) {
    StringBuilder text = new StringBuilder("'");
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      switch (c) {
        case '\'' -> text.append("\\'");
        case '\\' -> text.append("\\\\");
        case '\n' -> text.append("\\n");
        case '\r' -> text.append("\\r");
        default -> text.append(c);
      }
    }
    return text.append('\'').toString();
  }
}
