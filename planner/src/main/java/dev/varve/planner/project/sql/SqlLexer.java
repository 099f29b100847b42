package dev.varve.planner.project.sql;

import dev.varve.planner.project.sql.Token.Kind;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts SQL text into tokens as the engine does: strings with doubled quotes, E-strings with
 * backslashes, dollar-quoted strings, quoted identifiers, nested block comments, line comments that
 * a CR ends too, identifiers that may hold a {@code $}, and Unicode spaces. It never fails: what is
 * not closed becomes an unterminated token up to the end of the text.
 */
public final class SqlLexer {
  private final String text;
  private final List<Token> tokens = new ArrayList<>();
  private int position;

  private SqlLexer(String text) {
    this.text = text;
  }

  /** All tokens in order, comments among them; what lies between them is white space. */
  public static List<Token> tokens(String text) {
    SqlLexer lexer = new SqlLexer(text);
    while (lexer.position < text.length()) {
      lexer.next();
    }
    return List.copyOf(lexer.tokens);
  }

  private void next() {
    char c = text.charAt(position);
    if (isSpace(c)) {
      position++;
    } else if (text.startsWith("--", position)) {
      take(Kind.LINE_COMMENT, endOfLine(position));
    } else if (text.startsWith("/*", position)) {
      blockComment();
    } else if (c == '\'') {
      string(position, position + 1, false);
    } else if (c == '"') {
      quotedIdentifier();
    } else if (c == '$') {
      dollar();
    } else if (isDigit(c)) {
      take(Kind.NUMBER, endOfNumber(position));
    } else if (startsWord(c)) {
      word();
    } else if (c == '?') {
      take(Kind.NAMELESS_PARAMETER, position + 1);
    } else {
      take(c == ';' ? Kind.SEMICOLON : Kind.SYMBOL, position + 1);
    }
  }

  private void take(Kind kind, int end) {
    tokens.add(new Token(kind, position, end));
    position = end;
  }

  private int endOfLine(int from) {
    int end = from;
    while (end < text.length() && text.charAt(end) != '\n' && text.charAt(end) != '\r') {
      end++;
    }
    return end;
  }

  private void blockComment() {
    int depth = 0;
    int at = position;
    while (at < text.length()) {
      if (text.startsWith("/*", at)) {
        depth++;
        at += 2;
      } else if (text.startsWith("*/", at)) {
        depth--;
        at += 2;
        if (depth == 0) {
          take(Kind.BLOCK_COMMENT, at);
          return;
        }
      } else {
        at++;
      }
    }
    take(Kind.UNTERMINATED_COMMENT, text.length());
  }

  private void string(int start, int content, boolean backslashes) {
    position = start;
    int at = content;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (backslashes && c == '\\') {
        at += 2;
      } else if (c != '\'') {
        at++;
      } else if (text.startsWith("''", at)) {
        at += 2;
      } else {
        take(Kind.STRING, at + 1);
        return;
      }
    }
    take(Kind.UNTERMINATED_STRING, text.length());
  }

  private void quotedIdentifier() {
    int at = position + 1;
    while (at < text.length()) {
      if (text.charAt(at) != '"') {
        at++;
      } else if (text.startsWith("\"\"", at)) {
        at += 2;
      } else {
        take(Kind.QUOTED_IDENTIFIER, at + 1);
        return;
      }
    }
    take(Kind.UNTERMINATED_IDENTIFIER, text.length());
  }

  /** {@code $$…$$}, {@code $tag$…$tag$}, {@code $name}, {@code $1} or a lone {@code $}. */
  private void dollar() {
    int nameEnd = position + 1;
    if (nameEnd < text.length() && startsWord(text.charAt(nameEnd))) {
      while (nameEnd < text.length() && continuesName(text.charAt(nameEnd))) {
        nameEnd++;
      }
    }
    if (text.startsWith("$", nameEnd)) {
      String quote = text.substring(position, nameEnd + 1);
      int close = text.indexOf(quote, nameEnd + 1);
      if (close >= 0) {
        take(Kind.STRING, close + quote.length());
      } else {
        take(Kind.UNTERMINATED_STRING, text.length());
      }
    } else if (nameEnd > position + 1) {
      take(Kind.PARAMETER, nameEnd);
    } else {
      int digits = nameEnd;
      while (digits < text.length() && isDigit(text.charAt(digits))) {
        digits++;
      }
      take(Kind.NAMELESS_PARAMETER, digits);
    }
  }

  private void word() {
    char first = text.charAt(position);
    if (position + 1 < text.length() && text.charAt(position + 1) == '\'') {
      if (first == 'e' || first == 'E') {
        string(position, position + 2, true);
        return;
      }
      if ("xXbBnN".indexOf(first) >= 0) {
        string(position, position + 2, false);
        return;
      }
    }
    int end = position + 1;
    while (end < text.length() && (continuesName(text.charAt(end)) || text.charAt(end) == '$')) {
      end++;
    }
    take(Kind.WORD, end);
  }

  private int endOfNumber(int from) {
    int end = endOfDigits(from);
    if (text.startsWith(".", end)) {
      end = endOfDigits(end + 1);
    }
    if (end < text.length() && (text.charAt(end) == 'e' || text.charAt(end) == 'E')) {
      int digits = end + 1;
      if (text.startsWith("+", digits) || text.startsWith("-", digits)) {
        digits++;
      }
      if (digits < text.length() && isDigit(text.charAt(digits))) {
        end = endOfDigits(digits);
      }
    }
    return end;
  }

  private int endOfDigits(int from) {
    int end = from;
    while (end < text.length() && (isDigit(text.charAt(end)) || text.charAt(end) == '_')) {
      end++;
    }
    return end;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean startsWord(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || c == '_'
        || (c >= 0x80 && !isSpace(c));
  }

  private static boolean continuesName(char c) {
    return startsWord(c) || isDigit(c);
  }

  private static boolean isSpace(char c) {
    return c == ' ' || (c >= '\t' && c <= '\r') || isUnicodeSpace(c);
  }

  /**
   * The spaces beyond ASCII over which the engine reads: these and no others, found by trying all.
   */
  static boolean isUnicodeSpace(int c) {
    return c == 0x00A0
        || (c >= 0x2000 && c <= 0x200B)
        || c == 0x202F
        || c == 0x205F
        || c == 0x2060
        || c == 0x3000
        || c == 0xFEFF;
  }
}
