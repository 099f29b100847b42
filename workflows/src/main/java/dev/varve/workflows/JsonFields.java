package dev.varve.workflows;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Reads the fields of an input that a person wrote, and collects what is wrong with them. A payload
 * that cannot be converted would fail the workflow task over and over; an input with problems
 * becomes a record that says so, and the workflow fails at once.
 */
record JsonFields(String prefix, List<String> problems) {

  String text(String name, Object value) {
    if (value == null || value instanceof String) {
      return value == null ? "" : ((String) value).strip();
    }
    problems.add("\"" + prefix + name + "\" must be a text, not " + describe(value) + ".");
    return "";
  }

  boolean flag(String name, Object value) {
    if (value == null || value instanceof Boolean) {
      return value != null && (Boolean) value;
    }
    problems.add("\"" + prefix + name + "\" must be true or false, not " + describe(value) + ".");
    return false;
  }

  /** Zero when absent. */
  int positive(String name, Object value) {
    if (value == null) {
      return 0;
    }
    if (value instanceof Integer number && number > 0) {
      return number;
    }
    problems.add(
        "\"" + prefix + name + "\" must be a whole number above 0, not " + describe(value) + ".");
    return 0;
  }

  /** One text stands for a list of one. */
  List<String> texts(String name, Object value) {
    List<String> texts = new ArrayList<>();
    if (value instanceof List<?> list) {
      list.forEach(element -> texts.add(text(name, element)));
    } else if (value != null) {
      texts.add(text(name, value));
    }
    return texts;
  }

  /**
   * Values as texts. A fraction has to be quoted, because reading it as a number could lose digits.
   */
  Map<String, String> arguments(String name, Object value) {
    Map<String, String> arguments = new TreeMap<>();
    if (value instanceof Map<?, ?> map) {
      map.forEach((key, argument) -> arguments.put((String) key, argument(name, key, argument)));
    } else if (value != null) {
      problems.add("\"" + prefix + name + "\" must be an object, not " + describe(value) + ".");
    }
    return arguments;
  }

  private String argument(String name, Object key, Object value) {
    if (value instanceof String || value instanceof Boolean) {
      return value.toString();
    }
    if (value instanceof Integer || value instanceof Long || value instanceof BigInteger) {
      return value.toString();
    }
    if (value instanceof List && JsonValue.text(value).isPresent()) {
      return JsonValue.text(value).get();
    }
    String expected = "must be a text, a whole number, true, false or a list of these";
    problems.add(
        "\"%s%s.%s\" %s, not %s: write it in quotes."
            .formatted(prefix, name, key, expected, describe(value)));
    return "";
  }

  void refuseUnknown(Map<String, Object> unknown, List<String> known) {
    if (unknown == null) {
      return;
    }
    for (String name : new TreeMap<>(unknown).keySet()) {
      Optional<String> nearest = NearestName.of(name, known);
      problems.add(
          "\""
              + prefix
              + name
              + "\" is not a field of the input"
              + nearest.map(found -> "; did you mean \"" + found + "\"?").orElse("."));
    }
  }

  private static String describe(Object value) {
    if (value == null) {
      return "null";
    }
    if (value instanceof List) {
      return "a list";
    }
    if (value instanceof Map) {
      return "an object";
    }
    return value instanceof String ? "\"" + value + "\"" : value.toString();
  }
}
