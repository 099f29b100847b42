package dev.varve.tests.benchmark;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** The same thing measured several times, in the order measured. */
record Times(List<Double> values) {
  Times {
    values = List.copyOf(values);
    if (values.isEmpty()) {
      throw new IllegalArgumentException("nothing was measured");
    }
  }

  static <T> Times of(List<T> rounds, ToDoubleFunction<T> value) {
    return new Times(rounds.stream().map(value::applyAsDouble).toList());
  }

  /** The middle one; of an even number the mean of the two in the middle. */
  double median() {
    List<Double> sorted = values.stream().sorted().toList();
    int half = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(half)
        : (sorted.get(half - 1) + sorted.get(half)) / 2;
  }

  double largest() {
    return values.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
  }

  /** All of them, for the eye: how far they spread. */
  String shown() {
    return values.stream()
        .map(value -> String.format(Locale.ROOT, "%.2f", value))
        .collect(Collectors.joining(" "));
  }
}
