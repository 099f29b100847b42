package dev.varve.planner.types;

/**
 * How a column is held in Delta and Parquet.
 *
 * @param engineType what the final projection casts to, and what readers bind against
 * @param deltaType the type in a Delta schema, as JSON
 * @param needsCast whether the engine's own type is another one
 */
public record StoredType(String engineType, String deltaType, boolean needsCast)
    implements StoredTypes.Outcome {

  /** Of a column that no table holds: what the engine computes is what is read. */
  public static StoredType ofNone(String engineType) {
    return new StoredType(engineType, "", false);
  }
}
