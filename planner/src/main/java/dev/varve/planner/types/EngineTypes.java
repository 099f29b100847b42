package dev.varve.planner.types;

import java.util.List;
import java.util.stream.Stream;

/** Types that the planner itself speaks of. */
public final class EngineTypes {
  public static final EngineType BOOLEAN = EngineType.of("BOOLEAN");
  public static final EngineType BIGINT = EngineType.of("BIGINT");
  public static final EngineType DATE = EngineType.of("DATE");
  public static final EngineType VARCHAR = EngineType.of("VARCHAR");
  public static final EngineType TIMESTAMP_WITH_TIME_ZONE =
      EngineType.of("TIMESTAMP WITH TIME ZONE");

  /** Whole numbers, but for the widest unsigned one: by name, signed ones first. */
  public static final List<String> WHOLE_NUMBERS =
      List.of(
          "TINYINT",
          "SMALLINT",
          "INTEGER",
          "BIGINT",
          "HUGEINT",
          "UTINYINT",
          "USMALLINT",
          "UINTEGER",
          "UBIGINT");

  /** Numbers without a type's parameters. */
  public static final List<String> NUMBERS = more(WHOLE_NUMBERS, "FLOAT", "DOUBLE");

  private EngineTypes() {}

  /** A list with more at its end. */
  public static List<String> more(List<String> names, String... others) {
    return Stream.concat(names.stream(), Stream.of(others)).toList();
  }
}
