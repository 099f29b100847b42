package dev.varve.planner.speak.spark;

import dev.varve.planner.plan.AggregateCall;
import dev.varve.planner.plan.Expression;
import dev.varve.planner.speak.Numbers;
import dev.varve.planner.speak.ReviewedList;
import dev.varve.planner.types.EngineType;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;

/** Writes aggregate functions. */
final class SparkAggregates {
  /** Those of one argument that are the same under another name or their own. */
  private static final Map<String, String> SAME =
      Map.ofEntries(
          Map.entry("min", "min"),
          Map.entry("max", "max"),
          Map.entry("count", "count"),
          Map.entry("bool_and", "bool_and"),
          Map.entry("bool_or", "bool_or"),
          Map.entry("stddev", "stddev_samp"),
          Map.entry("stddev_samp", "stddev_samp"),
          Map.entry("stddev_pop", "stddev_pop"),
          Map.entry("variance", "var_samp"),
          Map.entry("var_samp", "var_samp"),
          Map.entry("var_pop", "var_pop"));

  private SparkAggregates() {}

  static String of(AggregateCall call, SparkExpressions spark) {
    if (!call.order().isEmpty()) {
      return spark.gap("an ORDER BY within " + call.function().shortName());
    }
    String distinct = call.distinct() ? "DISTINCT " : "";
    String filter = call.filter().map(rows -> " FILTER (WHERE " + spark.one(rows) + ")").orElse("");
    return written(
        call.function().shortName(),
        call.arguments(),
        call.type(),
        spark,
        (function, argument) -> function + "(" + distinct + argument + ")" + filter);
  }

  /**
   * Of a name and arguments.
   *
   * @param around writes a function of Spark over an argument, with what else belongs to the call
   */
  static String written(
      String name,
      List<Expression> arguments,
      EngineType type,
      SparkExpressions spark,
      BinaryOperator<String> around) {
    if (name.equals("count_star")) {
      return around.apply("count", "*");
    }
    if (arguments.size() != 1) {
      return unsaid(name, arguments, spark);
    }
    Expression argument = arguments.get(0);
    String value = spark.one(argument);
    if (name.equals("sum")) {
      return sum(argument, type, spark, around);
    }
    if (name.equals("avg") && type.text().equals("DOUBLE")) {
      return argument.type().text().equals("DOUBLE")
          ? around.apply("avg", value)
          : "("
              + "CAST("
              + sum(argument, EngineType.of("HUGEINT"), spark, around, false)
              + " AS DOUBLE) / nullif("
              + around.apply("count", value)
              + ", 0L))";
    }
    String same = SAME.get(name);
    return same == null ? unsaid(name, arguments, spark) : around.apply(same, value);
  }

  private static String sum(
      Expression argument, EngineType type, SparkExpressions spark, BinaryOperator<String> around) {
    return sum(argument, type, spark, around, true);
  }

  /** Sums of whole numbers are wider than there. */
  private static String sum(
      Expression argument,
      EngineType type,
      SparkExpressions spark,
      BinaryOperator<String> around,
      boolean cast) {
    EngineType of = argument.type();
    String value = spark.one(argument);
    if (of.text().equals("BIGINT")) {
      value = "CAST(" + value + " AS DECIMAL(19,0))";
    }
    if (Numbers.decimal(of).isPresent()) {
      String sum = around.apply("sum", value);
      return cast ? spark.as(sum, type) : sum;
    }
    return of.text().equals("DOUBLE") && type.text().equals("DOUBLE")
        ? around.apply("sum", value)
        : unsaid("sum", List.of(argument), spark);
  }

  private static String unsaid(String name, List<Expression> arguments, SparkExpressions spark) {
    return spark.gap("the aggregate " + ReviewedList.signature(name, arguments));
  }
}
