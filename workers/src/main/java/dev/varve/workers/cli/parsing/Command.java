package dev.varve.workers.cli.parsing;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A command with what may stand after it. */
public record Command(
    String name, String description, List<Operand> operands, List<Option> options) {
  /** Ends the label of a last argument that may be given any number of times. */
  static final String SEVERAL = "...";

  /** An argument that is known by its position. */
  public record Operand(String label, boolean required, String description) {}

  public Command {
    operands = List.copyOf(operands);
    options = List.copyOf(options);
  }

  /** What stands for no command at all. */
  public boolean isRoot() {
    return equals(Choices.ROOT);
  }

  /** Whether any number of arguments may follow. */
  boolean takesSeveral() {
    return !operands.isEmpty() && operands.get(operands.size() - 1).label().endsWith(SEVERAL);
  }

  Optional<Option> option(String name) {
    return options.stream().filter(option -> option.names().contains(name)).findFirst();
  }

  public List<String> optionNames() {
    List<String> names = new ArrayList<>();
    options.forEach(option -> names.addAll(option.names()));
    return names;
  }
}
