package dev.varve.planner.evidence;

import dev.varve.planner.types.EngineType.Decimal;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Made-up numbers. */
final class NumberValues {
  private final List<BigDecimal> named;

  NumberValues(List<BigDecimal> named) {
    this.named = named;
  }

  /** Of a type without a scale; nothing where it is none of them. */
  Optional<ValuePool> of(String type) {
    return switch (type) {
      case "TINYINT" -> Optional.of(whole(type, 8, true));
      case "SMALLINT" -> Optional.of(whole(type, 16, true));
      case "INTEGER" -> Optional.of(whole(type, 32, true));
      case "BIGINT" -> Optional.of(whole(type, 64, true));
      case "HUGEINT" -> Optional.of(whole(type, 128, true));
      case "UTINYINT" -> Optional.of(whole(type, 8, false));
      case "USMALLINT" -> Optional.of(whole(type, 16, false));
      case "UINTEGER" -> Optional.of(whole(type, 32, false));
      case "UBIGINT" -> Optional.of(whole(type, 64, false));
      case "UHUGEINT" -> Optional.of(whole(type, 128, false));
      case "FLOAT" -> Optional.of(floating(type));
      case "DOUBLE" -> Optional.of(floating(type));
      default -> Optional.empty();
    };
  }

  private ValuePool whole(String type, int bits, boolean signed) {
    BigInteger half = BigInteger.ONE.shiftLeft(signed ? bits - 1 : bits);
    BigInteger least = signed ? half.negate() : BigInteger.ZERO;
    BigInteger most = half.subtract(BigInteger.ONE);
    List<String> near = new ArrayList<>();
    for (BigDecimal number : named) {
      BigInteger floor = number.setScale(0, RoundingMode.FLOOR).toBigInteger();
      for (int step : new int[] {0, 1, -1, 2}) {
        BigInteger value = floor.add(BigInteger.valueOf(step));
        if (value.compareTo(least) >= 0 && value.compareTo(most) <= 0) {
          near.add(sql(type, value));
        }
      }
    }
    return ValuePool.of(
        signed ? List.of("1", "2", "0", "3", "-1", "-2", "10") : List.of("1", "2", "0", "3", "10"),
        near,
        List.of(
            sql(type, least),
            sql(type, most),
            sql(type, least.add(BigInteger.ONE)),
            sql(type, most.subtract(BigInteger.ONE))));
  }

  private static String sql(String type, BigInteger value) {
    return value.bitLength() < 32 ? value.toString() : "'" + value + "'::" + type;
  }

  ValuePool decimal(Decimal type) {
    BigInteger most = BigInteger.TEN.pow(type.width()).subtract(BigInteger.ONE);
    List<String> plain = new ArrayList<>();
    for (String value : List.of("1", "2", "0", "1.25", "-1.5", "3", "0.5", "2.75", "-1")) {
      decimal(new BigDecimal(value), type, most, plain);
    }
    List<String> near = new ArrayList<>();
    BigDecimal step = BigDecimal.ONE.movePointLeft(type.scale());
    for (BigDecimal number : named) {
      BigDecimal scaled = number.setScale(type.scale(), RoundingMode.FLOOR);
      for (BigDecimal value : List.of(scaled, scaled.add(step), scaled.subtract(step))) {
        decimal(value, type, most, near);
      }
    }
    List<String> extreme = new ArrayList<>();
    BigDecimal greatest = new BigDecimal(most, type.scale());
    for (BigDecimal value : List.of(greatest, greatest.negate(), step, step.negate())) {
      decimal(value, type, most, extreme);
    }
    return ValuePool.of(plain, near, extreme);
  }

  private static void decimal(
      BigDecimal value, Decimal type, BigInteger most, List<String> values) {
    BigDecimal scaled = value.setScale(type.scale(), RoundingMode.HALF_UP);
    if (scaled.unscaledValue().abs().compareTo(most) <= 0) {
      String text = scaled.toPlainString();
      String sql = type.width() < 16 ? text : "'" + text + "'::" + type.text();
      if (!values.contains(sql)) {
        values.add(sql);
      }
    }
  }

  private ValuePool floating(String type) {
    boolean single = type.equals("FLOAT");
    List<String> near = new ArrayList<>();
    for (BigDecimal number : named) {
      double value = number.doubleValue();
      near.add(floating(type, value));
      near.add(floating(type, single ? Math.nextUp((float) value) : Math.nextUp(value)));
      near.add(floating(type, single ? Math.nextDown((float) value) : Math.nextDown(value)));
      near.add(floating(type, value + 1));
    }
    return ValuePool.of(
        List.of("1.0", "2.0", "0.0", "0.1", "-1.5", "0.5", "-0.5", "2.5", "3.7"),
        near,
        List.of(
            "'nan'::" + type,
            "'-0.0'::" + type,
            "'inf'::" + type,
            "'-inf'::" + type,
            floating(type, single ? Float.MAX_VALUE : Double.MAX_VALUE),
            floating(type, single ? Float.MIN_VALUE : Double.MIN_VALUE),
            "16777217.0",
            "1e-7",
            "0.30000000000000004"));
  }

  private static String floating(String type, double value) {
    String text = type.equals("FLOAT") ? Float.toString((float) value) : Double.toString(value);
    return "'" + text.replace("Infinity", "inf") + "'::" + type;
  }
}
