package dev.varve.planner.classify;

import dev.varve.planner.types.EngineType;
import dev.varve.planner.types.EngineType.Collated;
import dev.varve.planner.types.EngineType.Plain;
import dev.varve.planner.types.EngineType.UnionOf;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What the engine means by equal. */
public final class Equality {
  private static final Set<String> PLAIN =
      new TreeSet<>(
          List.of(
              "BIGINT",
              "BIT",
              "BLOB",
              "BOOLEAN",
              "DATE",
              "HUGEINT",
              "INTEGER",
              "JSON",
              "NULL",
              "SMALLINT",
              "TIME",
              "TIMESTAMP",
              "TIMESTAMP WITH TIME ZONE",
              "TIMESTAMP_MS",
              "TIMESTAMP_NS",
              "TIMESTAMP_S",
              "TINYINT",
              "UBIGINT",
              "UHUGEINT",
              "UINTEGER",
              "USMALLINT",
              "UTINYINT",
              "UUID",
              "VARCHAR"));

  private Equality() {}

  /**
   * Whether values of the type that compare as equal are the same value. 0.0 and -0.0 compare as
   * equal, and so do 30 days and a month, or two spellings under a collation.
   */
  public static boolean isIdentity(EngineType type) {
    return !type.anyPart(
        part ->
            part instanceof Collated
                || part instanceof UnionOf
                || (part instanceof Plain plain && !PLAIN.contains(plain.name())));
  }

  /** Whether numbers of the type are added without rounding. */
  static boolean addsExactly(EngineType type) {
    return type instanceof EngineType.Decimal
        || (type instanceof Plain plain
            && (plain.name().endsWith("INT")
                || plain.name().endsWith("INTEGER")
                || plain.name().equals("BOOLEAN")));
  }
}
