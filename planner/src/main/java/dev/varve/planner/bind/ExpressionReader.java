package dev.varve.planner.bind;

import dev.varve.planner.bind.FieldReader.NotUnderstood;
import dev.varve.planner.bind.Json.Fields;
import dev.varve.planner.bind.Json.Text;
import dev.varve.planner.plan.AggregateCall;
import dev.varve.planner.plan.ComparisonOperator;
import dev.varve.planner.plan.Expression;
import dev.varve.planner.plan.Expression.Call;
import dev.varve.planner.plan.Expression.Case;
import dev.varve.planner.plan.Expression.Cast;
import dev.varve.planner.plan.Expression.Clock;
import dev.varve.planner.plan.Expression.Coalesce;
import dev.varve.planner.plan.Expression.Comparison;
import dev.varve.planner.plan.Expression.Constant;
import dev.varve.planner.plan.Expression.In;
import dev.varve.planner.plan.Expression.Input;
import dev.varve.planner.plan.Expression.IsNull;
import dev.varve.planner.plan.Expression.Logical;
import dev.varve.planner.plan.Expression.Not;
import dev.varve.planner.plan.Expression.OpaqueExpression;
import dev.varve.planner.plan.Expression.Parameter;
import dev.varve.planner.plan.FunctionRef;
import dev.varve.planner.plan.Lambda;
import dev.varve.planner.plan.SortKey;
import dev.varve.planner.plan.WindowCall;
import dev.varve.planner.types.EngineType;
import dev.varve.planner.types.EngineTypes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads expressions out of a bound plan; one with an unknown field or form becomes opaque. */
final class ExpressionReader {
  private static final String LAMBDA = "lambda_expr";

  private ExpressionReader() {}

  static Expression read(Json json) {
    Fields fields = FieldReader.object(json);
    try {
      FieldReader reader = new FieldReader(fields);
      reader.ignore("alias", "query_location", "query_location_length");
      Expression expression = understood(reader);
      reader.done();
      return expression;
    } catch (NotUnderstood e) {
      return opaque(fields);
    }
  }

  static List<Expression> readAll(List<Json> expressions) {
    List<Expression> read = new ArrayList<>(expressions.size());
    for (Json expression : expressions) {
      read.add(read(expression));
    }
    return read;
  }

  static List<SortKey> sortKeys(List<Json> orders) {
    List<SortKey> keys = new ArrayList<>(orders.size());
    for (Json order : orders) {
      FieldReader reader = new FieldReader(FieldReader.object(order));
      boolean descending =
          switch (reader.text("type", "")) {
            case "ASCENDING" -> false;
            case "DESCENDING" -> true;
            default -> throw FieldReader.notUnderstood();
          };
      boolean nullsFirst =
          switch (reader.text("null_order", "")) {
            case "NULLS FIRST" -> true;
            case "NULLS LAST" -> false;
            default -> throw FieldReader.notUnderstood();
          };
      keys.add(new SortKey(read(reader.object("expression")), descending, nullsFirst));
      reader.done();
    }
    return keys;
  }

  /** The orders of an ORDER BY among arguments, which the engine wraps. */
  static List<SortKey> wrappedSortKeys(FieldReader reader, String name) {
    Optional<Json> wrapped = reader.take(name);
    if (wrapped.isEmpty()) {
      return List.of();
    }
    FieldReader orders = new FieldReader(FieldReader.object(wrapped.get()));
    List<SortKey> keys = sortKeys(orders.list("orders"));
    orders.done();
    return keys;
  }

  private static Expression opaque(Fields fields) {
    EngineType type =
        fields.find("return_type").map(TypeReader::read).orElse(EngineType.of("UNKNOWN"));
    return new OpaqueExpression(BoundForm.of(fields), type);
  }

  private static Expression understood(FieldReader reader) {
    String kind = reader.text("type", "");
    return switch (reader.text("expression_class", "")) {
      case "BOUND_REF" -> new Input(reader.number("index", 0), type(reader));
      case "BOUND_CONSTANT" -> constant(new FieldReader(reader.object("value")));
      case "BOUND_PARAMETER" -> parameter(reader);
      case "BOUND_FUNCTION" -> function(kind, reader);
      case "BOUND_CONJUNCTION" -> conjunction(kind, reader);
      case "BOUND_OPERATOR" -> operator(kind, reader);
      case "BOUND_CASE" -> caseOf(reader);
      case "BOUND_AGGREGATE" -> aggregate(reader);
      case "BOUND_WINDOW" -> window(kind, reader);
      case "BOUND_LAMBDA" -> lambda(reader);
      default -> throw FieldReader.notUnderstood();
    };
  }

  private static EngineType type(FieldReader reader) {
    return TypeReader.read(reader.object("return_type"));
  }

  static Expression constant(FieldReader value) {
    EngineType type = TypeReader.read(value.object("type"));
    boolean isNull = value.flag("is_null", false);
    Optional<Json> content = value.take("value");
    value.done();
    if (!isNull && content.isEmpty()) {
      throw FieldReader.notUnderstood();
    }
    String form = content.map(BoundForm::of).orElse("null");
    return ClockMacros.isSentinel(type, form)
        ? new Clock(type)
        : new Constant(type, isNull ? "null" : form);
  }

  private static Expression parameter(FieldReader reader) {
    // What the engine knows of the value, which is nothing while binding.
    FieldReader data = new FieldReader(reader.object("parameter_data"));
    data.ignore("value", "return_type");
    data.done();
    return new Parameter(reader.text("identifier", ""), type(reader));
  }

  private static Expression function(String kind, FieldReader reader) {
    EngineType type = type(reader);
    List<Expression> arguments = readAll(reader.list("children"));
    FunctionRef function = functionRef(reader);
    if (kind.equals("OPERATOR_CAST")) {
      return cast(arguments, function, type);
    }
    if (kind.equals("BOUND_FUNCTION")) {
      return ClockMacros.isClock(function, arguments)
          ? new Clock(type)
          : new Call(function, arguments, type);
    }
    for (ComparisonOperator operator : ComparisonOperator.values()) {
      if (kind.equals(boundName(operator))) {
        boolean plain =
            function.name().equals(operator.sign())
                && function.bindData().isEmpty()
                && arguments.size() == 2
                && type.equals(EngineTypes.BOOLEAN);
        if (plain) {
          return new Comparison(operator, arguments.get(0), arguments.get(1));
        }
      }
    }
    throw FieldReader.notUnderstood();
  }

  static String boundName(ComparisonOperator operator) {
    return switch (operator) {
      case EQUAL -> "COMPARE_EQUAL";
      case NOT_EQUAL -> "COMPARE_NOTEQUAL";
      case LESS -> "COMPARE_LESSTHAN";
      case LESS_OR_EQUAL -> "COMPARE_LESSTHANOREQUALTO";
      case GREATER -> "COMPARE_GREATERTHAN";
      case GREATER_OR_EQUAL -> "COMPARE_GREATERTHANOREQUALTO";
      case DISTINCT -> "COMPARE_DISTINCT_FROM";
      case NOT_DISTINCT -> "COMPARE_NOT_DISTINCT_FROM";
    };
  }

  private static Expression cast(
      List<Expression> arguments, FunctionRef function, EngineType type) {
    boolean plain =
        function.name().equals("__cast")
            && arguments.size() == 1
            && function.parameterTypes().equals(List.of(arguments.get(0).type()));
    if (!plain) {
      throw FieldReader.notUnderstood();
    }
    Optional<String> parameter = ViewParameters.name(arguments.get(0));
    if (parameter.isPresent()) {
      return new Parameter(parameter.get(), type);
    }
    return switch (function.bindData()) {
      case "{\"try_cast\":false,\"is_default_cast\":false}" ->
          new Cast(arguments.get(0), type, false, false);
      case "{\"try_cast\":true,\"is_default_cast\":false}" ->
          new Cast(arguments.get(0), type, true, false);
      case "{\"try_cast\":false,\"is_default_cast\":true}" ->
          new Cast(arguments.get(0), type, false, true);
      default -> throw FieldReader.notUnderstood();
    };
  }

  private static FunctionRef functionRef(FieldReader reader) {
    reader.ignore("has_serialize", "is_operator");
    StringBuilder bindData = new StringBuilder();
    List<Json> arguments = reader.list("children");
    reader.take("function_data").ifPresent(data -> bindData.append(bindData(data, arguments)));
    for (String named : List.of("positional_arguments", "named_arguments")) {
      reader.take(named).ifPresent(data -> bindData.append(named).append(BoundForm.of(data)));
    }
    FieldReader qualified = new FieldReader(reader.object("qname"));
    List<String> path = new ArrayList<>();
    for (Json part : qualified.list("path")) {
      if (!(part instanceof Text text)) {
        throw FieldReader.notUnderstood();
      }
      path.add(text.value());
    }
    qualified.done();
    return new FunctionRef(
        String.join(".", path), TypeReader.readAll(reader.list("arguments")), bindData.toString());
  }

  /** Without the copy of a lambda that is an argument too. */
  private static String bindData(Json data, List<Json> arguments) {
    if (data instanceof Fields fields) {
      Optional<String> copy = fields.find(LAMBDA).map(BoundForm::of);
      for (Json argument : arguments) {
        boolean same =
            copy.isPresent()
                && argument instanceof Fields lambda
                && lambda.find(LAMBDA).map(BoundForm::of).equals(copy);
        if (same) {
          return BoundForm.without(fields, List.of(LAMBDA));
        }
      }
    }
    return BoundForm.of(data);
  }

  private static Expression lambda(FieldReader reader) {
    reader.ignore("return_type", "parameter_names");
    return Lambda.overColumns(reader.number("parameter_count", 0), read(reader.object(LAMBDA)));
  }

  private static Expression conjunction(String kind, FieldReader reader) {
    List<Expression> operands = readAll(reader.list("children"));
    if (operands.size() < 2) {
      throw FieldReader.notUnderstood();
    }
    return switch (kind) {
      case "CONJUNCTION_AND" -> new Logical(Logical.Operator.AND, operands);
      case "CONJUNCTION_OR" -> new Logical(Logical.Operator.OR, operands);
      default -> throw FieldReader.notUnderstood();
    };
  }

  private static Expression operator(String kind, FieldReader reader) {
    EngineType type = type(reader);
    List<Expression> operands = readAll(reader.list("children"));
    if (operands.isEmpty()) {
      throw FieldReader.notUnderstood();
    }
    if (kind.equals("OPERATOR_COALESCE")) {
      return new Coalesce(operands, type);
    }
    if (kind.equals("OPERATOR_TRY") && operands.size() == 1) {
      return new Call(FunctionRef.TRY, operands, type);
    }
    if (!type.equals(EngineTypes.BOOLEAN)) {
      throw FieldReader.notUnderstood();
    }
    Expression first = operands.get(0);
    List<Expression> others = operands.subList(1, operands.size());
    if (kind.equals("COMPARE_IN") || kind.equals("COMPARE_NOT_IN")) {
      return new In(first, others, kind.equals("COMPARE_NOT_IN"));
    }
    if (!others.isEmpty()) {
      throw FieldReader.notUnderstood();
    }
    return switch (kind) {
      case "OPERATOR_NOT" -> new Not(first);
      case "OPERATOR_IS_NULL" -> new IsNull(first, false);
      case "OPERATOR_IS_NOT_NULL" -> new IsNull(first, true);
      default -> throw FieldReader.notUnderstood();
    };
  }

  private static Expression caseOf(FieldReader reader) {
    List<Case.Branch> branches = new ArrayList<>();
    for (Json check : reader.list("case_checks")) {
      FieldReader branch = new FieldReader(FieldReader.object(check));
      branches.add(
          new Case.Branch(read(branch.object("when_expr")), read(branch.object("then_expr"))));
      branch.done();
    }
    if (branches.isEmpty()) {
      throw FieldReader.notUnderstood();
    }
    return new Case(branches, read(reader.object("else_expr")), type(reader));
  }

  private static Expression aggregate(FieldReader reader) {
    boolean distinct =
        switch (reader.text("aggregate_type", "")) {
          case "DISTINCT" -> true;
          case "NON_DISTINCT" -> false;
          default -> throw FieldReader.notUnderstood();
        };
    return new AggregateCall(
        functionRef(reader),
        readAll(reader.list("children")),
        distinct,
        reader.take("filter").map(ExpressionReader::read),
        wrappedSortKeys(reader, "order_bys"),
        type(reader));
  }

  private static Expression window(String kind, FieldReader reader) {
    EngineType type = type(reader);
    // How an offset of RANGE was written; the bound itself is computed by the offset's expression.
    reader.ignore(
        "sql_range_start",
        "sql_range_end",
        "sql_range_order_type",
        "sql_range_order_casts",
        "sql_range_start_boundary",
        "sql_range_end_boundary");
    Optional<FunctionRef> function =
        kind.equals("WINDOW_AGGREGATE") ? Optional.of(functionRef(reader)) : Optional.empty();
    return new WindowCall(
        kind,
        function,
        readAll(reader.list("children")),
        readAll(reader.list("partitions")),
        sortKeys(reader.list("orders")),
        new WindowCall.Frame(
            reader.text("start", ""),
            reader.text("end", ""),
            reader.take("start_expr").map(ExpressionReader::read),
            reader.take("end_expr").map(ExpressionReader::read),
            reader.text("exclude_clause", "")),
        reader.take("filters").map(ExpressionReader::read),
        sortKeys(reader.list("arg_orders")),
        reader.flag("ignore_nulls", false),
        reader.flag("distinct", false),
        type);
  }
}
