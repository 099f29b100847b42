package dev.varve.planner.diff;

/** What a change of a model means for whoever reads its table. */
public enum Category {
  /** It means what it meant, however it is written. */
  NONE,
  /** It is described otherwise; nothing else is computed or stored. */
  METADATA_ONLY,
  /**
   * Every column that there was has its name, type and values, in the same rows. Columns may have
   * come in, and rows or columns may be stored in another order.
   */
  ADDITIVE,
  /** A column or the rows are not proved to be what they were. */
  BREAKING,
  /**
   * Likewise, and a join or unnest came in that is not proved to keep the number of rows that it
   * was given.
   */
  ROW_MULTIPLYING
}
