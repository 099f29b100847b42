package dev.varve.planner.diff;

import java.util.List;
import java.util.Objects;

/**
 * How a model differs from what it was.
 *
 * @param sameQuery it is proved to compute what it computed, whatever its columns are called
 * @param sameRows it is proved to have as many rows as it had, and those that it had as far as
 *     anybody can tell who reads no column; no change of a column makes this false
 * @param columns in the order of the columns as they are, then those that are gone
 * @param edits those that matter to the rows and columns first
 * @param multiplying joins and unnests that are not proved to keep the number of rows, each in a
 *     sentence
 * @param doubts why little can be proved of a query whose result its inputs' rows do not determine,
 *     each in a sentence
 */
public record ModelDiff(
    Category category,
    boolean sameQuery,
    boolean sameRows,
    List<ColumnChange> columns,
    List<Edit> edits,
    List<String> multiplying,
    List<String> doubts) {
  public ModelDiff {
    Objects.requireNonNull(category);
    columns = List.copyOf(columns);
    edits = List.copyOf(edits);
    multiplying = List.copyOf(multiplying);
    doubts = List.copyOf(doubts);
  }
}
