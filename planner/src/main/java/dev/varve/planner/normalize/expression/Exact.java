package dev.varve.planner.normalize.expression;

import dev.varve.planner.types.EngineType;
import dev.varve.planner.types.EngineType.Decimal;
import dev.varve.planner.types.EngineType.Plain;
import java.math.BigInteger;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Integers and decimals: which values their types hold. */
final class Exact {
  private static final Map<String, Integer> SIGNED_BITS =
      new TreeMap<>(Map.of("TINYINT", 8, "SMALLINT", 16, "INTEGER", 32, "BIGINT", 64));

  /** The widest decimal of which the engine writes a value as one number. */
  private static final int WIDEST = 18;

  private Exact() {}

  static boolean isWhole(EngineType type) {
    return type instanceof Plain plain && SIGNED_BITS.containsKey(plain.name());
  }

  static boolean isExact(EngineType type) {
    return isWhole(type) || (type instanceof Decimal decimal && decimal.width() <= WIDEST);
  }

  static int scale(EngineType type) {
    return type instanceof Decimal decimal ? decimal.scale() : 0;
  }

  /** Whether the type holds a number, given without its decimal point. */
  static boolean holds(EngineType type, BigInteger unscaled) {
    if (type instanceof Decimal decimal) {
      return unscaled.abs().compareTo(BigInteger.TEN.pow(decimal.width())) < 0;
    }
    return unscaled.bitLength() < SIGNED_BITS.get(((Plain) type).name());
  }

  /** Whether every value of one exact type is one of the other. */
  static boolean widens(EngineType from, EngineType to) {
    if (!isExact(from)) {
      return false;
    }
    if (to instanceof Plain plain && plain.name().equals("HUGEINT")) {
      return isWhole(from);
    }
    if (isWhole(from) && isWhole(to)) {
      return SIGNED_BITS.get(((Plain) from).name()) <= SIGNED_BITS.get(((Plain) to).name());
    }
    if (!(to instanceof Decimal wide) || wide.scale() < scale(from)) {
      return false;
    }
    int digits =
        from instanceof Decimal narrow
            ? narrow.width() - narrow.scale()
            : BigInteger.ONE
                .shiftLeft(SIGNED_BITS.get(((Plain) from).name()) - 1)
                .toString()
                .length();
    return wide.width() - wide.scale() >= digits;
  }

  /** A number of one type as one of another; nothing where it is none. */
  static Optional<BigInteger> as(BigInteger unscaled, EngineType from, EngineType to) {
    int more = scale(to) - scale(from);
    BigInteger factor = BigInteger.TEN.pow(Math.abs(more));
    if (more < 0 && unscaled.mod(factor).signum() != 0) {
      return Optional.empty();
    }
    BigInteger value = more < 0 ? unscaled.divide(factor) : unscaled.multiply(factor);
    return holds(to, value) ? Optional.of(value) : Optional.empty();
  }
}
