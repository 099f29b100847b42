package dev.varve.planner.bind;

import dev.varve.planner.classify.RowTypes;
import dev.varve.planner.plan.Expression;
import dev.varve.planner.plan.Expression.Input;
import dev.varve.planner.plan.FunctionRef;
import dev.varve.planner.plan.Node;
import dev.varve.planner.plan.OneRow;
import dev.varve.planner.plan.TableFunction;
import dev.varve.planner.types.EngineType;
import java.util.ArrayList;
import java.util.List;

/** Reads the table functions of a bound plan: of constants, or of columns of other rows. */
final class TableFunctionReader {
  private static final String TABLE = "seq_scan";

  private TableFunctionReader() {}

  /** Whether it is no function, but a table. */
  static boolean isTable(FieldReader reader) {
    return name(reader).equals(TABLE);
  }

  static Node read(FieldReader reader, List<Node> inputs) {
    String name = name(reader);
    if (inputs.size() > 1 || name.equals(TABLE)) {
      throw FieldReader.notUnderstood();
    }
    reader.ignore(
        "table_index",
        "has_serialize",
        "names",
        "input_table_names",
        "table_filters_by_projection");
    reader.expectEmpty("projection_ids", "table_filters");
    List<EngineType> parameters = TypeReader.readAll(reader.list("arguments"));
    List<EngineType> results = TypeReader.readAll(reader.list("returned_types"));
    List<EngineType> given = TypeReader.readAll(reader.list("input_table_types"));
    Node input = inputs.isEmpty() ? new OneRow() : inputs.get(0);
    List<Expression> arguments =
        inputs.isEmpty() ? constants(reader) : columns(reader, input, given.size());
    boolean ordinality = ordinality(reader, results);
    List<Integer> columns = new ArrayList<>();
    List<EngineType> types = new ArrayList<>();
    for (Json index : reader.list("column_indexes")) {
      FieldReader column = new FieldReader(FieldReader.object(index));
      int position = column.number("index", 0);
      column.done();
      if (position >= results.size()) {
        throw FieldReader.notUnderstood();
      }
      columns.add(position);
      types.add(results.get(position));
    }
    return new TableFunction(
        input,
        new FunctionRef(name, parameters, bindData(reader, inputs.isEmpty() ? List.of() : given)),
        arguments,
        ordinality,
        columns,
        types,
        passed(reader));
  }

  private static String name(FieldReader reader) {
    FieldReader qualified = new FieldReader(reader.object("qname"));
    List<String> path = new ArrayList<>();
    for (Json part : qualified.list("path")) {
      if (!(part instanceof Json.Text text)) {
        throw FieldReader.notUnderstood();
      }
      path.add(text.value());
    }
    qualified.done();
    return String.join(".", path);
  }

  private static List<Expression> constants(FieldReader reader) {
    reader.ignore("input_table_types", "positional_arguments", "named_arguments");
    List<Expression> constants = new ArrayList<>();
    for (Json value : reader.list("parameters")) {
      constants.add(ExpressionReader.constant(new FieldReader(FieldReader.object(value))));
    }
    for (Json named : reader.list("named_parameters")) {
      FieldReader pair = new FieldReader(FieldReader.object(named));
      pair.ignore("key");
      constants.add(ExpressionReader.constant(new FieldReader(pair.object("value"))));
      pair.done();
    }
    return constants;
  }

  /** What it is given of each row stands first among the columns of the input. */
  private static List<Expression> columns(FieldReader reader, Node input, int count) {
    reader.expectEmpty("parameters", "named_parameters");
    List<EngineType> types = RowTypes.of(input).orElseThrow(FieldReader::notUnderstood);
    if (count == 0 || count > types.size()) {
      throw FieldReader.notUnderstood();
    }
    List<Expression> columns = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      columns.add(new Input(i, types.get(i)));
    }
    return columns;
  }

  private static boolean ordinality(FieldReader reader, List<EngineType> results) {
    String source = reader.text("source_ordinality", "");
    int index = reader.number("ordinality_idx", results.size() - 1);
    boolean counted = source.equals("WITH_ORDINALITY");
    if ((!counted && !source.isEmpty()) || index != results.size() - 1) {
      throw FieldReader.notUnderstood();
    }
    return counted;
  }

  /** The names of arguments that were given by name, and the types that rows are handed in with. */
  private static String bindData(FieldReader reader, List<EngineType> given) {
    StringBuilder data = new StringBuilder();
    for (Json named : reader.list("named_parameters")) {
      data.append(FieldReader.object(named).text("key")).append(":=;");
    }
    given.forEach(type -> data.append("of ").append(type.text()).append(';'));
    return data.toString();
  }

  private static List<Integer> passed(FieldReader reader) {
    List<Integer> passed = new ArrayList<>();
    for (Json column : reader.list("projected_input")) {
      passed.add(FieldReader.asInt(column));
    }
    return passed;
  }
}
