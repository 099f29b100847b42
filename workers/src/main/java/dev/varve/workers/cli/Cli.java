package dev.varve.workers.cli;

import dev.varve.activities.plan.PlanProblem;
import dev.varve.workers.VarveException;
import dev.varve.workers.cli.parsing.Choices;
import dev.varve.workers.cli.parsing.CommandLineParser;
import dev.varve.workers.cli.parsing.ParsedCommand;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Reads one command line, carries it out, and tells how it ended. */
final class Cli {
  private final Terminal terminal;
  private final Map<String, String> environment;
  private final Path current;
  private final Services services;
  private final Interrupts interrupts;

  Cli(
      Terminal terminal,
      Map<String, String> environment,
      Path current,
      Services services,
      Interrupts interrupts) {
    this.terminal = terminal;
    this.environment = environment;
    this.current = current;
    this.services = services;
    this.interrupts = interrupts;
  }

  /** The exit code. */
  int run(String... args) {
    try {
      return parsed(CommandLineParser.parse(withCommand(args)));
    } catch (VarveException e) {
      report(List.of(args).contains("--json"), e.problems());
      return ExitCode.of(e.kind());
    } finally {
      terminal.flush();
    }
  }

  /** {@code varve help build} and {@code varve --version} are what people try first. */
  private static List<String> withCommand(String[] args) {
    String first = args.length == 0 ? "" : args[0];
    return switch (first) {
      case "help" -> args.length == 1 ? List.of(Choices.HELP) : List.of(args[1], Choices.HELP);
      case "--version" -> List.of("version");
      default -> List.of(args);
    };
  }

  private int parsed(ParsedCommand command) {
    if (command.has(Choices.HELP)) {
      UsageText.print(terminal.out(), terminal.outPaint(), command.command());
      return ExitCode.DONE;
    }
    if (command.command().isRoot()) {
      UsageText.print(terminal.err(), terminal.errPaint(), Choices.ROOT);
      return ExitCode.INPUT;
    }
    return guarded(command);
  }

  private int guarded(ParsedCommand command) {
    boolean verbose = command.has("--verbose");
    boolean json = command.has("--json");
    Logging.configure(verbose);
    try {
      Arguments arguments = new Arguments(command, environment, current);
      return new Commands(terminal, arguments, current, services, interrupts)
          .run(command.command().name());
    } catch (VarveException e) {
      report(json, e.problems());
      if (verbose) {
        e.printStackTrace(terminal.err());
      }
      return ExitCode.of(e.kind());
    } catch (RuntimeException | LinkageError e) {
      report(
          json,
          List.of(
              VarveException.problem(
                  "INTERNAL",
                  "Something went wrong that should not: " + e + ".",
                  verbose ? "" : "Run it again with --verbose and report what it prints.")));
      if (verbose) {
        e.printStackTrace(terminal.err());
      }
      return ExitCode.OUTSIDE;
    }
  }

  private void report(boolean json, List<PlanProblem> problems) {
    if (json) {
      JsonText.problems(terminal.out(), problems);
    }
    terminal.out().flush();
    ProblemText.print(terminal.err(), terminal.errPaint(), problems);
  }
}
