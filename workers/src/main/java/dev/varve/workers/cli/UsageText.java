package dev.varve.workers.cli;

import dev.varve.workers.cli.Columns.Cell;
import dev.varve.workers.cli.parsing.Choices;
import dev.varve.workers.cli.parsing.Command;
import dev.varve.workers.cli.parsing.Option;
import java.io.PrintStream;
import java.util.List;

/** The help of a command, made from what the parser knows. */
final class UsageText {
  private UsageText() {}

  static void print(PrintStream out, Paint paint, Command command) {
    boolean root = command.isRoot();
    StringBuilder synopsis = new StringBuilder(root ? "varve" : "varve " + command.name());
    synopsis.append(" [OPTIONS]");
    if (root) {
      synopsis.append(" COMMAND");
    }
    for (Command.Operand operand : command.operands()) {
      synopsis.append(' ');
      synopsis.append(operand.required() ? operand.label() : "[" + operand.label() + "]");
    }
    out.println(command.description());
    out.println();
    out.println(paint.bold("Usage:") + " " + synopsis);
    out.println();
    Columns columns = new Columns("  ");
    for (Command.Operand operand : command.operands()) {
      columns.add(List.of(Cell.left("    " + operand.label()), Cell.left(operand.description())));
    }
    for (Option option : command.options()) {
      columns.add(List.of(Cell.left(names(option)), Cell.left(option.description())));
    }
    columns.lines().forEach(line -> out.println("  " + line));
    if (root) {
      commands(out, paint);
    }
  }

  private static void commands(PrintStream out, Paint paint) {
    out.println();
    out.println(paint.bold("Commands:"));
    Columns columns = new Columns("  ");
    for (Command command : Choices.COMMANDS) {
      columns.add(List.of(Cell.left(command.name()), Cell.left(command.description())));
    }
    columns.lines().forEach(line -> out.println("  " + line));
    out.println();
    out.println("Start with:         varve init shop && cd shop && varve build");
    out.println("Help on a command:  varve help COMMAND");
  }

  private static String names(Option option) {
    String names = String.join(", ", option.names());
    String aligned = names.startsWith("--") ? "    " + names : names;
    return aligned + option.label().map(label -> " " + label).orElse("");
  }
}
