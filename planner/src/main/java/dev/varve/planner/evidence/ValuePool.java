package dev.varve.planner.evidence;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Values of one type as SQL, without NULL.
 *
 * @param plain groups of everyday values of one kind each, the first group the most common; its
 *     first value is the plainest of all
 * @param named those that the queries name, and their neighbours
 * @param extreme those at which something may break
 */
record ValuePool(List<List<String>> plain, List<String> named, List<String> extreme) {
  ValuePool {
    plain = plain.stream().map(List::copyOf).toList();
    named = List.copyOf(new LinkedHashSet<>(named));
    extreme = List.copyOf(extreme);
  }

  static ValuePool of(List<String> plain, List<String> named, List<String> extreme) {
    return new ValuePool(List.of(plain), named, extreme);
  }

  String plainest() {
    return plain.get(0).get(0);
  }

  List<String> all() {
    List<String> all = new ArrayList<>();
    plain.forEach(all::addAll);
    all.addAll(named);
    all.addAll(extreme);
    return all;
  }

  /** Each value written in another way. */
  ValuePool map(UnaryOperator<String> change) {
    return new ValuePool(
        plain.stream().map(group -> group.stream().map(change).toList()).toList(),
        named.stream().map(change).toList(),
        extreme.stream().map(change).toList());
  }
}
