package dev.varve.planner.bind.statement;

import dev.varve.planner.project.sql.SqlLexer;
import dev.varve.planner.project.sql.Token;

/**
 * The arguments and the body of a user's function, as they follow its name. The engine parses no
 * body by itself; as it holds no semicolon, whatever else it holds is part of the statement that
 * declares the function, and reads or fails.
 */
public final class ReadOnlyMacro {
  private final String text;

  private ReadOnlyMacro(String text) {
    this.text = text;
  }

  public static ReadOnlyMacro of(String text) {
    if (!isOne(text)) {
      throw new IllegalArgumentException("a function's text is more than one statement");
    }
    return new ReadOnlyMacro(text);
  }

  /** Whether the text stays within one statement. */
  public static boolean isOne(String text) {
    return text.indexOf('\0') < 0
        && SqlLexer.tokens(text).stream().noneMatch(t -> t.kind() == Token.Kind.SEMICOLON);
  }

  String text() {
    return text;
  }
}
