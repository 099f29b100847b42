package dev.varve.planner.speak.substrait;

import com.google.protobuf.ByteString;
import dev.varve.planner.plan.Expression.Constant;
import dev.varve.planner.speak.ConstantValue;
import dev.varve.planner.types.EngineType;
import dev.varve.planner.types.EngineType.Decimal;
import io.substrait.proto.Expression.Literal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Optional;

/** Writes values. */
final class Constants {
  private static final int DIGITS = 38;
  private static final int BYTES = 16;
  private static final int MICROS = 6;
  private static final int DAY = 10;

  private Constants() {}

  static Value of(Constant constant, Message message) {
    EngineType type = constant.type();
    if (ConstantValue.isNull(constant)) {
      return Value.nothing(type, message);
    }
    Optional<Literal.Builder> literal = literal(constant);
    if (literal.isEmpty()) {
      message.gap("a constant of type " + type.text() + " has no equivalent");
      return Value.unsaid(type);
    }
    return Value.literal(literal.get(), type);
  }

  private static Optional<Literal.Builder> literal(Constant constant) {
    String type = constant.type().text();
    String value = constant.value();
    if (type.equals("TIMESTAMP") && value.matches("-?\\d{1,18}")) {
      return Optional.of(timestamp(Long.parseLong(value)));
    }
    Optional<String> plain = ConstantValue.plain(constant);
    if (plain.isEmpty()) {
      return Optional.empty();
    }
    if (constant.type() instanceof Decimal decimal) {
      return Optional.of(decimal(new BigInteger(value), decimal.width(), decimal.scale()));
    }
    Literal.Builder literal = Literal.newBuilder();
    String text = plain.get();
    switch (type) {
      case "BOOLEAN" -> literal.setBoolean(Boolean.parseBoolean(text));
      case "TINYINT" -> literal.setI8(Integer.parseInt(text));
      case "SMALLINT" -> literal.setI16(Integer.parseInt(text));
      case "INTEGER" -> literal.setI32(Integer.parseInt(text));
      case "BIGINT" -> literal.setI64(Long.parseLong(text));
      case "VARCHAR" -> literal.setString(text);
      case "DATE" -> literal.setDate(Integer.parseInt(value));
      case "FLOAT", "DOUBLE" -> {
        Optional<Double> number = number(text);
        if (number.isEmpty()) {
          return Optional.empty();
        }
        if (type.equals("FLOAT")) {
          literal.setFp32(number.get().floatValue());
        } else {
          literal.setFp64(number.get());
        }
      }
      case "HUGEINT" -> {
        return text.matches("-?\\d{1," + DIGITS + "}")
            ? Optional.of(decimal(new BigInteger(text), DIGITS, 0))
            : Optional.empty();
      }
      default -> {
        return Optional.empty();
      }
    }
    return Optional.of(literal);
  }

  private static Optional<Double> number(String text) {
    try {
      return Optional.of(Double.parseDouble(text));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** Sixteen bytes, the lowest first, in two's complement. */
  private static Literal.Builder decimal(BigInteger value, int width, int scale) {
    byte[] highestFirst = value.toByteArray();
    byte[] bytes = new byte[BYTES];
    Arrays.fill(bytes, (byte) (value.signum() < 0 ? -1 : 0));
    for (int i = 0; i < highestFirst.length; i++) {
      bytes[i] = highestFirst[highestFirst.length - 1 - i];
    }
    return Literal.newBuilder()
        .setDecimal(
            Literal.Decimal.newBuilder()
                .setValue(ByteString.copyFrom(bytes))
                .setPrecision(width)
                .setScale(scale));
  }

  private static Literal.Builder timestamp(long micros) {
    return Literal.newBuilder()
        .setPrecisionTimestamp(
            Literal.PrecisionTimestamp.newBuilder().setPrecision(MICROS).setValue(micros));
  }

  /**
   * What a written text is as a value of another type, where it has the form that nobody doubts.
   */
  static Optional<Value> ofText(String text, EngineType to) {
    return switch (to.text()) {
      case "DATE" ->
          date(text)
              .map(date -> Literal.newBuilder().setDate(Math.toIntExact(date.toEpochDay())))
              .map(literal -> Value.literal(literal, to));
      case "TIMESTAMP" ->
          time(text)
              .map(time -> ChronoUnit.MICROS.between(LocalDate.EPOCH.atStartOfDay(), time))
              .map(micros -> Value.literal(timestamp(micros), to));
      case "TINYINT", "SMALLINT", "INTEGER", "BIGINT" ->
          text.matches("-?\\d{1,18}") ? whole(Long.parseLong(text), to) : Optional.empty();
      case "DOUBLE" ->
          text.matches("-?\\d{1,15}(\\.\\d{1,15})?")
              ? Optional.of(Value.literal(Double.parseDouble(text)))
              : Optional.empty();
      default -> Optional.empty();
    };
  }

  private static Optional<Value> whole(long number, EngineType type) {
    Literal.Builder literal = Literal.newBuilder();
    int small = (int) number;
    switch (type.text()) {
      case "BIGINT" -> literal.setI64(number);
      case "INTEGER" -> literal.setI32(small);
      case "SMALLINT" -> literal.setI16((short) number);
      default -> literal.setI8((byte) number);
    }
    long kept =
        switch (type.text()) {
          case "BIGINT" -> number;
          case "INTEGER" -> small;
          case "SMALLINT" -> (short) number;
          default -> (byte) number;
        };
    return kept == number ? Optional.of(Value.literal(literal, type)) : Optional.empty();
  }

  private static Optional<LocalDate> date(String text) {
    try {
      return text.length() == DAY && LocalDate.parse(text).getYear() > 0
          ? Optional.of(LocalDate.parse(text))
          : Optional.empty();
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  private static Optional<LocalDateTime> time(String text) {
    if (date(text).isPresent()) {
      return date(text).map(LocalDate::atStartOfDay);
    }
    try {
      return text.matches("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d(\\.\\d{1,6})?")
          ? Optional.of(LocalDateTime.parse(text.replace(' ', 'T')))
          : Optional.empty();
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  /** A moment moved by months, then days, then what is shorter, as the engine does it. */
  static Value moved(LocalDateTime time, long months, long days, long micros) {
    LocalDateTime moved = time.plusMonths(months).plusDays(days).plus(micros, ChronoUnit.MICROS);
    long since = ChronoUnit.MICROS.between(LocalDate.EPOCH.atStartOfDay(), moved);
    return Value.literal(timestamp(since), EngineType.of("TIMESTAMP"));
  }
}
