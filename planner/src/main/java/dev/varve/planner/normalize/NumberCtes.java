package dev.varve.planner.normalize;

import dev.varve.planner.plan.CteRef;
import dev.varve.planner.plan.Node;
import dev.varve.planner.plan.WithCte;
import java.util.Map;
import java.util.TreeMap;

/**
 * Numbers common table expressions in the order of the plan, where the binder's numbers count other
 * things too. A reference to what an opaque node defines keeps the binder's number, beyond all
 * others.
 */
final class NumberCtes implements Pass {
  private static final int FOREIGN = 1 << 24;

  @Override
  public String name() {
    return "number-ctes";
  }

  @Override
  public int version() {
    return 1;
  }

  @Override
  public Node apply(Node plan) {
    return numbered(plan, new TreeMap<>(), new int[] {0});
  }

  private static Node numbered(Node node, Map<Integer, Integer> numbers, int[] next) {
    if (node instanceof WithCte with) {
      Node definition = numbered(with.definition(), numbers, next);
      Map<Integer, Integer> inner = new TreeMap<>(numbers);
      int number = next[0]++;
      inner.put(with.id(), number);
      return new WithCte(
          number, with.materialization(), definition, numbered(with.query(), inner, next));
    }
    if (node instanceof WithCte.Recursion recursion) {
      Node seed = numbered(recursion.seed(), numbers, next);
      Map<Integer, Integer> inner = new TreeMap<>(numbers);
      int number = next[0]++;
      inner.put(recursion.id(), number);
      return new WithCte.Recursion(
          number,
          recursion.all(),
          recursion.types(),
          seed,
          numbered(recursion.step(), inner, next));
    }
    if (node instanceof CteRef reference) {
      Integer number = numbers.get(reference.id());
      return new CteRef(number == null ? FOREIGN + reference.id() : number, reference.types());
    }
    return node.mapInputs(input -> numbered(input, numbers, next));
  }
}
