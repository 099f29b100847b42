package dev.varve.planner.speak.spark;

import dev.varve.planner.types.EngineType;
import dev.varve.planner.types.EngineType.Decimal;
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

  private SparkTypes() {}

  static Optional<String> of(EngineType type) {
    return type instanceof Decimal
        ? Optional.of(type.text())
        : Optional.ofNullable(TYPES.get(type.text()));
  }
}
