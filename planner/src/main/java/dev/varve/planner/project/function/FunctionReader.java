package dev.varve.planner.project.function;

import dev.varve.planner.InputException;
import dev.varve.planner.Place;
import dev.varve.planner.Problem;
import dev.varve.planner.project.TypeText;
import dev.varve.planner.project.function.FunctionFile.Argument;
import dev.varve.planner.project.sql.ModelSql;
import dev.varve.planner.project.sql.ModelSqlReader;
import dev.varve.planner.project.sql.SqlLexer;
import dev.varve.planner.project.sql.Token;
import dev.varve.planner.project.text.FileText;
import dev.varve.planner.project.yaml.HeaderComment;
import dev.varve.planner.project.yaml.YamlFields;
import dev.varve.planner.project.yaml.YamlValue;
import dev.varve.planner.project.yaml.YamlValue.Entries;
import dev.varve.planner.project.yaml.YamlValue.Entry;
import dev.varve.planner.project.yaml.YamlValue.Scalar;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Reads one function's file: a header that types it, and one expression or query. */
final class FunctionReader {
  private static final String NAME = "[A-Za-z_][A-Za-z0-9_]*";
  private static final String EXAMPLE =
      "Begin the file with /* varve, a line args: { gross: DOUBLE }, a line returns: DOUBLE and */.";

  private final FileText file;
  private final String name;
  private final List<Problem> problems;

  private FunctionReader(FileText file, String name, List<Problem> problems) {
    this.file = file;
    this.name = name;
    this.problems = problems;
  }

  /**
   * Reads a file.
   *
   * @param problems gets what is wrong
   * @return nothing when there is a problem
   */
  static Optional<FunctionFile> read(
      String path, String name, byte[] bytes, List<Problem> problems) {
    List<Problem> found = new ArrayList<>();
    Optional<FunctionFile> function = Optional.empty();
    try {
      function = new FunctionReader(FileText.decode(path, bytes), name, found).read();
    } catch (InputException e) {
      found.addAll(e.problems());
    }
    problems.addAll(found);
    return found.isEmpty() ? function : Optional.empty();
  }

  private Optional<FunctionFile> read() {
    List<Token> tokens = SqlLexer.tokens(file.text());
    Optional<Entries> header = HeaderComment.read(file, tokens, problems);
    Optional<ModelSql> body = body(tokens);
    if (header.isEmpty()) {
      if (problems.isEmpty()) {
        report(
            Place.startOf(file.file()),
            "UNTYPED_FUNCTION",
            "The function " + name + " has no header that types it.",
            EXAMPLE);
      }
      return Optional.empty();
    }
    YamlFields fields =
        new YamlFields(
            "function " + name,
            header.get(),
            List.of("description", "args", "returns"),
            Map.of("arguments", "Did you mean args?", "params", "Did you mean args?"),
            problems);
    List<Argument> arguments = arguments(fields);
    Optional<YamlValue> returns = fields.value("returns");
    String type = "";
    Map<String, String> columns = new LinkedHashMap<>();
    if (returns.orElse(null) instanceof Entries written) {
      columns(written, arguments, columns);
    } else if (returns.isPresent()) {
      type = fields.scalar("returns").flatMap(this::type).orElse("");
    } else {
      report(
          fields.place(),
          "UNTYPED_FUNCTION",
          "The function " + name + " does not say what it returns.",
          "Write returns: and a type, or a mapping of columns to types where it yields a table.");
    }
    if (body.isEmpty() || !problems.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new FunctionFile(
            name,
            file.file(),
            fields.text("description").orElse(""),
            arguments,
            type,
            columns,
            body.get(),
            fields.placeOf("returns")));
  }

  private Optional<ModelSql> body(List<Token> tokens) {
    int depth = 0;
    for (Token token : tokens) {
      Place place = file.placeAt(token.start());
      switch (token.kind()) {
        case PARAMETER, NAMELESS_PARAMETER -> {
          report(
              place,
              "PARAMETER_IN_FUNCTION",
              "A function has arguments, and no parameter such as " + token.in(file.text()) + ".",
              "Declare it under args, and let the caller give the parameter.");
          return Optional.empty();
        }
        case SYMBOL -> {
          String symbol = token.in(file.text());
          depth += symbol.equals("(") ? 1 : symbol.equals(")") ? -1 : 0;
          if (depth < 0) {
            report(place, "SYNTAX_ERROR", "Nothing is open that this closes.", "Remove it.");
            return Optional.empty();
          }
        }
        default -> {
          // All other tokens are the engine's to judge.
        }
      }
    }
    List<Problem> found = new ArrayList<>();
    Optional<ModelSql> body = ModelSqlReader.read(file, tokens, Map.of(), Map.of(), found);
    found.forEach(problem -> problems.add(ofFunction(problem)));
    if (depth > 0) {
      report(
          file.placeAt(file.text().length()),
          "SYNTAX_ERROR",
          "A parenthesis is not closed.",
          "Close it.");
    }
    return body;
  }

  /** What is said of models there is not true of functions. */
  private static Problem ofFunction(Problem problem) {
    return switch (problem.code()) {
      case "EMPTY_MODEL" ->
          Problem.at(
              problem.place().orElseThrow(),
              "EMPTY_FUNCTION",
              "The function has no body.",
              "Write one expression, or a SELECT where it yields a table; or delete the file.");
      case "SEVERAL_STATEMENTS" ->
          Problem.at(
              problem.place().orElseThrow(),
              "SEVERAL_STATEMENTS",
              "A function is one expression or query, and another statement begins here.",
              "Give each function a file of its own.");
      default -> problem;
    };
  }

  private List<Argument> arguments(YamlFields fields) {
    List<Argument> arguments = new ArrayList<>();
    TreeSet<String> seen = new TreeSet<>();
    boolean optional = false;
    for (Entry entry : fields.mapping("args")) {
      named("argument", entry, seen);
      List<Entry> written =
          entry.value() instanceof Entries entries
              ? entries.entries()
              : List.of(new Entry("type", entry.keyPlace(), entry.value()));
      YamlFields argument =
          new YamlFields(
              "argument " + entry.key(),
              new Entries(written, entry.keyPlace()),
              List.of("type", "default", "description"),
              Map.of(),
              problems);
      Optional<Scalar> type = argument.scalar("type");
      if (type.isEmpty() && !argument.has("type")) {
        report(
            entry.keyPlace(),
            "UNTYPED_FUNCTION",
            "The argument " + entry.key() + " has no type.",
            "Write " + entry.key() + ": BIGINT, or another type.");
      }
      Optional<String> defaultValue = argument.text("default");
      argument.text("description");
      if (optional && defaultValue.isEmpty()) {
        report(
            entry.keyPlace(),
            "BAD_VALUE",
            "The argument " + entry.key() + " has no default, and one before it has.",
            "Put those with a default last.");
      }
      optional |= defaultValue.isPresent();
      arguments.add(new Argument(entry.key(), type.flatMap(this::type).orElse(""), defaultValue));
    }
    return arguments;
  }

  private void columns(Entries written, List<Argument> arguments, Map<String, String> columns) {
    TreeMap<String, String> given = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    arguments.forEach(argument -> given.put(argument.name(), argument.name()));
    TreeSet<String> seen = new TreeSet<>();
    if (written.entries().isEmpty()) {
      report(written.place(), "BAD_VALUE", "A table without columns is none.", "Name its columns.");
    }
    for (Entry entry : written.entries()) {
      named("column", entry, seen);
      if (given.containsKey(entry.key())) {
        report(
            entry.keyPlace(),
            "BAD_VALUE",
            "The column " + entry.key() + " is called like an argument, which would stand for it.",
            "Rename one of the two.");
      }
      if (entry.value() instanceof Scalar scalar && !scalar.isNothing()) {
        columns.put(entry.key(), type(scalar).orElse(""));
      } else {
        report(
            entry.keyPlace(),
            "UNTYPED_FUNCTION",
            "The column " + entry.key() + " has no type.",
            "Write " + entry.key() + ": BIGINT, or another type.");
      }
    }
  }

  private void named(String what, Entry entry, Set<String> seen) {
    if (!entry.key().matches(NAME)) {
      report(
          entry.keyPlace(),
          "BAD_VALUE",
          "\"" + entry.key() + "\" is no name of an " + what + ".",
          "Use letters, digits and underscores.");
    } else if (!seen.add(entry.key().toLowerCase(Locale.ROOT))) {
      report(
          entry.keyPlace(),
          "DUPLICATE_NAME",
          "There is already the " + what + " " + entry.key() + "; case makes no difference.",
          "Keep one of the two.");
    }
  }

  private Optional<String> type(Scalar type) {
    Optional<String> mend = TypeText.mend(type.text());
    mend.ifPresent(text -> problems.add(TypeText.problem(type, text)));
    return mend.isPresent() ? Optional.empty() : Optional.of(type.text());
  }

  private void report(Place place, String code, String message, String mend) {
    problems.add(Problem.at(place, code, message, mend));
  }
}
