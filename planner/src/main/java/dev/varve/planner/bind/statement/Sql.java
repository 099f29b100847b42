package dev.varve.planner.bind.statement;

import com.google.errorprone.annotations.CompileTimeConstant;
import com.google.errorprone.annotations.Immutable;
import dev.varve.planner.project.sql.SqlLexer;
import dev.varve.planner.project.sql.Token;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A part of a statement. It is made of words that stand in our own code, which the compiler sees
 * to, and of what is quoted or checked here.
 */
@Immutable
public final class Sql {
  private static final String IN_TYPES = "()[], _";
  private static final String HOLE = "{}";

  /** Nothing at all. */
  public static final Sql NONE = new Sql("");

  private final String text;

  private Sql(String text) {
    this.text = text;
  }

  /** Our words, with a part in the place of each <code>{}</code>. */
  public static Sql of(@CompileTimeConstant final String words, Sql... parts) {
    StringBuilder text = new StringBuilder();
    int at = 0;
    for (Sql part : parts) {
      int hole = words.indexOf(HOLE, at);
      if (hole < 0) {
        throw new IllegalArgumentException("more parts than places: " + words);
      }
      text.append(words, at, hole).append(part.text);
      at = hole + HOLE.length();
    }
    if (words.indexOf(HOLE, at) >= 0) {
      throw new IllegalArgumentException("fewer parts than places: " + words);
    }
    return new Sql(text.append(words, at, words.length()).toString());
  }

  /** Parts with commas between them. */
  public static Sql list(List<Sql> parts) {
    return joined(", ", parts);
  }

  /** Parts with our words between them. */
  public static Sql joined(@CompileTimeConstant final String between, List<Sql> parts) {
    return new Sql(parts.stream().map(Sql::text).collect(Collectors.joining(between)));
  }

  /** A name in double quotes. */
  public static Sql name(String name) {
    return new Sql('"' + withoutZero(name).replace("\"", "\"\"") + '"');
  }

  /** A name within another one. */
  public static Sql name(String outer, String inner) {
    return new Sql(name(outer).text + "." + name(inner).text);
  }

  /** Names with commas between them. */
  public static Sql names(List<String> names) {
    return list(names.stream().map(Sql::name).toList());
  }

  /** A text in single quotes. */
  public static Sql text(String text) {
    return new Sql('\'' + withoutZero(text).replace("'", "''") + '\'');
  }

  public static Sql number(long number) {
    return new Sql(Long.toString(number));
  }

  /** A value that the engine reads from a text. */
  public static Sql value(String type, String text) {
    return of("CAST({} AS {})", text(text), type(type));
  }

  /**
   * A type. Types come from the engine or from checked declarations, so that this is the last line
   * only: nothing that ends the type and begins something else.
   */
  public static Sql type(String type) {
    if (!isType(type)) {
      throw new IllegalArgumentException("not a type: " + type);
    }
    return new Sql(type);
  }

  /** A user's query, between line ends: it may end in a comment. */
  public static Sql query(ReadOnlyQuery query) {
    return new Sql("\n" + query.text() + "\n");
  }

  /** What follows the name of a user's function. */
  public static Sql macro(ReadOnlyMacro macro) {
    return new Sql(macro.text());
  }

  /**
   * An expression that one of our own writers made earlier. It is closed in itself: no comment, no
   * second statement, no bracket or quote that something else would close.
   */
  public static Sql expression(String text) {
    int depth = 0;
    for (Token token : SqlLexer.tokens(text)) {
      boolean good =
          switch (token.kind()) {
            case WORD, QUOTED_IDENTIFIER, STRING, NUMBER -> true;
            case SYMBOL -> {
              char symbol = text.charAt(token.start());
              depth += "([{".indexOf(symbol) >= 0 ? 1 : ")]}".indexOf(symbol) >= 0 ? -1 : 0;
              yield depth >= 0;
            }
            default -> false;
          };
      if (!good) {
        throw new IllegalArgumentException("not an expression: " + text);
      }
    }
    if (depth != 0 || text.isBlank()) {
      throw new IllegalArgumentException("not an expression: " + text);
    }
    return new Sql(withoutZero(text));
  }

  public boolean isEmpty() {
    return text.isEmpty();
  }

  /** How many characters it has. */
  public int length() {
    return text.length();
  }

  /** As the engine reads it. */
  public String text() {
    return text;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Sql sql && sql.text.equals(text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  @Override
  public String toString() {
    return text;
  }

  private static String withoutZero(String text) {
    if (text.indexOf('\0') >= 0) {
      throw new IllegalArgumentException("a zero byte in a name or a text");
    }
    return text;
  }

  private static boolean isType(String type) {
    int depth = 0;
    for (int i = 0; i < type.length(); i++) {
      char c = type.charAt(i);
      if (c == '"' || c == '\'') {
        i = endOfQuoted(type, i);
        if (i < 0) {
          return false;
        }
      } else if (c == '(' || c == '[') {
        depth++;
      } else if (c == ')' || c == ']') {
        depth--;
      } else if (!(Character.isLetterOrDigit(c) || IN_TYPES.indexOf(c) >= 0)) {
        return false;
      }
      if (depth < 0 || (c == ',' && depth == 0)) {
        return false;
      }
    }
    return depth == 0 && !type.isBlank() && type.indexOf('\0') < 0;
  }

  private static int endOfQuoted(String text, int start) {
    char quote = text.charAt(start);
    for (int i = start + 1; i < text.length(); i++) {
      if (text.charAt(i) == quote) {
        if (i + 1 < text.length() && text.charAt(i + 1) == quote) {
          i++;
        } else {
          return i;
        }
      }
    }
    return -1;
  }
}
