package dev.varve.planner.speak;

import dev.varve.planner.types.EngineType;
import dev.varve.planner.types.EngineType.Decimal;
import java.util.List;
import java.util.Optional;

/** Which types are numbers of which kind, for dialects without unsigned and very wide ones. */
public final class Numbers {
  private static final List<String> WHOLE = List.of("TINYINT", "SMALLINT", "INTEGER", "BIGINT");

  private Numbers() {}

  /** TINYINT to BIGINT. */
  public static boolean isWhole(EngineType type) {
    return WHOLE.contains(type.text());
  }

  /** Whether every value of the first whole type is one of the second. */
  public static boolean isWithin(EngineType small, EngineType large) {
    return WHOLE.indexOf(small.text()) <= WHOLE.indexOf(large.text());
  }

  public static boolean isFloating(EngineType type) {
    return type.text().equals("DOUBLE") || type.text().equals("FLOAT");
  }

  /** An exact number as a decimal one that has room for all of its values. */
  public static Optional<Decimal> decimal(EngineType type) {
    return switch (type.text()) {
      case "HUGEINT" -> Optional.of(new Decimal(38, 0));
      case "BIGINT" -> Optional.of(new Decimal(19, 0));
      case "INTEGER" -> Optional.of(new Decimal(10, 0));
      case "SMALLINT" -> Optional.of(new Decimal(5, 0));
      case "TINYINT" -> Optional.of(new Decimal(3, 0));
      default -> type instanceof Decimal decimal ? Optional.of(decimal) : Optional.empty();
    };
  }

  /** What is computed as a decimal number: there is no wider whole one. */
  public static boolean isDecimal(EngineType type) {
    return type instanceof Decimal || type.text().equals("HUGEINT");
  }
}
