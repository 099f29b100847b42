package dev.varve.activities.lane.duckdb;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An error as the engine tells it: with {@code errors_as_json} every message is one flat JSON
 * object of strings.
 *
 * @param type the engine's kind of error, "Conversion" for one
 * @param message unescaped, may have many lines
 * @param position in UTF-8 bytes of the statement, -1 when there is none
 */
record EngineError(String type, String message, int position) {
  private static final String STRING = "\"((?:[^\"\\\\]|\\\\.)*)\"";
  private static final Pattern TYPE = Pattern.compile("\"exception_type\":" + STRING);
  private static final Pattern MESSAGE =
      Pattern.compile("\"exception_message\":" + STRING, Pattern.DOTALL);
  private static final Pattern POSITION = Pattern.compile("\"position\":\"([0-9]{1,9})\"");
  private static final Pattern NESTED = Pattern.compile("\\{\"exception_type\"");
  private static final Pattern PLAIN =
      Pattern.compile("^([A-Z][A-Za-z ]*?) Error: (.*)$", Pattern.DOTALL);

  static EngineError of(SQLException e) {
    return of(e.getMessage() == null ? "" : e.getMessage());
  }

  static EngineError of(String text) {
    int nested = lastNested(text);
    String json = nested < 0 ? text : text.substring(nested);
    Matcher type = TYPE.matcher(json);
    Matcher message = MESSAGE.matcher(json);
    if (nested < 0 || !type.find() || !message.find()) {
      Matcher plain = PLAIN.matcher(text);
      return plain.matches()
          ? new EngineError(plain.group(1), plain.group(2), -1)
          : new EngineError("", text, -1);
    }
    String unescaped = unescape(message.group(1));
    if (lastNested(unescaped) >= 0) {
      // An error of a background write carries the real one, as JSON, in its message.
      return of(unescaped);
    }
    Matcher position = POSITION.matcher(json);
    return new EngineError(
        type.group(1), unescaped, position.find() ? Integer.parseInt(position.group(1)) : -1);
  }

  /** The position in UTF-16 units of the statement, or -1. */
  int offsetIn(String statement) {
    if (position < 0) {
      return -1;
    }
    byte[] bytes = statement.getBytes(StandardCharsets.UTF_8);
    return position > bytes.length
        ? -1
        : new String(bytes, 0, position, StandardCharsets.UTF_8).length();
  }

  private static int lastNested(String text) {
    Matcher start = NESTED.matcher(text);
    return start.find() ? start.start() : -1;
  }

  private static String unescape(String json) {
    StringBuilder text = new StringBuilder(json.length());
    for (int i = 0; i < json.length(); i++) {
      char c = json.charAt(i);
      if (c != '\\' || i + 1 == json.length()) {
        text.append(c);
        continue;
      }
      char escaped = json.charAt(++i);
      switch (escaped) {
        case 'n' -> text.append('\n');
        case 't' -> text.append('\t');
        case 'r' -> text.append('\r');
        case 'b' -> text.append('\b');
        case 'f' -> text.append('\f');
        case 'u' -> {
          text.append((char) Integer.parseInt(json.substring(i + 1, i + 5), 16));
          i += 4;
        }
        default -> text.append(escaped);
      }
    }
    return text.toString();
  }
}
