package dev.varve.planner.bind;

import dev.varve.planner.bind.Json.Fields;
import dev.varve.planner.bind.Json.Items;
import dev.varve.planner.bind.Json.Text;
import dev.varve.planner.bind.Json.Word;
import java.util.List;

/**
 * Writes what is not understood: the engine's JSON without what only says where in the text it came
 * from or what it is called.
 */
final class BoundForm {
  private BoundForm() {}

  static String of(Json json) {
    StringBuilder out = new StringBuilder();
    write(json, List.of(), out);
    return out.toString();
  }

  /** Of an object without some of its fields. */
  static String without(Fields fields, List<String> left) {
    StringBuilder out = new StringBuilder();
    write(fields, left, out);
    return out.toString();
  }

  private static void write(Json json, List<String> left, StringBuilder out) {
    if (json instanceof Text text) {
      quote(text.value(), out);
    } else if (json instanceof Word word) {
      out.append(word.text());
    } else if (json instanceof Items items) {
      out.append('[');
      for (int i = 0; i < items.values().size(); i++) {
        out.append(i == 0 ? "" : ",");
        write(items.values().get(i), List.of(), out);
      }
      out.append(']');
    } else if (json instanceof Fields fields) {
      write(fields, left, out);
    }
  }

  private static void write(Fields fields, List<String> left, StringBuilder out) {
    boolean expression = fields.names().contains("expression_class");
    char separator = '{';
    for (int i = 0; i < fields.names().size(); i++) {
      String name = fields.names().get(i);
      boolean noise =
          name.equals("query_location")
              || name.equals("query_location_length")
              || (expression && name.equals("alias"));
      if (!noise && !left.contains(name)) {
        out.append(separator);
        quote(name, out);
        out.append(':');
        write(fields.values().get(i), List.of(), out);
        separator = ',';
      }
    }
    out.append(separator == '{' ? "{}" : "}");
  }

  private static void quote(String text, StringBuilder out) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        out.append('\\').append(c);
      } else if (c < ' ') {
        out.append(String.format("\\u%04x", (int) c));
      } else {
        out.append(c);
      }
    }
    out.append('"');
  }
}
