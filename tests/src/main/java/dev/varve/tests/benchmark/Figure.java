package dev.varve.tests.benchmark;

import java.util.Locale;
import java.util.Objects;
import java.util.OptionalDouble;

/**
 * One line of what the benchmark prints.
 *
 * @param benchmark the name of its case
 * @param goal what the value may be at most; empty where it is only stated
 * @param details how the value came about
 */
record Figure(
    String benchmark, String what, double value, Unit unit, OptionalDouble goal, String details) {

  /** What a figure counts. */
  enum Unit {
    RATIO("%.2f×"),
    SECONDS("%.2f s"),
    MEGABYTES("%.0f MB"),
    EVENTS("%.0f events");

    private final String format;

    Unit(String format) {
      this.format = format;
    }

    String text(double value) {
      return String.format(Locale.ROOT, format, value);
    }
  }

  Figure {
    Objects.requireNonNull(benchmark);
    Objects.requireNonNull(what);
    Objects.requireNonNull(unit);
    Objects.requireNonNull(goal);
    Objects.requireNonNull(details);
  }

  static Figure stated(String benchmark, String what, double value, Unit unit, String details) {
    return new Figure(benchmark, what, value, unit, OptionalDouble.empty(), details);
  }

  Figure withGoal(double atMost) {
    return withGoal(OptionalDouble.of(atMost));
  }

  Figure withGoal(OptionalDouble atMost) {
    return new Figure(benchmark, what, value, unit, atMost, details);
  }

  String shownValue() {
    return unit.text(value);
  }

  String shownGoal() {
    return goal.isPresent() ? "≤ " + unit.text(goal.getAsDouble()) : "";
  }

  /** Told, never enforced: another machine has other times. */
  String verdict() {
    if (goal.isEmpty()) {
      return "";
    }
    return value <= goal.getAsDouble() ? "met" : "missed";
  }
}
