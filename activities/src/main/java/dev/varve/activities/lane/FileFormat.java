package dev.varve.activities.lane;

/** How the files of an input are written. */
public enum FileFormat {
  PARQUET,
  CSV,
  /** One object per line, or an array of objects. */
  JSON
}
