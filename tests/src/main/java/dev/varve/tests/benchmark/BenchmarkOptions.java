package dev.varve.tests.benchmark;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What was asked for on the command line.
 *
 * @param cases in the order given; none means all
 */
record BenchmarkOptions(List<String> cases, boolean quick, boolean help, Optional<Path> work) {
  BenchmarkOptions {
    cases = List.copyOf(cases);
  }

  /**
   * Reads the command line.
   *
   * @throws IllegalArgumentException with a sentence for the person
   */
  static BenchmarkOptions parse(List<String> arguments, List<String> known) {
    List<String> cases = new ArrayList<>();
    boolean quick = false;
    boolean help = false;
    Optional<Path> work = Optional.empty();
    for (int i = 0; i < arguments.size(); i++) {
      switch (arguments.get(i)) {
        case "--quick" -> quick = true;
        case "-h", "--help" -> help = true;
        case "--case" -> cases.add(value(arguments, ++i, "--case"));
        case "--work" -> work = Optional.of(Path.of(value(arguments, ++i, "--work")));
        default ->
            throw new IllegalArgumentException("There is no option " + arguments.get(i) + ".");
      }
    }
    for (String name : cases) {
      if (!known.contains(name)) {
        throw new IllegalArgumentException(
            "There is no case " + name + "; there are " + String.join(", ", known) + ".");
      }
    }
    return new BenchmarkOptions(cases, quick, help, work);
  }

  private static String value(List<String> arguments, int index, String option) {
    if (index >= arguments.size()) {
      throw new IllegalArgumentException(option + " needs a value.");
    }
    return arguments.get(index);
  }
}
