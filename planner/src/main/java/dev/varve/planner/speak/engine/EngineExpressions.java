package dev.varve.planner.speak.engine;

import static java.util.stream.Collectors.joining;

import dev.varve.planner.plan.AggregateCall;
import dev.varve.planner.plan.Expression;
import dev.varve.planner.plan.Expression.Call;
import dev.varve.planner.plan.Expression.Cast;
import dev.varve.planner.plan.Expression.Clock;
import dev.varve.planner.plan.Expression.Comparison;
import dev.varve.planner.plan.Expression.Constant;
import dev.varve.planner.plan.Expression.Input;
import dev.varve.planner.plan.Expression.OpaqueExpression;
import dev.varve.planner.plan.Expression.Parameter;
import dev.varve.planner.plan.Lambda;
import dev.varve.planner.plan.SortKey;
import dev.varve.planner.plan.WindowCall;
import dev.varve.planner.speak.ConstantValue;
import dev.varve.planner.speak.ExpressionWriter;
import dev.varve.planner.speak.Gaps;
import dev.varve.planner.speak.PlanWriter;
import dev.varve.planner.types.EngineType.Collated;
import dev.varve.planner.types.EngineType.StructOf;
import dev.varve.planner.types.SqlNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Writes the expressions of a plan. */
final class EngineExpressions extends ExpressionWriter {
  private static final Pattern INTERVAL_PART = Pattern.compile("\"(months|days|micros)\":(-?\\d+)");

  private static final Map<String, String> WINDOWS =
      Map.of(
          "WINDOW_RANK", "rank",
          "WINDOW_RANK_DENSE", "dense_rank",
          "WINDOW_ROW_NUMBER", "row_number",
          "WINDOW_PERCENT_RANK", "percent_rank",
          "WINDOW_CUME_DIST", "cume_dist",
          "WINDOW_NTILE", "ntile",
          "WINDOW_LAG", "lag",
          "WINDOW_LEAD", "lead",
          "WINDOW_FIRST_VALUE", "first_value",
          "WINDOW_LAST_VALUE", "last_value");

  private static final String ALL = "NO_OTHER";

  /** Functions whose arguments have names, which are not written. */
  private static final Set<String> NAMED = Set.of("struct_insert", "struct_update", "union_value");

  private final Gaps gaps;
  private final List<String> columns;

  /** What the lambda around is given. */
  private final List<String> given;

  private final int depth;

  private EngineExpressions(Gaps gaps, List<String> columns, List<String> given, int depth) {
    this.gaps = gaps;
    this.columns = columns;
    this.given = given;
    this.depth = depth;
  }

  static String of(Expression expression, List<String> columns, Gaps gaps) {
    return expression.accept(new EngineExpressions(gaps, columns, List.of(), 0));
  }

  private String keys(List<SortKey> keys) {
    return keys.stream()
        .map(key -> one(key.expression()) + PlanWriter.direction(key))
        .collect(joining(", "));
  }

  @Override
  public String input(Input input) {
    return columns.get(input.index());
  }

  @Override
  public String constant(Constant constant) {
    String type = constant.type().text();
    String json = constant.value();
    if (ConstantValue.isNull(constant)) {
      return type.equals("\"NULL\"") ? "NULL" : "CAST(NULL AS " + type + ")";
    }
    if (constant.type() instanceof Collated) {
      return ConstantValue.scalar(json)
          .map(value -> collated(SqlNames.literal(value), type))
          .orElseThrow();
    }
    return switch (type) {
      case "TIMESTAMP" -> "make_timestamp(" + json + ")";
      case "TIMESTAMP WITH TIME ZONE" -> "make_timestamptz(" + json + ")";
      case "INTERVAL" -> "CAST(" + SqlNames.literal(interval(json)) + " AS INTERVAL)";
      default ->
          ConstantValue.plain(constant)
              .map(value -> "CAST(" + SqlNames.literal(value) + " AS " + type + ")")
              .orElseGet(() -> gaps.add("a constant of type " + type));
    };
  }

  /** A collation is no part of a type that a conversion can name. */
  private static String collated(String value, String type) {
    return "("
        + type.replaceFirst("VARCHAR", "CAST(" + value.replace("$", "\\$") + " AS VARCHAR)")
        + ")";
  }

  private static String interval(String json) {
    Matcher part = INTERVAL_PART.matcher(json);
    StringBuilder text = new StringBuilder();
    while (part.find()) {
      String unit = part.group(1).equals("micros") ? "microseconds" : part.group(1);
      text.append(part.group(2)).append(' ').append(unit).append(' ');
    }
    return text.toString().strip();
  }

  @Override
  public String parameter(Parameter parameter) {
    return "CAST($" + parameter.name() + " AS " + parameter.type().text() + ")";
  }

  @Override
  public String clock(Clock clock) {
    return "now()";
  }

  @Override
  public String call(Call call) {
    for (int i = 0; i < call.arguments().size(); i++) {
      if (call.arguments().get(i) instanceof Lambda lambda) {
        return lambda(call, lambda, i);
      }
    }
    if (call.function().shortName().equals("struct_pack")
        && call.type() instanceof StructOf struct) {
      return IntStream.range(0, call.arguments().size())
          .mapToObj(
              i ->
                  SqlNames.quote(struct.fields().get(i).name())
                      + " := "
                      + one(call.arguments().get(i)))
          .collect(joining(", ", "struct_pack(", ")"));
    }
    if (NAMED.contains(call.function().shortName())) {
      return gaps.add("the names that " + call.function().shortName() + " gives its arguments");
    }
    return SqlNames.quote(call.function().shortName()) + "(" + all(call.arguments()) + ")";
  }

  private String lambda(Call call, Lambda lambda, int at) {
    int own = call.function().bindData().contains("\"has_initial\":true") ? at + 2 : at + 1;
    List<String> names =
        IntStream.range(0, lambda.parameters()).mapToObj(i -> "p" + depth + "_" + i).toList();
    List<String> inside = new ArrayList<>();
    for (int i = names.size() - 1; i >= 0; i--) {
      inside.add(names.get(i));
    }
    call.arguments().stream().skip(own).forEach(argument -> inside.add(one(argument)));
    String body = lambda.body().accept(new EngineExpressions(gaps, columns, inside, depth + 1));
    List<String> arguments = new ArrayList<>();
    for (int i = 0; i < own; i++) {
      arguments.add(
          i == at
              ? "(lambda " + String.join(", ", names) + ": " + body + ")"
              : one(call.arguments().get(i)));
    }
    return SqlNames.quote(call.function().shortName()) + "(" + String.join(", ", arguments) + ")";
  }

  @Override
  public String lambda(Lambda lambda) {
    throw new IllegalStateException("a lambda stands among the arguments of a function");
  }

  @Override
  public String lambdaArgument(Lambda.Argument argument) {
    return given.get(argument.index());
  }

  @Override
  public String cast(Cast cast) {
    if (cast.type() instanceof Collated) {
      return collated(one(cast.operand()), cast.type().text());
    }
    return (cast.tryCast() ? "TRY_CAST(" : "CAST(")
        + one(cast.operand())
        + " AS "
        + cast.type().text()
        + ")";
  }

  @Override
  public String comparison(Comparison comparison) {
    return "("
        + one(comparison.left())
        + " "
        + comparison.operator().sign()
        + " "
        + one(comparison.right())
        + ")";
  }

  @Override
  public String aggregate(AggregateCall call) {
    String name =
        call.function().shortName().equals("count_star") ? "count" : call.function().shortName();
    return SqlNames.quote(name)
        + "("
        + (call.distinct() ? "DISTINCT " : "")
        + (call.arguments().isEmpty() ? "*" : all(call.arguments()))
        + (call.order().isEmpty() ? "" : " ORDER BY " + keys(call.order()))
        + ")"
        + filter(call.filter());
  }

  private String filter(Optional<Expression> filter) {
    return filter.map(rows -> " FILTER (WHERE " + one(rows) + ")").orElse("");
  }

  @Override
  public String window(WindowCall call) {
    String name =
        call.function().map(function -> function.shortName()).orElse(WINDOWS.get(call.kind()));
    if (name == null) {
      return gaps.add("the window function " + call.kind());
    }
    String arguments = (call.distinct() ? "DISTINCT " : "") + all(call.arguments());
    if (name.equals("count_star")) {
      name = "count";
      arguments = "*";
    }
    return name
        + "("
        + arguments
        + (call.argumentOrder().isEmpty() ? "" : " ORDER BY " + keys(call.argumentOrder()))
        + (call.ignoreNulls() ? " IGNORE NULLS)" : ")")
        + filter(call.filter())
        + " OVER ("
        + (call.partitions().isEmpty() ? "" : "PARTITION BY " + all(call.partitions()))
        + (call.order().isEmpty() ? "" : " ORDER BY " + keys(call.order()))
        + frame(call.frame())
        + ")";
  }

  private String frame(WindowCall.Frame frame) {
    String both = frame.start() + " " + frame.end();
    if (both.equals("UNBOUNDED_PRECEDING CURRENT_ROW_RANGE") && frame.exclusion().equals(ALL)) {
      return "";
    }
    String unit = both.contains("_RANGE") ? "RANGE" : both.contains("_GROUPS") ? "GROUPS" : "ROWS";
    return " "
        + unit
        + " BETWEEN "
        + bound(frame.start(), frame.startOffset(), unit)
        + " AND "
        + bound(frame.end(), frame.endOffset(), unit)
        + (frame.exclusion().equals(ALL) ? "" : " EXCLUDE " + frame.exclusion().replace('_', ' '));
  }

  private String bound(String kind, Optional<Expression> offset, String unit) {
    String words = kind.replace("_" + unit, "").replace('_', ' ');
    if (offset.isEmpty()) {
      return words;
    }
    // The bound of a range is computed: the key and what is added to it or taken away.
    Expression distance =
        unit.equals("RANGE") ? ((Call) offset.get()).arguments().get(1) : offset.get();
    return words.replace("EXPR", one(distance));
  }

  @Override
  public String opaque(OpaqueExpression opaque) {
    return gaps.add("an expression that is not understood");
  }
}
