package dev.varve.planner.bind;

import dev.varve.planner.bind.Json.Fields;
import dev.varve.planner.bind.Json.Items;
import dev.varve.planner.bind.Json.Text;
import dev.varve.planner.bind.Json.Word;
import java.util.ArrayList;
import java.util.List;

/**
 * Above the rows that a table function is called for, the engine leaves columns as it names them
 * while binding: by the table they come from and their place in it. Where the only input of an
 * operator is that table, the place is the position.
 */
final class ColumnBindings {
  private ColumnBindings() {}

  /** A projection that knows its columns by position; anything else as it is. */
  static Fields resolved(Fields operator) {
    List<Fields> children = operator.objects("children");
    if (!operator.text("type").equals("LOGICAL_PROJECTION")
        || children.size() != 1
        || !children.get(0).text("type").equals("LOGICAL_CTE_REF")
        || operator.find("expressions").isEmpty()) {
      return operator;
    }
    String table = word(children.get(0), "table_index");
    List<Json> values = new ArrayList<>(operator.values());
    int expressions = operator.names().indexOf("expressions");
    values.set(expressions, inside(values.get(expressions), table));
    return new Fields(operator.names(), values);
  }

  private static Json inside(Json json, String table) {
    if (json instanceof Items items) {
      return new Items(items.values().stream().map(each -> inside(each, table)).toList());
    }
    if (!(json instanceof Fields fields)) {
      return json;
    }
    boolean known =
        fields.text("expression_class").equals("BOUND_COLUMN_REF")
            && fields.find("depth").isEmpty()
            && fields.find("binding").orElse(null) instanceof Fields binding
            && word(binding, "table_index").equals(table);
    return known
        ? byPosition(fields)
        : new Fields(
            fields.names(), fields.values().stream().map(each -> inside(each, table)).toList());
  }

  private static Json byPosition(Fields column) {
    List<String> names = new ArrayList<>();
    List<Json> values = new ArrayList<>();
    for (int i = 0; i < column.names().size(); i++) {
      String name = column.names().get(i);
      switch (name) {
        case "expression_class", "type" -> {
          names.add(name);
          values.add(new Text("BOUND_REF"));
        }
        case "binding" -> {
          names.add("index");
          values.add(new Word(word((Fields) column.values().get(i), "column_index")));
        }
        default -> {
          names.add(name);
          values.add(column.values().get(i));
        }
      }
    }
    return new Fields(names, values);
  }

  /** A number that the engine leaves out where it is zero. */
  private static String word(Fields fields, String name) {
    return fields.find(name).orElse(null) instanceof Word word ? word.text() : "0";
  }
}
