package dev.varve.planner.project.sql;

import dev.varve.planner.Nearest;
import dev.varve.planner.Place;
import dev.varve.planner.Problem;
import dev.varve.planner.project.sql.Token.Kind;
import dev.varve.planner.project.text.FileText;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the one query of a file and gives its parameters their types. What the query means is left
 * to the engine.
 */
public final class ModelSqlReader {
  private static final Pattern TEMPLATE =
      Pattern.compile(
          "\\{\\{-?\\s*(ref|source|config|var|this|env_var|is_incremental"
              + "|[a-z_]+\\s*\\.\\s*[a-z_]+)\\b");
  private static final Pattern REFERENCE =
      Pattern.compile("\\{\\{-?\\s*ref\\s*\\(\\s*['\"]([^'\"]+)['\"]\\s*\\)");

  private final FileText file;
  private final Map<String, String> parameterTypes;
  private final Map<String, String> literals;
  private final List<Problem> problems;

  private ModelSqlReader(
      FileText file,
      Map<String, String> parameterTypes,
      Map<String, String> literals,
      List<Problem> problems) {
    this.file = file;
    this.parameterTypes = parameterTypes;
    this.literals = literals;
    this.problems = problems;
  }

  /**
   * Reads the query.
   *
   * @param tokens of the file's text
   * @param parameterTypes the engine's type by the name of each declared parameter
   * @param literals what stands in the query for parameters whose values are known already
   * @param problems gets what is wrong
   * @return nothing when there is a problem
   */
  public static Optional<ModelSql> read(
      FileText file,
      List<Token> tokens,
      Map<String, String> parameterTypes,
      Map<String, String> literals,
      List<Problem> problems) {
    int before = problems.size();
    ModelSqlReader reader = new ModelSqlReader(file, parameterTypes, literals, problems);
    List<Token> statement = reader.statement(tokens);
    return problems.size() == before && !statement.isEmpty()
        ? Optional.of(reader.rewrite(statement))
        : Optional.empty();
  }

  private List<Token> statement(List<Token> tokens) {
    List<Token> code = tokens.stream().filter(t -> !t.kind().isComment()).toList();
    for (Token token : tokens) {
      check(token);
    }
    int end = 0;
    while (end < code.size() && code.get(end).kind() != Kind.SEMICOLON) {
      end++;
    }
    Optional<Token> more =
        code.subList(end, code.size()).stream().filter(t -> t.kind() != Kind.SEMICOLON).findFirst();
    boolean unterminated = tokens.stream().anyMatch(t -> t.kind() == Kind.UNTERMINATED_COMMENT);
    if (more.isPresent()) {
      report(
          more.get().start(),
          "SEVERAL_STATEMENTS",
          "A model is one query, and another statement begins here.",
          "Keep one SELECT in the file; what it needs first is a model of its own or a WITH.");
    } else if (end == 0 && !unterminated) {
      report(0, "EMPTY_MODEL", "The model holds no query.", "Write a SELECT, or delete the file.");
    }
    return code.subList(0, end);
  }

  private void check(Token token) {
    switch (token.kind()) {
      case UNTERMINATED_STRING ->
          report(token, "UNTERMINATED_STRING", "This string is not closed.", "Close it.");
      case UNTERMINATED_IDENTIFIER ->
          report(token, "UNTERMINATED_IDENTIFIER", "This quoted name is not closed.", "Close it.");
      case UNTERMINATED_COMMENT -> unterminatedComment(token);
      case NAMELESS_PARAMETER ->
          report(
              token,
              "NAMELESS_PARAMETER",
              "The parameter " + token.in(file.text()) + " has no name.",
              "Declare one under params in varve.yaml and write $ and its name.");
      case PARAMETER -> parameter(token);
      case SYMBOL -> template(token);
      default -> {
        // All other tokens are the engine's to judge.
      }
    }
  }

  private void unterminatedComment(Token token) {
    int nested = file.text().indexOf("/*", token.start() + 2);
    report(
        token,
        "UNTERMINATED_COMMENT",
        "This comment is not closed.",
        nested < 0
            ? "Close it with */."
            : "Close it with */. Comments nest: the /* at "
                + file.placeAt(nested)
                + " opens another one, which needs its own */.");
  }

  private void parameter(Token token) {
    String name = name(token);
    if (!parameterTypes.containsKey(name)) {
      report(
          token,
          "UNKNOWN_PARAMETER",
          "The parameter $" + name + " is not declared.",
          Nearest.hint(name, parameterTypes.keySet()) + "Declare it under params in varve.yaml.");
    }
  }

  /** Who comes from a templating tool finds out here, not from a syntax error. */
  private void template(Token token) {
    String text = file.text();
    if (text.charAt(token.start()) != '{') {
      return;
    }
    Matcher call = TEMPLATE.matcher(text).region(token.start(), text.length());
    if (!text.startsWith("{%", token.start()) && !call.lookingAt()) {
      return;
    }
    Matcher reference = REFERENCE.matcher(text).region(token.start(), text.length());
    report(
        token,
        "TEMPLATE_SYNTAX",
        "Models are plain SQL, without templates.",
        reference.lookingAt()
            ? "Write the table itself: its schema, a dot and " + reference.group(1) + "."
            : "Write tables by their names and values as $parameters.");
  }

  private ModelSql rewrite(List<Token> statement) {
    PositionMap.Builder builder = new PositionMap.Builder(file);
    TreeSet<String> used = new TreeSet<>();
    int copied = statement.get(0).start();
    for (Token token : statement) {
      if (token.kind() == Kind.PARAMETER) {
        String name = name(token);
        builder.copy(copied, token.start());
        if (literals.containsKey(name)) {
          builder.put(literals.get(name), token.start());
        } else {
          used.add(name);
          builder.put("CAST($" + name + " AS " + parameterTypes.get(name) + ")", token.start());
        }
        copied = token.end();
      }
    }
    builder.copy(copied, statement.get(statement.size() - 1).end());
    return builder.build(List.copyOf(used));
  }

  private String name(Token parameter) {
    return file.text().substring(parameter.start() + 1, parameter.end());
  }

  private void report(Token token, String code, String message, String mend) {
    report(token.start(), code, message, mend);
  }

  private void report(int offset, String code, String message, String mend) {
    Place place = file.placeAt(offset);
    problems.add(Problem.at(place, code, message, mend));
  }
}
