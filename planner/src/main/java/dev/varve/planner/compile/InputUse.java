package dev.varve.planner.compile;

import java.util.List;

/**
 * What a model reads of a table.
 *
 * @param table {@code schema.table}
 * @param columns the columns that can change the result, in the order in which the query first uses
 *     them; none when only the number of rows matters
 * @param allColumns the result may depend on the order of the rows or on what is not understood, so
 *     that every column counts, in file order
 * @param counts whether what the table holds has any part in the result; the text reads it anyway
 */
public record InputUse(
    String table, boolean isSource, List<String> columns, boolean allColumns, boolean counts) {
  public InputUse {
    columns = List.copyOf(columns);
    if (!counts && (allColumns || !columns.isEmpty())) {
      throw new IllegalArgumentException("a table whose columns are read counts");
    }
  }

  /** Of a table that has a part in the result. */
  public InputUse(String table, boolean isSource, List<String> columns, boolean allColumns) {
    this(table, isSource, columns, allColumns, true);
  }
}
