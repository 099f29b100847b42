package dev.varve.planner.types;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/**
 * What is known of a table's rows because it was declared and verified.
 *
 * @param keys each some columns of which no two rows have the same values, NULLs being equal to one
 *     another; sorted
 * @param notNull columns without NULLs, sorted
 */
public record TableFacts(List<List<String>> keys, List<String> notNull) {
  /** Nothing is known. */
  public static final TableFacts NONE = new TableFacts(List.of(), List.of());

  public TableFacts {
    keys = keys.stream().map(List::copyOf).toList();
    notNull = List.copyOf(notNull);
  }

  /**
   * As contracts declare them.
   *
   * @param key columns that are unique together; none where there is no key
   * @param unique columns without a value twice, NULL being no value
   */
  public static TableFacts of(
      Collection<String> key, Collection<String> unique, Collection<String> notNull) {
    TreeSet<String> never = new TreeSet<>(notNull);
    List<List<String>> keys = new ArrayList<>();
    if (!key.isEmpty()) {
      keys.add(List.copyOf(new TreeSet<>(key)));
    }
    for (String column : new TreeSet<>(unique)) {
      if (never.contains(column) && !keys.contains(List.of(column))) {
        keys.add(List.of(column));
      }
    }
    return new TableFacts(keys, List.copyOf(never));
  }

  /** What both say. */
  public TableFacts and(TableFacts other) {
    return new TableFacts(
        keys.stream().filter(other.keys::contains).toList(),
        notNull.stream().filter(other.notNull::contains).toList());
  }

  public boolean isEmpty() {
    return keys.isEmpty() && notNull.isEmpty();
  }
}
