package dev.varve.planner.project;

/**
 * The declared type of a parameter.
 *
 * @param sql the engine's name of the type, as in {@code CAST($name AS sql)}
 */
public record ParameterType(Family family, int precision, int scale, String sql) {
  /**
   * What kind of value it takes; precision and scale mean something for DECIMAL, precision (bits)
   * for INTEGER.
   */
  public enum Family {
    INTEGER,
    UNSIGNED,
    DECIMAL,
    DOUBLE,
    VARCHAR,
    DATE,
    TIMESTAMP,
    BOOLEAN
  }
}
