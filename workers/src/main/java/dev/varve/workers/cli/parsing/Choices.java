package dev.varve.workers.cli.parsing;

import dev.varve.workers.cli.parsing.Command.Operand;
import java.util.ArrayList;
import java.util.List;

/** The commands and their options. */
public final class Choices {
  public static final String HELP = "--help";
  static final String FOLDER = "-C";

  private static final Option HELP_OPTION = Option.flag("Show this help", "-h", HELP);
  private static final Option FOLDER_OPTION =
      Option.value("DIR", "The project's folder (default: .)", FOLDER);
  private static final Option ENVIRONMENT =
      Option.value("NAME", "The set of tables to work on (default: dev)", "-e", "--environment");
  private static final Option JSON = Option.flag("Write the result as JSON", "--json");
  private static final Option VERBOSE =
      Option.flag("List everything, log more, show stack traces", "-v", "--verbose");
  private static final Operand PROJECT =
      new Operand("DIR", false, "The project's folder (default: .)");

  /** What may stand before the command. */
  public static final Command ROOT =
      new Command(
          "varve",
          "Builds tables from SQL, only what changed.",
          List.of(),
          List.of(HELP_OPTION, FOLDER_OPTION));

  public static final List<Command> COMMANDS =
      List.of(
          init(),
          plan(),
          build(),
          show(),
          lineage(),
          explain(),
          diff(),
          export(),
          functions(),
          worker(),
          version());

  private Choices() {}

  private static Command init() {
    return new Command(
        "init",
        "Writes a small project that builds as it is.",
        List.of(new Operand("DIR", false, "Folder of the project, made if missing (default: .)")),
        List.of(HELP_OPTION, FOLDER_OPTION));
  }

  private static Command plan() {
    List<Option> options = request();
    options.add(
        Option.flag(
            "End with 1 when a build would change something, with 0 when not", "--exit-code"));
    options.addAll(List.of(JSON, VERBOSE));
    return new Command(
        "plan", "Says per model what a build would do, and why.", List.of(PROJECT), options);
  }

  private static Command build() {
    List<Option> options = request();
    options.add(
        Option.value(
            "WHAT", "When another build runs: refuse (default), wait or attach", "--if-busy"));
    options.add(
        Option.flag("Take the environment even if its holder may be alive", "--take-lease"));
    options.add(
        Option.value(
            "WHAT",
            "Keep the forms of models in the run bundle: changed, all or none",
            "--artifacts"));
    options.addAll(server());
    options.add(Option.flag("With --server: start the build and return", "--no-wait"));
    options.addAll(List.of(JSON, VERBOSE));
    return new Command("build", "Brings the tables up to date.", List.of(PROJECT), options);
  }

  private static Command show() {
    return new Command(
        "show",
        "Shows the schema and the first rows of a table.",
        List.of(new Operand("MODEL", true, "The table, like marts.revenue"), PROJECT),
        List.of(
            HELP_OPTION,
            FOLDER_OPTION,
            ENVIRONMENT,
            Option.value("N", "How many rows to show (default: 10)", "-n", "--rows"),
            JSON,
            VERBOSE));
  }

  private static Command functions() {
    return new Command(
        "functions",
        "Lists the functions that models can call, the project's own first.",
        List.of(PROJECT),
        List.of(
            HELP_OPTION,
            FOLDER_OPTION,
            Option.flag("Only those that work on one row after the other", "--slow"),
            JSON,
            VERBOSE));
  }

  private static Command lineage() {
    return new Command(
        "lineage",
        "Shows where columns come from and what influences them.",
        List.of(
            new Operand("TARGET", true, "A model, a source, or a column like marts.revenue.day"),
            PROJECT),
        List.of(
            HELP_OPTION,
            FOLDER_OPTION,
            Option.flag("What comes of it, in place of what it comes from", "--down"),
            JSON,
            Option.flag("Write a graph for Graphviz", "--dot"),
            VERBOSE));
  }

  private static Command explain() {
    List<Option> options = new ArrayList<>(request());
    options.removeIf(
        option -> option.names().contains("--select") || option.names().contains("--rebuild"));
    options.addAll(List.of(JSON, VERBOSE));
    return new Command(
        "explain",
        "Shows how a model is understood and what decides whether it is built.",
        List.of(new Operand("MODEL", true, "The model, like marts.revenue"), PROJECT),
        options);
  }

  private static Command diff() {
    return new Command(
        "diff",
        "Says what changed, and which models and columns that can affect.",
        List.of(
            new Operand(
                "MODEL" + Command.SEVERAL, false, "Only these, like marts.revenue (default: all)")),
        List.of(
            HELP_OPTION,
            FOLDER_OPTION,
            ENVIRONMENT,
            Option.value(
                "WHAT", "An environment, a revision of Git, or git:REV", "-a", "--against"),
            Option.flag("End with 1 when anything is computed or stored otherwise", "--exit-code"),
            Option.flag("Do not look for rows on which old and new differ", "--no-search"),
            JSON,
            VERBOSE));
  }

  private static Command export() {
    return new Command(
        "export",
        "Writes a model as Spark SQL, or in another form.",
        List.of(new Operand("MODEL", true, "The model, like marts.revenue"), PROJECT),
        List.of(
            HELP_OPTION,
            FOLDER_OPTION,
            ENVIRONMENT,
            Option.value(
                "FORM", "spark (default), sql, plan, diff…; any other word lists all", "--as"),
            Option.value("DIR", "Write every form into files of this folder", "--artifacts"),
            VERBOSE));
  }

  private static Command worker() {
    List<Option> options = new ArrayList<>(List.of(HELP_OPTION));
    options.addAll(server());
    options.add(Option.value("N", "Steps to run at once (default: by the machine)", "--slots"));
    options.add(
        Option.value(
            "[HOST:]PORT", "Serve Prometheus metrics (default host: 127.0.0.1)", "--metrics"));
    options.add(VERBOSE);
    return new Command(
        "worker", "Runs builds for a Temporal server until told to end.", List.of(), options);
  }

  private static Command version() {
    return new Command(
        "version",
        "Prints the versions of varve, its engine and Java.",
        List.of(),
        List.of(HELP_OPTION));
  }

  private static List<Option> request() {
    return new ArrayList<>(
        List.of(
            HELP_OPTION,
            FOLDER_OPTION,
            ENVIRONMENT,
            Option.values(
                "MODELS",
                "Only marts.*, +model, model+, tag:daily, path:DIR, changed; a,b: in both",
                "-s",
                "--select"),
            Option.value("NAME", "dev_debug, prod_fast, memory_tight or your own", "--profile"),
            Option.value("TIER", "FAST, STABLE or CANONICAL (not yet)", "--tier"),
            Option.value("POLICY", "ALWAYS, CONSERVATIVE or BREAKING_ONLY", "--policy"),
            Option.values("K=V", "The value of a parameter of the project", "-p", "--param"),
            Option.value(
                "TIME",
                "What the clock of the models shows, like 2026-01-31T06:00:00Z",
                "--logical-time"),
            Option.flag("Build the selected models whatever is known of them", "--rebuild")));
  }

  private static List<Option> server() {
    return List.of(
        Option.value("HOST:PORT", "The Temporal server that runs builds", "--server"),
        Option.value("NAME", "Its namespace (default: default)", "--namespace"),
        Option.value("NAME", "The queue of builds (default: varve)", "--task-queue"));
  }
}
