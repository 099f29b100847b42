package dev.varve.planner.speak.spark;

import dev.varve.planner.types.EngineType;
import dev.varve.planner.types.EngineType.Decimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The types of the engine that Spark has too. */
final class SparkTypes {
  private static final Map<String, String> TYPES =
      Map.ofEntries(
          Map.entry("BOOLEAN", "BOOLEAN"),
          Map.entry("TINYINT", "TINYINT"),
          Map.entry("SMALLINT", "SMALLINT"),
          Map.entry("INTEGER", "INT"),
          Map.entry("BIGINT", "BIGINT"),
          // What has more digits is an error there, and never another number.
          Map.entry("HUGEINT", "DECIMAL(38,0)"),
          Map.entry("FLOAT", "FLOAT"),
          Map.entry("DOUBLE", "DOUBLE"),
          Map.entry("VARCHAR", "STRING"),
          Map.entry("DATE", "DATE"),
          Map.entry("TIMESTAMP", "TIMESTAMP_NTZ"),
          Map.entry("TIMESTAMP WITH TIME ZONE", "TIMESTAMP"),
          Map.entry("\"NULL\"", "VOID"));

  private static final List<String> WHOLE = List.of("TINYINT", "SMALLINT", "INTEGER", "BIGINT");

  private SparkTypes() {}

  static Optional<String> of(EngineType type) {
    return type instanceof Decimal
        ? Optional.of(type.text())
        : Optional.ofNullable(TYPES.get(type.text()));
  }

  /** TINYINT to BIGINT. */
  static boolean isWhole(EngineType type) {
    return WHOLE.contains(type.text());
  }

  /** Whether every value of the first whole type is one of the second. */
  static boolean isWithin(EngineType small, EngineType large) {
    return WHOLE.indexOf(small.text()) <= WHOLE.indexOf(large.text());
  }

  static boolean isFloating(EngineType type) {
    return type.text().equals("DOUBLE") || type.text().equals("FLOAT");
  }

  /** As a decimal number of Spark, where it is one. */
  static Optional<Decimal> decimal(EngineType type) {
    return switch (type.text()) {
      case "HUGEINT" -> Optional.of(new Decimal(38, 0));
      case "BIGINT" -> Optional.of(new Decimal(19, 0));
      case "INTEGER" -> Optional.of(new Decimal(10, 0));
      case "SMALLINT" -> Optional.of(new Decimal(5, 0));
      case "TINYINT" -> Optional.of(new Decimal(3, 0));
      default -> type instanceof Decimal decimal ? Optional.of(decimal) : Optional.empty();
    };
  }

  /** Whether it is a decimal number there. */
  static boolean isDecimal(EngineType type) {
    return type instanceof Decimal || type.text().equals("HUGEINT");
  }
}
