package dev.varve.activities.lane;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** Names, text and files as they stand in the engine's SQL. */
public final class Sql {
  private static final String IN_TYPES = "()[], _";

  private Sql() {}

  public static String identifier(String name) {
    if (name.indexOf('\0') >= 0) {
      throw new IllegalArgumentException("a name holds a zero byte");
    }
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  public static String qualified(String schema, String name) {
    return identifier(schema) + "." + identifier(name);
  }

  public static String text(String text) {
    if (text.indexOf('\0') >= 0) {
      throw new IllegalArgumentException("a text holds a zero byte");
    }
    return '\'' + text.replace("'", "''") + '\'';
  }

  /** A file for writing: readers would take some of its characters for a pattern. */
  public static String target(Path file) {
    return text(normal(file));
  }

  /** A file for a reader, which takes a path for a pattern: what is special in one is put in []. */
  public static String source(Path file) {
    String path = normal(file);
    StringBuilder pattern = new StringBuilder(path.length());
    for (int i = 0; i < path.length(); i++) {
      char c = path.charAt(i);
      if (c == '*' || c == '?' || c == '[') {
        pattern.append('[').append(c).append(']');
      } else {
        pattern.append(c);
      }
    }
    return text(pattern.toString());
  }

  public static String sources(List<Path> files) {
    return files.stream().map(Sql::source).collect(Collectors.joining(", ", "[", "]"));
  }

  public static String normal(Path file) {
    return file.toAbsolutePath().normalize().toString();
  }

  /**
   * Refuses what cannot be a type. Types come from the engine or from checked declarations, so that
   * this is the last line only: nothing that ends the type and begins something else.
   */
  static String requireType(String type) {
    int depth = 0;
    boolean good = !type.isBlank();
    for (int i = 0; i < type.length() && good; i++) {
      char c = type.charAt(i);
      if (c == '"' || c == '\'') {
        i = endOfQuoted(type, i);
        good = i >= 0;
        if (!good) {
          break;
        }
      } else if (c == '(' || c == '[') {
        depth++;
      } else if (c == ')' || c == ']') {
        depth--;
        good = depth >= 0;
      } else {
        good = Character.isLetterOrDigit(c) || IN_TYPES.indexOf(c) >= 0;
        good &= c != ',' || depth > 0;
      }
    }
    if (!good || depth != 0) {
      throw new IllegalArgumentException("not a type: " + type);
    }
    return type;
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
