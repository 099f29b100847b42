package dev.varve.planner.lineage;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * The rows that a node yields.
 *
 * @param columns of each column; where it is not known how many there are, one that stands for all
 * @param known whether it is known how many columns there are
 * @param rows what decides which rows there are, in which order, and how many
 */
record TracedRows(List<ColumnLineage> columns, boolean known, Influences rows) {
  TracedRows {
    columns = List.copyOf(columns);
  }

  static TracedRows of(List<ColumnLineage> columns, Influences rows) {
    return new TracedRows(columns, true, rows);
  }

  /** Rows made in ways that are not understood: anything may have gone into anything. */
  static TracedRows unknown(List<TracedRows> inputs) {
    Influences rows = Influences.NONE;
    List<ColumnLineage> columns = new ArrayList<>();
    for (TracedRows input : inputs) {
      rows = rows.and(input.rows);
      columns.addAll(input.columns);
    }
    ColumnLineage every = ColumnLineage.all(columns).then(Derivation.UNKNOWN);
    return new TracedRows(List.of(every), false, rows.and(every.as(Influence.UNKNOWN)));
  }

  ColumnLineage column(int position) {
    return known ? columns.get(position) : columns.get(0);
  }

  /** A value made of every column. */
  ColumnLineage whole() {
    return ColumnLineage.all(columns);
  }

  TracedRows and(Influences more) {
    return new TracedRows(columns, known, rows.and(more));
  }

  /** The same columns and then these. */
  TracedRows with(List<ColumnLineage> more) {
    if (!known) {
      ColumnLineage every = ColumnLineage.all(List.of(whole(), ColumnLineage.all(more)));
      return new TracedRows(List.of(every.then(Derivation.UNKNOWN)), false, rows);
    }
    List<ColumnLineage> all = new ArrayList<>(columns);
    all.addAll(more);
    return new TracedRows(all, true, rows);
  }

  /** The columns, each influenced by which rows there are: for rows that become values. */
  TracedRows asValues(Influences more) {
    Influences each = rows.and(more);
    return new TracedRows(
        columns.stream().map(column -> column.and(each)).toList(), known, Influences.NONE);
  }

  /** The tables whose rows are counted where rows are. */
  Iterable<Origin> counted() {
    TreeSet<Origin> tables = new TreeSet<>();
    rows.byOrigin()
        .forEach(
            (origin, ways) -> {
              if (ways.contains(Influence.ROWS)) {
                tables.add(origin);
              }
            });
    return tables;
  }
}
