package dev.varve.planner.compile;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The models by what they read of one another.
 *
 * @param order each after those it reads, ties by name; without those on a cycle and their readers
 * @param knots what keeps the others from being ordered
 */
record ModelGraph(List<String> order, List<Knot> knots) {

  /**
   * Models that all read one another, directly or not.
   *
   * @param members sorted
   * @param cycle a shortest way from the first member back to itself, which is named at both ends
   */
  record Knot(List<String> members, List<String> cycle) {
    Knot {
      members = List.copyOf(members);
      cycle = List.copyOf(cycle);
    }
  }

  /**
   * Orders models.
   *
   * @param reads for each model the models it reads, by name
   */
  static ModelGraph of(Map<String, List<String>> reads) {
    Map<String, Integer> missing = new TreeMap<>();
    Map<String, List<String>> readers = new TreeMap<>();
    PriorityQueue<String> ready = new PriorityQueue<>();
    reads.forEach(
        (model, inputs) -> {
          missing.put(model, inputs.size());
          for (String input : inputs) {
            readers.computeIfAbsent(input, key -> new ArrayList<>()).add(model);
          }
          if (inputs.isEmpty()) {
            ready.add(model);
          }
        });
    List<String> order = new ArrayList<>();
    while (!ready.isEmpty()) {
      String model = ready.poll();
      order.add(model);
      missing.remove(model);
      for (String reader : readers.getOrDefault(model, List.of())) {
        if (missing.merge(reader, -1, Integer::sum) == 0) {
          ready.add(reader);
        }
      }
    }
    return new ModelGraph(order, knots(missing.keySet().stream().toList(), reads));
  }

  /** Each is found from its first name. */
  private static List<Knot> knots(List<String> unordered, Map<String, List<String>> reads) {
    List<Knot> knots = new ArrayList<>();
    TreeSet<String> known = new TreeSet<>();
    for (String model : unordered) {
      if (!known.contains(model)) {
        List<String> cycle = cycleThrough(model, reads);
        if (!cycle.isEmpty()) {
          TreeSet<String> members = reachableAndBack(model, reads);
          knots.add(new Knot(List.copyOf(members), cycle));
          known.addAll(members);
        }
      }
    }
    return knots;
  }

  /** A shortest way from a model back to itself; none when it only reads a cycle. */
  private static List<String> cycleThrough(String model, Map<String, List<String>> reads) {
    Map<String, String> cameFrom = new TreeMap<>();
    Deque<String> open = new ArrayDeque<>(List.of(model));
    while (!open.isEmpty()) {
      String at = open.poll();
      for (String input : reads.getOrDefault(at, List.of())) {
        if (input.equals(model)) {
          return path(model, at, cameFrom);
        }
        if (cameFrom.putIfAbsent(input, at) == null) {
          open.add(input);
        }
      }
    }
    return List.of();
  }

  private static List<String> path(String model, String last, Map<String, String> cameFrom) {
    List<String> path = new ArrayList<>(List.of(model));
    for (String at = last; !at.equals(model); at = cameFrom.get(at)) {
      path.add(1, at);
    }
    path.add(model);
    return path;
  }

  /** The knot of a model: what it reads, directly or not, that reads it too. */
  private static TreeSet<String> reachableAndBack(String model, Map<String, List<String>> reads) {
    TreeSet<String> knot = new TreeSet<>();
    for (String other : reachable(model, reads)) {
      if (reachable(other, reads).contains(model)) {
        knot.add(other);
      }
    }
    return knot;
  }

  private static TreeSet<String> reachable(String model, Map<String, List<String>> reads) {
    TreeSet<String> seen = new TreeSet<>();
    Deque<String> open = new ArrayDeque<>(List.of(model));
    while (!open.isEmpty()) {
      for (String input : reads.getOrDefault(open.poll(), List.of())) {
        if (seen.add(input)) {
          open.add(input);
        }
      }
    }
    return seen;
  }
}
