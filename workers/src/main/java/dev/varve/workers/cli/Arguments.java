package dev.varve.workers.cli;

import dev.varve.activities.plan.ExportedModel;
import dev.varve.activities.plan.PlanProblem;
import dev.varve.workers.ServerAddress;
import dev.varve.workers.VarveException;
import dev.varve.workers.cli.parsing.ParsedCommand;
import dev.varve.workflows.BuildRequest;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The arguments of one command as the rest understands them. An option that is not given is taken
 * from the variable {@code VARVE_<OPTION>}; wrong values are collected, to be told all at once.
 */
final class Arguments {
  private final ParsedCommand command;
  private final Map<String, String> environment;
  private final Path current;
  private final List<PlanProblem> problems = new ArrayList<>();

  /** Reads from {@code environment} what is not given; paths are relative to {@code current}. */
  Arguments(ParsedCommand command, Map<String, String> environment, Path current) {
    this.command = command;
    this.environment = environment;
    this.current = current;
  }

  boolean has(String flag) {
    return command.has(flag);
  }

  Optional<String> operand(int index) {
    return command.operand(index);
  }

  List<String> operands() {
    return command.operands();
  }

  /** What a project is compared with; empty where nothing is named. */
  String baseline() {
    return command.value("--against").orElse("");
  }

  /** The folders named by -C, one after the other, and then the argument. */
  Path folder(Optional<String> argument) {
    Path folder = current;
    for (String next : command.folders()) {
      folder = folder.resolve(next);
    }
    return folder.resolve(argument.orElse("")).toAbsolutePath().normalize();
  }

  String environmentName() {
    return setting("--environment").orElse("dev");
  }

  /** The request; its project is the folder. */
  BuildRequest request(Path folder) {
    BuildRequest request =
        new BuildRequest(
                folder.toString(),
                environmentName(),
                command.values("--select"),
                setting("--profile").orElse(""),
                choice("--tier", "FAST", "STABLE", "CANONICAL"),
                choice("--policy", "ALWAYS", "CONSERVATIVE", "BREAKING_ONLY"),
                parameters(),
                command.value("--logical-time").orElse(""),
                has("--rebuild"),
                choice("--if-busy", "refuse", "wait", "attach"),
                has("--take-lease"),
                null)
            .withArtifacts(choice("--artifacts", "none", "changed", "all"));
    request.faults().forEach(fault -> problem("INPUT_INVALID", fault, ""));
    return request;
  }

  /** The server to use; absent without {@code --server}. */
  Optional<ServerAddress> server() {
    Optional<String> address = setting("--server");
    address.ifPresent(this::checkAddress);
    return address.map(
        at -> new ServerAddress(Optional.of(at), setting("--namespace"), setting("--task-queue")));
  }

  /** The server of a worker, which always has one. */
  ServerAddress workerServer() {
    return server()
        .orElseGet(
            () ->
                new ServerAddress(
                    Optional.empty(), setting("--namespace"), setting("--task-queue")));
  }

  Optional<Integer> positive(String option) {
    Optional<String> text = setting(option);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    Optional<Integer> number = number(text.get(), 1, Integer.MAX_VALUE);
    if (number.isEmpty()) {
      wrong(option, text.get(), "give a whole number above 0");
    }
    return number;
  }

  /** The form to export; none where all are to be. */
  List<String> forms() {
    refuseTogether("--as", "--artifacts");
    String form = command.value("--as").orElse("spark");
    if (!ExportedModel.forms().contains(form)) {
      wrong("--as", form, "use one of " + String.join(", ", ExportedModel.forms()));
    }
    return command.value("--artifacts").isPresent() ? List.of() : List.of(form);
  }

  /** Where to put files. */
  Optional<Path> artifacts() {
    return command.value("--artifacts").map(folder -> current.resolve(folder));
  }

  int rows() {
    Optional<String> text = command.value("--rows");
    Optional<Integer> rows = text.flatMap(given -> number(given, 0, 1_000_000));
    if (text.isPresent() && rows.isEmpty()) {
      wrong("--rows", text.get(), "give a whole number from 0 to 1000000");
    }
    return rows.orElse(10);
  }

  Optional<InetSocketAddress> metrics() {
    Optional<String> text = setting("--metrics");
    if (text.isEmpty()) {
      return Optional.empty();
    }
    int colon = text.get().lastIndexOf(':');
    String host = colon < 0 ? "127.0.0.1" : text.get().substring(0, colon);
    Optional<Integer> port = number(text.get().substring(colon + 1), 0, 65_535);
    if (port.isEmpty() || host.isEmpty()) {
      wrong("--metrics", text.get(), "give a port, or a host and a port like 127.0.0.1:9464");
      return Optional.empty();
    }
    return Optional.of(InetSocketAddress.createUnresolved(host, port.get()));
  }

  /**
   * Options that would be ignored without a server. Their variables may stand for builds that have
   * one.
   */
  void refuseWithoutServer(String... options) {
    for (String option : options) {
      if (has(option)) {
        problem(
            "USAGE",
            option + " needs a server: without one the build runs in this process.",
            "Give --server HOST:PORT.");
      }
    }
  }

  /** Two ways of writing one result. */
  void refuseTogether(String one, String other) {
    if (isGiven(one) && isGiven(other)) {
      problem("USAGE", one + " and " + other + " exclude one another.", "Give one of them.");
    }
  }

  private boolean isGiven(String option) {
    return has(option) || command.value(option).isPresent();
  }

  private void problem(String code, String message, String mend) {
    problems.add(VarveException.problem(code, message, mend));
  }

  /** Ends here when anything was wrong. */
  void check() {
    if (!problems.isEmpty()) {
      throw new VarveException(VarveException.Kind.INPUT, problems);
    }
  }

  private Optional<String> setting(String option) {
    Optional<String> given = command.value(option);
    if (given.isPresent()) {
      return given;
    }
    String variable = "VARVE_" + option.substring(2).toUpperCase(Locale.ROOT).replace('-', '_');
    return Optional.ofNullable(environment.get(variable)).filter(value -> !value.isEmpty());
  }

  private String choice(String option, String... choices) {
    Optional<String> text = setting(option);
    if (text.isEmpty()) {
      return "";
    }
    for (String choice : choices) {
      if (choice.equalsIgnoreCase(text.get())) {
        return choice;
      }
    }
    wrong(option, text.get(), "use one of " + String.join(", ", choices));
    return "";
  }

  private Map<String, String> parameters() {
    Map<String, String> parameters = new LinkedHashMap<>();
    for (String pair : command.values("--param")) {
      int equals = pair.indexOf('=');
      if (equals < 1) {
        wrong("--param", pair, "write NAME=VALUE");
      } else if (parameters.putIfAbsent(pair.substring(0, equals), pair.substring(equals + 1))
          != null) {
        wrong("--param", pair, "give each parameter once");
      }
    }
    return parameters;
  }

  private void checkAddress(String address) {
    int colon = address.lastIndexOf(':');
    if (colon < 1 || number(address.substring(colon + 1), 1, 65_535).isEmpty()) {
      wrong("--server", address, "write HOST:PORT, like 127.0.0.1:7233");
    }
  }

  private void wrong(String option, String value, String mend) {
    problem("USAGE", option + " cannot be \"" + value + "\": " + mend + ".", "");
  }

  private static Optional<Integer> number(String text, int least, int most) {
    try {
      int number = Integer.parseInt(text);
      return number >= least && number <= most ? Optional.of(number) : Optional.empty();
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }
}
