package dev.varve.planner.types;

/** Types that the planner itself speaks of. */
public final class EngineTypes {
  public static final EngineType BOOLEAN = EngineType.of("BOOLEAN");
  public static final EngineType BIGINT = EngineType.of("BIGINT");
  public static final EngineType DATE = EngineType.of("DATE");
  public static final EngineType VARCHAR = EngineType.of("VARCHAR");
  public static final EngineType TIMESTAMP_WITH_TIME_ZONE =
      EngineType.of("TIMESTAMP WITH TIME ZONE");

  private EngineTypes() {}
}
