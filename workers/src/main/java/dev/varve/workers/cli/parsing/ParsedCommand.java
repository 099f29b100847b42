package dev.varve.workers.cli.parsing;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A command line that keeps to the rules.
 *
 * @param folders the values of -C, before the command and after it
 * @param values by full option name; a flag that was given has an empty value
 */
public record ParsedCommand(
    Command command,
    List<String> folders,
    Map<String, List<String>> values,
    List<String> operands) {
  public ParsedCommand {
    folders = List.copyOf(folders);
    values = new TreeMap<>(values);
    operands = List.copyOf(operands);
  }

  public boolean has(String option) {
    return values.containsKey(option);
  }

  public List<String> values(String option) {
    return values.getOrDefault(option, List.of());
  }

  public Optional<String> value(String option) {
    return values(option).stream().findFirst();
  }

  public Optional<String> operand(int index) {
    return index < operands.size() ? Optional.of(operands.get(index)) : Optional.empty();
  }
}
