package dev.varve.planner.artifact;

import dev.varve.planner.bind.statement.Sql;
import dev.varve.planner.compile.CompiledModel;
import dev.varve.planner.function.SqlMacro;
import java.util.Locale;
import java.util.Map;

/**
 * What the names in a model's text mean beside its tables: the values of its parameters, and the
 * functions and inline models that it uses, itself or through others, each after what it needs.
 */
final class DefinitionLines {
  private DefinitionLines() {}

  static String of(CompiledModel model, Map<String, Surroundings.Value> parameters) {
    StringBuilder text = new StringBuilder();
    for (String name : model.parameters()) {
      Surroundings.Value value = parameters.get(name);
      text.append("-- parameter $").append(name);
      if (value != null) {
        text.append(' ').append(value.type()).append(" = ").append(oneLine(value.text()));
      }
      text.append('\n');
    }
    for (SqlMacro macro : model.functions()) {
      if (macro.view()) {
        text.append("-- inline model ").append(macro.name()).append('\n');
        text.append(macro.definition().strip()).append("\n;\n");
      } else {
        String kind = macro.kind().name().toLowerCase(Locale.ROOT);
        text.append("-- ").append(kind).append(" function ").append(macro.name()).append('\n');
        text.append(macro.create(Sql.name("main"))).append("\n;\n");
      }
    }
    return text.toString();
  }

  /** As a text in JSON would be written, so that no value begins a line of its own. */
  private static String oneLine(String value) {
    StringBuilder line = new StringBuilder("\"");
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '"' || c == '\\') {
        line.append('\\').append(c);
      } else if (Character.isISOControl(c) || c == '\u2028' || c == '\u2029') {
        line.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
      } else {
        line.append(c);
      }
    }
    return line.append('"').toString();
  }
}
