package dev.varve.planner.evidence;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Made-up tables with their rows. */
public record Instance(List<InstanceTable> tables) {
  public Instance {
    tables = List.copyOf(tables);
  }

  /** How many rows all tables have together. */
  public int rowCount() {
    return tables.stream().mapToInt(table -> table.rows().size()).sum();
  }

  /** The same with some rows only, counted through all tables. */
  Instance only(Collection<Integer> some) {
    Set<Integer> kept = new TreeSet<>(some);
    List<InstanceTable> fewer = new ArrayList<>();
    int place = 0;
    for (InstanceTable table : tables) {
      List<List<String>> rows = new ArrayList<>();
      for (List<String> row : table.rows()) {
        if (kept.contains(place++)) {
          rows.add(row);
        }
      }
      fewer.add(table.with(rows));
    }
    return new Instance(fewer);
  }

  /** Whether all is as it is known of the tables. */
  boolean isPossible() {
    return tables.stream().allMatch(table -> table.possible().equals(table));
  }

  /** The same with another table in a place. */
  Instance with(int place, InstanceTable table) {
    List<InstanceTable> changed = new ArrayList<>(tables);
    changed.set(place, table);
    return new Instance(changed);
  }

  /** The same rows, each table's from the last to the first. */
  public Instance reversed() {
    return new Instance(tables.stream().map(InstanceTable::reversed).toList());
  }

  /** The same rows, the second half of each table's before the first. */
  public Instance rotated() {
    return new Instance(tables.stream().map(InstanceTable::rotated).toList());
  }
}
