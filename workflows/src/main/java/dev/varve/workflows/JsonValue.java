package dev.varve.workflows;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A list in an input, as JSON again: what it holds is for the project to judge. */
final class JsonValue {
  private JsonValue() {}

  /** Nothing where a number is not whole: as read, it is no longer the one that was written. */
  static Optional<String> text(Object value) {
    if (value == null
        || value instanceof Boolean
        || value instanceof Integer
        || value instanceof Long
        || value instanceof BigInteger) {
      return Optional.of(String.valueOf(value));
    }
    if (value instanceof String text) {
      return Optional.of(quoted(text));
    }
    if (value instanceof List<?> list) {
      List<String> parts = new ArrayList<>();
      list.forEach(element -> text(element).ifPresent(parts::add));
      return parts.size() == list.size()
          ? Optional.of("[" + String.join(",", parts) + "]")
          : Optional.empty();
    }
    if (value instanceof Map<?, ?> map) {
      List<String> parts = new ArrayList<>();
      map.forEach((k, v) -> text(v).ifPresent(t -> parts.add(quoted((String) k) + ":" + t)));
      return parts.size() == map.size()
          ? Optional.of("{" + String.join(",", parts) + "}")
          : Optional.empty();
    }
    return Optional.empty();
  }

  private static String quoted(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        quoted.append('\\').append(c);
      } else if (c < ' ') {
        quoted.append("\\u%04x".formatted((int) c));
      } else {
        quoted.append(c);
      }
    }
    return quoted.append('"').toString();
  }
}
