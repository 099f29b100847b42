package dev.varve.workers.cli.parsing;

import dev.varve.activities.plan.PlanProblem;
import dev.varve.workers.VarveException;
import dev.varve.workflows.NearestName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Reads a command line: {@code --name value}, {@code --name=value}, {@code -n value}, {@code
 * -nvalue}, and {@code --} before what is no option. An own parser because the classes of the usual
 * library are of a format that no class-data archive takes: they cost a tenth of a second at each
 * start.
 */
public final class CommandLineParser {
  private final List<String> args;
  private final List<String> folders = new ArrayList<>();
  private final Map<String, List<String>> values = new TreeMap<>();
  private final List<String> operands = new ArrayList<>();
  private final List<PlanProblem> problems = new ArrayList<>();
  private Command command = Choices.ROOT;
  private int next;

  private CommandLineParser(List<String> args) {
    this.args = args;
  }

  /** The command, which is {@link Choices#ROOT} when none was named. */
  public static ParsedCommand parse(List<String> args) {
    return new CommandLineParser(args).parse();
  }

  private ParsedCommand parse() {
    boolean options = true;
    while (next < args.size()) {
      String argument = args.get(next++);
      if (options && argument.equals("--")) {
        options = false;
      } else if (options && argument.startsWith("-") && argument.length() > 1) {
        option(argument);
      } else if (command.isRoot()) {
        command(argument);
      } else {
        operands.add(argument);
      }
    }
    if (!values.containsKey(Choices.HELP)) {
      checkOperands();
      if (!problems.isEmpty()) {
        throw new VarveException(VarveException.Kind.INPUT, problems);
      }
    }
    return new ParsedCommand(command, folders, values, operands);
  }

  private void command(String name) {
    for (Command known : Choices.COMMANDS) {
      if (known.name().equals(name)) {
        command = known;
        return;
      }
    }
    List<String> names = Choices.COMMANDS.stream().map(Command::name).toList();
    String near =
        NearestName.of(name, names)
            .map(found -> "Did you mean \"varve " + found + "\"? ")
            .orElse("");
    problems.add(
        VarveException.problem(
            "USAGE",
            "There is no command " + name + ".",
            near + "The commands are " + String.join(", ", names) + "."));
    passOverTheRest();
  }

  /** Without a command nothing can be said about what follows. */
  private void passOverTheRest() {
    next = args.size();
  }

  private void option(String argument) {
    int equals = argument.indexOf('=');
    boolean isLong = argument.startsWith("--");
    String name = argument;
    Optional<String> attached = Optional.empty();
    if (isLong && equals > 0) {
      name = argument.substring(0, equals);
      attached = Optional.of(argument.substring(equals + 1));
    } else if (!isLong && argument.length() > 2) {
      name = argument.substring(0, 2);
      attached = Optional.of(argument.substring(2));
    }
    Optional<Option> known = command.option(name);
    if (known.isEmpty()) {
      unknown(name);
    } else if (known.get().label().isPresent()) {
      take(known.get(), attached);
    } else if (attached.isPresent()) {
      problem(name + " takes no value.");
    } else {
      values.put(known.get().name(), List.of());
    }
  }

  private void take(Option option, Optional<String> attached) {
    String value;
    if (attached.isPresent()) {
      value = attached.get();
    } else if (next < args.size() && command.option(args.get(next)).isEmpty()) {
      value = args.get(next++);
    } else {
      problem(option.name() + " needs a value: " + option.label().orElse("") + ".");
      return;
    }
    if (option.name().equals(Choices.FOLDER)) {
      folders.add(value);
      return;
    }
    List<String> given = values.computeIfAbsent(option.name(), name -> new ArrayList<>());
    given.add(value);
    if (given.size() == 2 && !option.repeatable()) {
      problem(option.name() + " is given twice.");
    }
  }

  private void unknown(String name) {
    Optional<String> near =
        name.length() > 2 ? NearestName.of(name, command.optionNames()) : Optional.empty();
    problems.add(
        VarveException.problem(
            "USAGE",
            "There is no option " + name + (command.isRoot() ? " before the command." : "."),
            near.map(found -> "Did you mean " + found + "? ").orElse("") + seeHelp()));
    if (command.isRoot()) {
      passOverTheRest();
      return;
    }
    // What follows may be its value, and must not be taken for an argument of the command.
    boolean takesValue = near.flatMap(command::option).flatMap(Option::label).isPresent();
    if (takesValue && next < args.size() && !args.get(next).startsWith("-")) {
      next++;
    }
  }

  private void checkOperands() {
    for (int i = operands.size(); i < command.operands().size(); i++) {
      if (command.operands().get(i).required()) {
        problem("The " + command.operands().get(i).label() + " is missing.");
      }
    }
    for (int i = command.operands().size(); i < operands.size() && !command.takesSeveral(); i++) {
      problem("\"" + operands.get(i) + "\" is one argument too many.");
    }
  }

  private void problem(String sentence) {
    problems.add(VarveException.problem("USAGE", sentence, seeHelp()));
  }

  private String seeHelp() {
    return command.isRoot()
        ? "See \"varve --help\"."
        : "See \"varve " + command.name() + " --help\".";
  }
}
