package dev.varve.planner.lineage;

/** How a column changes a result whose values it does not give. */
public enum Influence {
  /** It decides which rows stay. */
  FILTER,
  /** It decides which rows meet. */
  JOIN,
  /** Its values make the groups. */
  GROUPING,
  /** Rows equal in it are one row. */
  DISTINCT,
  /** Its values decide which rows are in both inputs or in one. */
  SET_OPERATION,
  /** It decides which of several values is taken, or which values count. */
  CONDITION,
  /** It decides which rows a window function sees, and in which order. */
  WINDOW,
  /** It decides the order of rows. */
  ORDER,
  /** It decides which rows a limit or a DISTINCT ON takes. */
  LIMIT,
  /** Its elements become rows. */
  UNNEST,
  /** Which rows the table has, whatever is in them. */
  ROWS,
  /** Perhaps: a part of the query is not understood. */
  UNKNOWN
}
