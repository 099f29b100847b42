package dev.varve.planner.normalize;

import dev.varve.planner.normalize.CanonicalOrder.Placed;
import dev.varve.planner.plan.ComparisonOperator;
import dev.varve.planner.plan.Expression;
import dev.varve.planner.plan.Expression.Comparison;
import dev.varve.planner.plan.Expression.Input;
import dev.varve.planner.plan.Expression.IsNull;
import dev.varve.planner.plan.Filter;
import dev.varve.planner.plan.Node;
import dev.varve.planner.types.EngineType;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Places inner joins: their inputs by their fingerprints, equal ones so that what is asked comes
 * out smallest. Among more equal inputs than can be tried the order stays as it is.
 */
final class GroupOrder {
  private static final int TRIES = 24;

  private final JoinGroup group = new JoinGroup(false);
  private final List<Placed> inputs = new ArrayList<>();
  private final List<String> fingerprints = new ArrayList<>();

  private GroupOrder() {}

  static Placed place(Node node) {
    return new GroupOrder().placed(node);
  }

  private Placed placed(Node node) {
    int[] columns = group.take(node);
    for (Node input : group.inputs()) {
      Placed placed = CanonicalOrder.place(input);
      inputs.add(placed);
      fingerprints.add(CanonicalOrder.fingerprint(placed.node()));
    }
    Node best = null;
    int[] bestPositions = new int[0];
    String smallest = "";
    for (List<Integer> order : orders()) {
      int[] positions = positions(order);
      Node candidate = written(order, positions);
      String fingerprint = CanonicalOrder.fingerprint(candidate);
      if (best == null || fingerprint.compareTo(smallest) < 0) {
        best = candidate;
        bestPositions = positions;
        smallest = fingerprint;
      }
    }
    int[] layout = new int[columns.length];
    for (int i = 0; i < layout.length; i++) {
      layout[i] = first(bestPositions[columns[i]], asked(bestPositions));
    }
    return new Placed(best, Layout.of(layout));
  }

  /** The orders to try: by fingerprint, and all among equal ones. */
  private List<List<Integer>> orders() {
    List<Integer> sorted = new ArrayList<>();
    for (int i = 0; i < inputs.size(); i++) {
      sorted.add(i);
    }
    sorted.sort(Comparator.comparing(fingerprints::get));
    List<List<Integer>> orders = new ArrayList<>();
    orders.add(List.of());
    for (int from = 0; from < sorted.size(); ) {
      int to = from;
      while (to < sorted.size()
          && fingerprints.get(sorted.get(to)).equals(fingerprints.get(sorted.get(from)))) {
        to++;
      }
      List<List<Integer>> longer = new ArrayList<>();
      for (List<Integer> order : orders) {
        for (List<Integer> equal : permutations(sorted.subList(from, to))) {
          List<Integer> both = new ArrayList<>(order);
          both.addAll(equal);
          longer.add(both);
        }
      }
      orders = longer.size() > TRIES ? List.of(sorted) : longer;
      if (longer.size() > TRIES) {
        return orders;
      }
      from = to;
    }
    return orders;
  }

  private static List<List<Integer>> permutations(List<Integer> of) {
    if (of.size() < 2 || of.size() > 4) {
      return List.of(of);
    }
    List<List<Integer>> permutations = new ArrayList<>();
    for (Integer first : of) {
      List<Integer> rest = new ArrayList<>(of);
      rest.remove(first);
      for (List<Integer> others : permutations(rest)) {
        List<Integer> permutation = new ArrayList<>();
        permutation.add(first);
        permutation.addAll(others);
        permutations.add(permutation);
      }
    }
    return permutations;
  }

  /** Where every column of the group stands in an order. */
  private int[] positions(List<Integer> order) {
    int[] positions = new int[group.width()];
    int offset = 0;
    for (int input : order) {
      int width = group.inputs().get(input).width().orElseThrow();
      for (int i = 0; i < width; i++) {
        positions[group.offset(input) + i] = offset + inputs.get(input).layout().of(i);
      }
      offset += inputs.get(input).node().width().orElseThrow();
    }
    return positions;
  }

  private Node written(List<Integer> order, int[] positions) {
    Node product = inputs.get(order.get(0)).node();
    for (int input : order.subList(1, order.size())) {
      product = Joins.cross(product, inputs.get(input).node());
    }
    List<Expression> sorted = CanonicalOrder.sorted(chained(asked(positions)));
    return sorted.isEmpty() ? product : new Filter(product, sorted);
  }

  private List<Expression> asked(int[] positions) {
    return Expression.map(
        group.predicates(), each -> Rewriting.moved(each, column -> positions[column]));
  }

  /** The first of the columns that are equal to one. */
  private static int first(int column, List<Expression> predicates) {
    return JoinGroup.equalColumns(predicates).stream()
        .filter(equal -> equal.get(column))
        .findFirst()
        .map(equal -> equal.nextSetBit(0))
        .orElse(column);
  }

  /** Columns that are equal, each by an equality with the first of them. */
  private static List<Expression> chained(List<Expression> predicates) {
    Map<Integer, EngineType> types = new TreeMap<>();
    List<Expression> chained = new ArrayList<>();
    for (Expression predicate : predicates) {
      if (JoinGroup.isEqualityOfColumns(predicate)) {
        for (Expression side : predicate.children()) {
          types.put(((Input) side).index(), side.type());
        }
      } else {
        chained.add(Rewriting.moved(predicate, column -> first(column, predicates)));
      }
    }
    for (BitSet equal : JoinGroup.equalColumns(predicates)) {
      int first = equal.nextSetBit(0);
      Input one = new Input(first, types.get(first));
      if (equal.cardinality() == 1) {
        chained.add(new IsNull(one, true));
      }
      equal.stream()
          .skip(1)
          .forEach(
              other ->
                  chained.add(
                      new Comparison(
                          ComparisonOperator.EQUAL, one, new Input(other, types.get(other)))));
    }
    return chained;
  }
}
