package dev.varve.planner.project.sql;

import dev.varve.planner.project.sql.Token.Kind;
import java.util.List;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/** The places of a text where parameters stand. */
public final class ParameterSlots {
  private ParameterSlots() {}

  /** The names of the parameters in a text, sorted. */
  public static List<String> names(String text) {
    TreeSet<String> names = new TreeSet<>();
    for (Token token : SqlLexer.tokens(text)) {
      if (token.kind() == Kind.PARAMETER) {
        names.add(token.in(text).substring(1));
      }
    }
    return List.copyOf(names);
  }

  /**
   * The text with something else where parameters stand.
   *
   * @param expressions what to put there, by the parameter's name
   */
  public static String filled(String text, UnaryOperator<String> expressions) {
    StringBuilder filled = new StringBuilder();
    int copied = 0;
    for (Token token : SqlLexer.tokens(text)) {
      if (token.kind() == Kind.PARAMETER) {
        filled.append(text, copied, token.start());
        filled.append(expressions.apply(token.in(text).substring(1)));
        copied = token.end();
      }
    }
    return filled.append(text, copied, text.length()).toString();
  }
}
