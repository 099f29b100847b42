package dev.varve.planner.types;

import java.util.List;

/** The columns of a table, in order. */
public record TableSchema(List<Column> columns) {
  public TableSchema {
    columns = List.copyOf(columns);
  }
}
