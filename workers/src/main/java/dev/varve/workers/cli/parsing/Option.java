package dev.varve.workers.cli.parsing;

import java.util.List;
import java.util.Optional;

/**
 * An option of a command.
 *
 * @param names the last one is the full name, under which its values are asked for
 * @param label what its value is called; absent for a flag
 * @param repeatable whether it may be given several times
 */
public record Option(
    List<String> names, Optional<String> label, boolean repeatable, String description) {
  public Option {
    names = List.copyOf(names);
  }

  static Option flag(String description, String... names) {
    return new Option(List.of(names), Optional.empty(), false, description);
  }

  static Option value(String label, String description, String... names) {
    return new Option(List.of(names), Optional.of(label), false, description);
  }

  static Option values(String label, String description, String... names) {
    return new Option(List.of(names), Optional.of(label), true, description);
  }

  String name() {
    return names.get(names.size() - 1);
  }
}
