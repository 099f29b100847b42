package dev.varve.planner.bind;

import dev.varve.planner.bind.FieldReader.NotUnderstood;
import dev.varve.planner.bind.Json.Fields;
import dev.varve.planner.classify.RowTypes;
import dev.varve.planner.plan.Aggregate;
import dev.varve.planner.plan.CteRef;
import dev.varve.planner.plan.Distinct;
import dev.varve.planner.plan.EmptyRows;
import dev.varve.planner.plan.Expression;
import dev.varve.planner.plan.Expression.Constant;
import dev.varve.planner.plan.Filter;
import dev.varve.planner.plan.Limit;
import dev.varve.planner.plan.Node;
import dev.varve.planner.plan.OneRow;
import dev.varve.planner.plan.OpaqueNode;
import dev.varve.planner.plan.Project;
import dev.varve.planner.plan.Scan;
import dev.varve.planner.plan.SetOperation;
import dev.varve.planner.plan.Sort;
import dev.varve.planner.plan.Unnest;
import dev.varve.planner.plan.Values;
import dev.varve.planner.plan.Window;
import dev.varve.planner.plan.WithCte;
import dev.varve.planner.types.Column;
import dev.varve.planner.types.EngineType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads operators out of a bound plan; one with an unknown field or form becomes opaque. */
final class NodeReader {
  private static final String NO_COLUMN = "18446744073709551615";

  private NodeReader() {}

  static Node read(Fields operator) {
    List<Node> inputs = new ArrayList<>();
    for (Fields child : operator.objects("children")) {
      inputs.add(read(child));
    }
    try {
      FieldReader reader = new FieldReader(ColumnBindings.resolved(operator));
      reader.ignore("children");
      Node node = understood(reader, inputs);
      reader.done();
      return node;
    } catch (NotUnderstood | IllegalArgumentException e) {
      return new OpaqueNode(
          operator.text("type"), BoundForm.without(operator, List.of("children")), inputs);
    }
  }

  private static Node understood(FieldReader reader, List<Node> inputs) {
    String type = reader.text("type", "");
    return switch (type) {
      case "LOGICAL_GET" ->
          inputs.isEmpty() && TableFunctionReader.isTable(reader)
              ? scan(reader)
              : TableFunctionReader.read(reader, inputs);
      case "LOGICAL_DUMMY_SCAN" -> {
        reader.ignore("table_index");
        yield new OneRow();
      }
      case "LOGICAL_EMPTY_RESULT" -> {
        reader.ignore("bindings");
        yield new EmptyRows(TypeReader.readAll(reader.list("return_types")));
      }
      case "LOGICAL_EXPRESSION_GET" -> values(reader, only(inputs));
      case "LOGICAL_PROJECTION" -> {
        reader.ignore("table_index");
        yield new Project(only(inputs), expressions(reader));
      }
      case "LOGICAL_FILTER" ->
          keeping(reader, "projection_map", new Filter(only(inputs), expressions(reader)));
      case "LOGICAL_AGGREGATE_AND_GROUP_BY" -> aggregate(reader, only(inputs));
      case "LOGICAL_COMPARISON_JOIN",
          "LOGICAL_ANY_JOIN",
          "LOGICAL_ASOF_JOIN",
          "LOGICAL_CROSS_PRODUCT",
          "LOGICAL_POSITIONAL_JOIN" ->
          JoinReader.read(type, reader, inputs);
      case "LOGICAL_WINDOW" -> {
        reader.ignore("window_index");
        yield new Window(only(inputs), expressions(reader));
      }
      case "LOGICAL_ORDER_BY" ->
          keeping(
              reader,
              "projection_map",
              new Sort(only(inputs), ExpressionReader.sortKeys(reader.list("orders"))));
      case "LOGICAL_LIMIT" ->
          new Limit(only(inputs), bound(reader, "limit_val"), bound(reader, "offset_val"));
      case "LOGICAL_DISTINCT" -> distinct(reader, only(inputs));
      case "LOGICAL_UNION" -> setOperation(SetOperation.Kind.UNION, reader, inputs);
      case "LOGICAL_INTERSECT" -> setOperation(SetOperation.Kind.INTERSECT, reader, inputs);
      case "LOGICAL_EXCEPT" -> setOperation(SetOperation.Kind.EXCEPT, reader, inputs);
      case "LOGICAL_MATERIALIZED_CTE" -> withCte(reader, inputs);
      case "LOGICAL_CTE_REF" -> {
        reader.ignore("table_index", "bound_columns");
        yield new CteRef(
            reader.number("cte_index", 0), TypeReader.readAll(reader.list("chunk_types")));
      }
      case "LOGICAL_RECURSIVE_CTE" -> recursion(reader, inputs);
      case "LOGICAL_SAMPLE" -> sample(reader, only(inputs));
      case "LOGICAL_UNNEST" -> unnest(reader, only(inputs));
      default -> throw FieldReader.notUnderstood();
    };
  }

  static Node only(List<Node> inputs) {
    if (inputs.size() != 1) {
      throw FieldReader.notUnderstood();
    }
    return inputs.get(0);
  }

  /** A node of whose columns only some are passed on. */
  static Node keeping(FieldReader reader, String map, Node node) {
    Optional<Json> kept = reader.take(map);
    if (kept.isEmpty()) {
      return node;
    }
    List<Integer> columns = new ArrayList<>();
    FieldReader.items(kept.get()).forEach(column -> columns.add(FieldReader.asInt(column)));
    return keeping(columns, node);
  }

  static Node keeping(List<Integer> columns, Node node) {
    List<EngineType> types = RowTypes.of(node).orElseThrow(FieldReader::notUnderstood);
    List<Expression> kept = new ArrayList<>();
    for (int column : columns) {
      if (column < 0 || column >= types.size()) {
        throw FieldReader.notUnderstood();
      }
      kept.add(new Expression.Input(column, types.get(column)));
    }
    return new Project(node, kept);
  }

  private static List<Expression> expressions(FieldReader reader) {
    return ExpressionReader.readAll(reader.list("expressions"));
  }

  private static Node scan(FieldReader reader) {
    reader.ignore("qname", "table_index", "has_serialize", "table_filters_by_projection");
    reader.expectEmpty(
        "projection_ids",
        "table_filters",
        "arguments",
        "parameters",
        "named_parameters",
        "input_table_types",
        "input_table_names",
        "projected_input");
    List<EngineType> types = TypeReader.readAll(reader.list("returned_types"));
    List<Json> names = reader.list("names");
    List<Column> columns = new ArrayList<>();
    for (Json index : reader.list("column_indexes")) {
      FieldReader column = new FieldReader(FieldReader.object(index));
      String position = column.word("index", "0");
      column.done();
      if (position.equals(NO_COLUMN)) {
        columns.add(Scan.NOTHING);
      } else {
        int at = Integer.parseInt(position);
        if (!(names.get(at) instanceof Json.Text name)) {
          throw FieldReader.notUnderstood();
        }
        columns.add(new Column(name.value(), types.get(at).text()));
      }
    }
    return new Scan(table(new FieldReader(reader.object("function_data"))), columns);
  }

  private static String table(FieldReader data) {
    data.ignore("catalog", "qualified_name");
    if (data.flag("is_index_scan", false) || data.flag("is_create_index", false)) {
      throw FieldReader.notUnderstood();
    }
    String name = StubCatalog.tableOf(data.text("schema", ""), data.text("table", ""));
    data.done();
    return name;
  }

  private static Node values(FieldReader reader, Node input) {
    if (!(input instanceof OneRow)) {
      throw FieldReader.notUnderstood();
    }
    reader.ignore("table_index");
    List<List<Expression>> rows = new ArrayList<>();
    for (Json row : reader.list("expressions")) {
      rows.add(ExpressionReader.readAll(FieldReader.items(row)));
    }
    return new Values(rows, TypeReader.readAll(reader.list("expr_types")));
  }

  private static Node aggregate(FieldReader reader, Node input) {
    reader.ignore("group_index", "aggregate_index", "groupings_index");
    List<Expression> groups = ExpressionReader.readAll(reader.list("groups"));
    List<List<Integer>> sets = positions(reader.list("grouping_sets"));
    if (sets.isEmpty()) {
      List<Integer> all = new ArrayList<>();
      for (int i = 0; i < groups.size(); i++) {
        all.add(i);
      }
      sets = List.of(all);
    }
    return new Aggregate(
        input, groups, sets, expressions(reader), positions(reader.list("grouping_functions")));
  }

  static List<List<Integer>> positions(List<Json> lists) {
    List<List<Integer>> positions = new ArrayList<>();
    for (Json list : lists) {
      List<Integer> each = new ArrayList<>();
      for (Json position : FieldReader.items(list)) {
        each.add(FieldReader.asInt(position));
      }
      positions.add(each);
    }
    return positions;
  }

  private static Limit.Bound bound(FieldReader reader, String name) {
    FieldReader bound = new FieldReader(reader.object(name));
    String kind = bound.text("type", "");
    String constant =
        switch (kind) {
          case "UNSET", "EXPRESSION_VALUE", "EXPRESSION_PERCENTAGE" -> "";
          case "CONSTANT_VALUE" -> bound.word("constant_integer", "0");
          case "CONSTANT_PERCENTAGE" -> bound.word("constant_percentage", "0.0");
          default -> throw FieldReader.notUnderstood();
        };
    Optional<Expression> value = bound.take("expression").map(ExpressionReader::read);
    if (value.isPresent() != kind.startsWith("EXPRESSION_")) {
      throw FieldReader.notUnderstood();
    }
    bound.ignore("constant_integer", "constant_percentage");
    bound.done();
    return new Limit.Bound(kind, constant, value);
  }

  private static Node distinct(FieldReader reader, Node input) {
    boolean on =
        switch (reader.text("distinct_type", "")) {
          case "DISTINCT" -> false;
          case "DISTINCT_ON" -> true;
          default -> throw FieldReader.notUnderstood();
        };
    return new Distinct(
        input,
        on,
        ExpressionReader.readAll(reader.list("distinct_targets")),
        ExpressionReader.wrappedSortKeys(reader, "order_by"));
  }

  private static Node setOperation(SetOperation.Kind kind, FieldReader reader, List<Node> inputs) {
    reader.ignore("table_index", "column_count");
    if (inputs.size() < 2) {
      throw FieldReader.notUnderstood();
    }
    return new SetOperation(kind, reader.flag("setop_all", true), inputs);
  }

  private static Node withCte(FieldReader reader, List<Node> inputs) {
    if (inputs.size() != 2) {
      throw FieldReader.notUnderstood();
    }
    reader.ignore("ctename", "column_count");
    return new WithCte(
        reader.number("table_index", 0),
        reader.text("materialize", "CTE_MATERIALIZE_DEFAULT"),
        inputs.get(0),
        inputs.get(1));
  }

  private static Node recursion(FieldReader reader, List<Node> inputs) {
    if (inputs.size() != 2) {
      throw FieldReader.notUnderstood();
    }
    reader.ignore("ctename", "column_count");
    return new WithCte.Recursion(
        reader.number("table_index", 0),
        reader.flag("union_all", false),
        TypeReader.readAll(reader.list("internal_types")),
        inputs.get(0),
        inputs.get(1));
  }

  private static Node sample(FieldReader reader, Node input) {
    FieldReader options = new FieldReader(reader.object("sample_options"));
    if (!(ExpressionReader.constant(new FieldReader(options.object("sample_size")))
        instanceof Constant size)) {
      throw FieldReader.notUnderstood();
    }
    Limit.Sample sample =
        new Limit.Sample(
            input,
            size,
            options.flag("is_percentage", false),
            options.text("method", ""),
            options.flag("repeatable", false),
            options.word("seed", ""));
    options.done();
    return sample;
  }

  private static Node unnest(FieldReader reader, Node input) {
    reader.ignore("unnest_index");
    List<Expression> lists = new ArrayList<>();
    List<EngineType> types = new ArrayList<>();
    for (Json expression : reader.list("expressions")) {
      FieldReader unnest = new FieldReader(FieldReader.object(expression));
      if (!unnest.text("expression_class", "").equals("BOUND_UNNEST")) {
        throw FieldReader.notUnderstood();
      }
      unnest.ignore("type", "alias", "query_location", "query_location_length");
      lists.add(ExpressionReader.read(unnest.object("child")));
      types.add(TypeReader.read(unnest.object("return_type")));
      unnest.done();
    }
    return new Unnest(input, lists, types);
  }
}
