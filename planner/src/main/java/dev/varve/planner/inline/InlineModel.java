package dev.varve.planner.inline;

import dev.varve.planner.Problem;
import dev.varve.planner.bind.Complaint;
import dev.varve.planner.bind.ParsedQuery;
import dev.varve.planner.bind.ParsedQuery.TableName;
import dev.varve.planner.function.SqlMacro;
import dev.varve.planner.project.ModelFile;
import dev.varve.planner.project.sql.SqlLexer;
import dev.varve.planner.project.sql.Token;
import java.util.List;
import java.util.Optional;

/**
 * A model without a table, as its readers bind and run it.
 *
 * @param query what its text names
 * @param view its text, in which every table has its schema: in a view the engine looks in the
 *     view's own schema first, and in a model's text a name without a schema is one of {@code main}
 */
public record InlineModel(ModelFile file, ParsedQuery query, SqlMacro view) {
  private static final String SCHEMA = "main.";

  /**
   * Of a text that parses.
   *
   * @param problems gets the names that cannot be completed
   */
  public static InlineModel of(ModelFile file, ParsedQuery query, List<Problem> problems) {
    String text = file.sql().text();
    List<Token> tokens = SqlLexer.tokens(text);
    StringBuilder view = new StringBuilder(text);
    int added = 0;
    for (TableName name : query.tables().stream().sorted(InlineModel::byPlace).toList()) {
      if (name.path().size() != 1) {
        continue;
      }
      int offset = file.sql().positions().offsetOfByte(name.utf8Offset());
      if (standsAt(offset, name.path().get(0), tokens, text)) {
        view.insert(offset + added, SCHEMA);
        added += SCHEMA.length();
      } else {
        problems.add(unplaced(file, name));
      }
    }
    return new InlineModel(
        file, query, new SqlMacro(file.name(), SqlMacro.Kind.VIEW, view.toString()));
  }

  /** Of a view that the engine does not take, though its text is a query. */
  public Problem problem(Complaint complaint) {
    boolean valueless = !file.sql().parameters().isEmpty();
    return new Problem(
        "INLINE_MODEL",
        "This model cannot be inline: " + complaint.message(),
        Optional.of(file.place()),
        valueless
            ? "The engine may want the value of a parameter before the model runs; use it in a"
                + " model that reads this one, or leave kind: inline out."
            : "Leave kind: inline out.",
        Optional.of(file.name()));
  }

  private static int byPlace(TableName one, TableName other) {
    return Integer.compare(one.utf8Offset(), other.utf8Offset());
  }

  private static boolean standsAt(int offset, String name, List<Token> tokens, String text) {
    Optional<Token> token = tokens.stream().filter(each -> each.start() == offset).findFirst();
    return token
        .map(
            found ->
                switch (found.kind()) {
                  case WORD -> found.in(text).equalsIgnoreCase(name);
                  case QUOTED_IDENTIFIER ->
                      found.in(text).equals('"' + name.replace("\"", "\"\"") + '"');
                  default -> false;
                })
        .orElse(false);
  }

  private static Problem unplaced(ModelFile file, TableName name) {
    String table = name.path().get(0);
    return new Problem(
        "UNKNOWN_TABLE",
        "It cannot be told where this inline model names the table " + table + ".",
        Optional.of(file.sql().positions().placeOfByte(name.utf8Offset())),
        "Write main." + table + ".",
        Optional.of(file.name()));
  }
}
