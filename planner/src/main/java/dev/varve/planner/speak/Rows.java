package dev.varve.planner.speak;

import java.util.List;

/**
 * What a query reads.
 *
 * @param from what stands after FROM; empty where there is nothing to read
 * @param single whether that is one table or subquery, and no join
 * @param columns how its columns are called
 * @param where what its rows must fulfil
 */
public record Rows(String from, boolean single, List<String> columns, List<String> where) {
  public Rows {
    columns = List.copyOf(columns);
    where = List.copyOf(where);
  }
}
