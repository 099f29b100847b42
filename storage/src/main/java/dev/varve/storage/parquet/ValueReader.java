package dev.varve.storage.parquet;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.Function;
import org.apache.parquet.format.ConvertedType;
import org.apache.parquet.format.LogicalType;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.TimeUnit;

/**
 * Reads a statistics value of one Parquet type: its order, and its text, which is what JSON would
 * have for numbers, and ISO 8601 for dates and times (with a final Z for instants).
 */
record ValueReader<T>(
    Comparator<? super T> order, Function<byte[], T> parse, Function<T, String> show) {

  private static final DateTimeFormatter DATE_TIME =
      new DateTimeFormatterBuilder()
          .append(DateTimeFormatter.ISO_LOCAL_DATE)
          .appendLiteral('T')
          .appendPattern("HH:mm:ss")
          .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
          .toFormatter();

  /** The reader for a primitive type; empty for types whose bounds are not worth having. */
  static Optional<ValueReader<?>> of(SchemaElement element) {
    Optional<ConvertedType> converted = Optional.ofNullable(element.getConverted_type());
    Optional<LogicalType> logical = Optional.ofNullable(element.getLogicalType());
    if (converted.equals(Optional.of(ConvertedType.DECIMAL))
        || logical.filter(LogicalType::isSetDECIMAL).isPresent()) {
      return decimal(element);
    }
    return switch (element.getType()) {
      case BOOLEAN ->
          Optional.of(
              new ValueReader<>(
                  Comparator.<Boolean>naturalOrder(), b -> b[0] != 0, Object::toString));
      case INT32, INT64 -> integer(converted, logical);
      case FLOAT ->
          Optional.of(
              new ValueReader<>(
                  Comparator.<Float>naturalOrder(),
                  b -> number(Float.intBitsToFloat((int) littleEndian(b))),
                  Object::toString));
      case DOUBLE ->
          Optional.of(
              new ValueReader<>(
                  Comparator.<Double>naturalOrder(),
                  b -> number(Double.longBitsToDouble(littleEndian(b))),
                  Object::toString));
      case BYTE_ARRAY -> text(converted, logical);
      case FIXED_LEN_BYTE_ARRAY, INT96 -> Optional.empty();
    };
  }

  /** Empty when the bytes are no value of the type, or one that bounds nothing (NaN). */
  Optional<T> value(byte[] bytes) {
    try {
      return Optional.ofNullable(parse.apply(bytes));
    } catch (RuntimeException e) {
      // Wrong lengths and malformed text: statistics that cannot be read are as good as none.
      return Optional.empty();
    }
  }

  String text(T value) {
    return show.apply(value);
  }

  private static <N extends Number> N number(N value) {
    if (Double.isNaN(value.doubleValue())) {
      throw new IllegalArgumentException("NaN is no bound");
    }
    return value;
  }

  private static Optional<ValueReader<?>> decimal(SchemaElement element) {
    int scale =
        element.isSetLogicalType() && element.getLogicalType().isSetDECIMAL()
            ? element.getLogicalType().getDECIMAL().getScale()
            : element.getScale();
    Function<byte[], BigInteger> unscaled =
        switch (element.getType()) {
          case INT32, INT64 -> bytes -> BigInteger.valueOf(littleEndian(bytes));
          default -> BigInteger::new;
        };
    return Optional.of(
        new ValueReader<>(
            Comparator.<BigDecimal>naturalOrder(),
            bytes -> new BigDecimal(unscaled.apply(bytes), scale),
            BigDecimal::toPlainString));
  }

  private static Optional<ValueReader<?>> integer(
      Optional<ConvertedType> converted, Optional<LogicalType> logical) {
    if (logical.filter(LogicalType::isSetTIMESTAMP).isPresent()) {
      TimeUnit unit = logical.get().getTIMESTAMP().getUnit();
      int digits = unit.isSetMILLIS() ? 3 : unit.isSetMICROS() ? 6 : 9;
      return timestamp(digits, logical.get().getTIMESTAMP().isIsAdjustedToUTC());
    }
    if (converted.isEmpty()) {
      // A logical type without its older twin is one that this class does not know.
      return logical.isPresent() ? Optional.empty() : signed();
    }
    return switch (converted.get()) {
      case INT_8, INT_16, INT_32, INT_64 -> signed();
      case UINT_8, UINT_16, UINT_32, UINT_64 ->
          Optional.of(
              new ValueReader<>(
                  Long::compareUnsigned,
                  bytes ->
                      bytes.length == Integer.BYTES
                          ? Integer.toUnsignedLong((int) littleEndian(bytes))
                          : littleEndian(bytes),
                  Long::toUnsignedString));
      case DATE ->
          Optional.of(
              new ValueReader<>(
                  Comparator.<Long>naturalOrder(),
                  ValueReader::littleEndian,
                  days -> LocalDate.ofEpochDay(days).toString()));
      case TIMESTAMP_MILLIS -> timestamp(3, true);
      case TIMESTAMP_MICROS -> timestamp(6, true);
      default -> Optional.empty();
    };
  }

  private static Optional<ValueReader<?>> signed() {
    return Optional.of(
        new ValueReader<>(
            Comparator.<Long>naturalOrder(), ValueReader::littleEndian, Object::toString));
  }

  private static Optional<ValueReader<?>> timestamp(int digits, boolean instant) {
    long perSecond = BigInteger.TEN.pow(digits).longValue();
    long nanos = 1_000_000_000 / perSecond;
    return Optional.of(
        new ValueReader<>(
            Comparator.<Long>naturalOrder(),
            ValueReader::littleEndian,
            value -> {
              Instant at =
                  Instant.ofEpochSecond(
                      Math.floorDiv(value, perSecond), Math.floorMod(value, perSecond) * nanos);
              return LocalDateTime.ofInstant(at, ZoneOffset.UTC).format(DATE_TIME)
                  + (instant ? "Z" : "");
            }));
  }

  private static Optional<ValueReader<?>> text(
      Optional<ConvertedType> converted, Optional<LogicalType> logical) {
    boolean text =
        converted
                .filter(
                    type ->
                        type == ConvertedType.UTF8
                            || type == ConvertedType.JSON
                            || type == ConvertedType.ENUM)
                .isPresent()
            || logical
                .filter(type -> type.isSetSTRING() || type.isSetJSON() || type.isSetENUM())
                .isPresent();
    return text
        ? Optional.of(
            new ValueReader<>(Arrays::compareUnsigned, ValueReader::checked, ValueReader::decoded))
        : Optional.empty();
  }

  private static byte[] checked(byte[] bytes) {
    decoded(bytes);
    return bytes;
  }

  private static String decoded(byte[] bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException("not UTF-8", e);
    }
  }

  private static long littleEndian(byte[] bytes) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    return switch (bytes.length) {
      case Integer.BYTES -> buffer.getInt();
      case Long.BYTES -> buffer.getLong();
      default -> throw new IllegalArgumentException("a number has 4 or 8 bytes");
    };
  }
}
