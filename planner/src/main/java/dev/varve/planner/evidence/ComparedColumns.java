package dev.varve.planner.evidence;

import dev.varve.planner.classify.OutputOrders.Output;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which columns of two results belong together: those of one name, whatever its case.
 *
 * @param shared in the order of the earlier definition
 * @param onlyBefore names of the earlier definition's other columns
 * @param onlyAfter names of the later definition's other columns
 */
public record ComparedColumns(
    List<Shared> shared, List<String> onlyBefore, List<String> onlyAfter) {
  /**
   * A column of both.
   *
   * @param before its position in the earlier definition, from 0
   * @param after its position in the later one
   */
  public record Shared(String name, int before, int after, String typeBefore, String typeAfter) {
    /** Whether its type is another one now. */
    public boolean retyped() {
      return !typeBefore.equals(typeAfter);
    }
  }

  public ComparedColumns {
    shared = List.copyOf(shared);
    onlyBefore = List.copyOf(onlyBefore);
    onlyAfter = List.copyOf(onlyAfter);
  }

  static ComparedColumns of(List<Output> before, List<Output> after) {
    Map<String, Integer> positions = new TreeMap<>();
    for (int i = 0; i < after.size(); i++) {
      positions.putIfAbsent(key(after.get(i)), i);
    }
    List<Shared> shared = new ArrayList<>();
    List<String> onlyBefore = new ArrayList<>();
    for (int i = 0; i < before.size(); i++) {
      Output column = before.get(i);
      Integer position = positions.remove(key(column));
      if (position == null) {
        onlyBefore.add(column.name());
      } else {
        String typeAfter = after.get(position).type().text();
        shared.add(new Shared(column.name(), i, position, column.type().text(), typeAfter));
      }
    }
    List<String> onlyAfter = new ArrayList<>();
    for (int i = 0; i < after.size(); i++) {
      if (positions.containsValue(i)) {
        onlyAfter.add(after.get(i).name());
      }
    }
    return new ComparedColumns(shared, onlyBefore, onlyAfter);
  }

  private static String key(Output column) {
    return column.name().toLowerCase(Locale.ROOT);
  }

  /** Whether both have the same columns, of the same types in the same places. */
  public boolean same() {
    return complete() && inPlace() && shared.stream().noneMatch(Shared::retyped);
  }

  /** Whether neither has a column that the other lacks. */
  public boolean complete() {
    return onlyBefore.isEmpty() && onlyAfter.isEmpty();
  }

  boolean inPlace() {
    return shared.stream().allMatch(column -> column.before() == column.after());
  }

  /** What is not the same of the columns, a sentence each. */
  public List<String> differences() {
    List<String> sentences = new ArrayList<>();
    if (!onlyBefore.isEmpty()) {
      sentences.add("Only the old definition has " + String.join(", ", onlyBefore) + ".");
    }
    if (!onlyAfter.isEmpty()) {
      sentences.add("Only the new definition has " + String.join(", ", onlyAfter) + ".");
    }
    for (Shared column : shared) {
      if (column.retyped()) {
        sentences.add(
            column.name() + " was " + column.typeBefore() + " and is " + column.typeAfter() + ".");
      }
    }
    if (complete() && !inPlace()) {
      sentences.add("The columns stand in another order.");
    }
    return sentences;
  }
}
