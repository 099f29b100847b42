package dev.varve.planner.speak.spark;

import static java.util.stream.Collectors.joining;

import dev.varve.planner.plan.Expression;
import dev.varve.planner.plan.WindowCall;
import dev.varve.planner.speak.ConstantValue;
import dev.varve.planner.speak.PlanWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Writes window functions. */
final class SparkWindows {
  private static final Map<String, String> RANKS =
      Map.of(
          "WINDOW_RANK", "rank",
          "WINDOW_RANK_DENSE", "dense_rank",
          "WINDOW_ROW_NUMBER", "row_number",
          "WINDOW_PERCENT_RANK", "percent_rank",
          "WINDOW_CUME_DIST", "cume_dist",
          "WINDOW_NTILE", "ntile");

  private static final Map<String, String> SHIFTS =
      Map.of("WINDOW_LAG", "lag", "WINDOW_LEAD", "lead");

  private static final Map<String, String> ENDS =
      Map.of("WINDOW_FIRST_VALUE", "first_value", "WINDOW_LAST_VALUE", "last_value");

  private static final String DEFAULT = "UNBOUNDED_PRECEDING CURRENT_ROW_RANGE";

  private SparkWindows() {}

  static String of(WindowCall call, SparkExpressions spark) {
    if (call.distinct()
        || call.filter().isPresent()
        || !call.argumentOrder().isEmpty()
        || !call.frame().exclusion().equals("NO_OTHER")) {
      return spark.gap("DISTINCT, FILTER, EXCLUDE or an ORDER BY within a window function");
    }
    if (RANKS.containsKey(call.kind())) {
      return ranked(call, RANKS.get(call.kind()), spark);
    }
    String nulls = call.ignoreNulls() ? " IGNORE NULLS" : "";
    if (SHIFTS.containsKey(call.kind())) {
      return SHIFTS.get(call.kind())
          + "("
          + shifted(call, spark)
          + ")"
          + nulls
          + over(call, "", spark);
    }
    if (ENDS.containsKey(call.kind()) && call.arguments().size() == 1) {
      return ENDS.get(call.kind())
          + "("
          + spark.one(call.arguments().get(0))
          + ")"
          + nulls
          + over(call, frame(call, spark), spark);
    }
    if (call.function().isEmpty() || call.ignoreNulls()) {
      return spark.gap("the window function " + call.kind());
    }
    String over = over(call, frame(call, spark), spark);
    return SparkAggregates.written(
        call.function().get().shortName(),
        call.arguments(),
        call.type(),
        spark,
        (function, argument) -> function + "(" + argument + ")" + over);
  }

  /** Ranks look at no frame and are whole numbers of fewer digits there. */
  private static String ranked(WindowCall call, String name, SparkExpressions spark) {
    if (call.order().isEmpty()) {
      return spark.gap(name + " without an ORDER BY");
    }
    String arguments = "";
    if (name.equals("ntile")) {
      OptionalLong count = ConstantValue.whole(call.arguments().get(0));
      if (count.isEmpty() || count.getAsLong() <= 0) {
        return spark.gap("ntile of a number that is computed");
      }
      arguments = Long.toString(count.getAsLong());
    } else if (!call.arguments().isEmpty()) {
      return spark.gap(name + " with arguments");
    }
    String text = name + "(" + arguments + ")" + over(call, "", spark);
    return call.type().text().equals("BIGINT") ? spark.as(text, call.type()) : text;
  }

  private static String shifted(WindowCall call, SparkExpressions spark) {
    List<String> arguments = new ArrayList<>();
    for (int i = 0; i < call.arguments().size(); i++) {
      Expression argument = call.arguments().get(i);
      OptionalLong distance = ConstantValue.whole(argument);
      if (i != 1) {
        arguments.add(spark.one(argument));
      } else if (distance.isPresent()) {
        arguments.add(Long.toString(distance.getAsLong()));
      } else {
        return spark.gap("lag or lead by a number that is computed");
      }
    }
    return call.order().isEmpty()
        ? spark.gap("lag or lead without an ORDER BY")
        : String.join(", ", arguments);
  }

  private static String over(WindowCall call, String frame, SparkExpressions spark) {
    List<String> parts = new ArrayList<>();
    if (!call.partitions().isEmpty()) {
      parts.add("PARTITION BY " + spark.all(call.partitions()));
    }
    if (!call.order().isEmpty()) {
      parts.add(
          call.order().stream()
              .map(key -> spark.one(key.expression()) + PlanWriter.direction(key))
              .collect(joining(", ", "ORDER BY ", "")));
    }
    if (!frame.isEmpty()) {
      parts.add(frame);
    }
    return " OVER (" + String.join(" ", parts) + ")";
  }

  private static String frame(WindowCall call, SparkExpressions spark) {
    WindowCall.Frame frame = call.frame();
    String both = frame.start() + " " + frame.end();
    if (both.equals(DEFAULT) && call.order().isEmpty()) {
      return "";
    }
    if (both.contains("_GROUPS")) {
      return spark.gap("a window frame in GROUPS");
    }
    String unit = both.contains("_RANGE") ? "RANGE" : "ROWS";
    return unit
        + " BETWEEN "
        + bound(frame.start(), frame.startOffset(), unit, spark)
        + " AND "
        + bound(frame.end(), frame.endOffset(), unit, spark);
  }

  private static String bound(
      String kind, Optional<Expression> offset, String unit, SparkExpressions spark) {
    String words = kind.replace("_" + unit, "").replace('_', ' ');
    if (offset.isEmpty()) {
      return words;
    }
    OptionalLong distance = ConstantValue.whole(offset.get());
    return unit.equals("ROWS") && distance.isPresent()
        ? words.replace("EXPR", Long.toString(distance.getAsLong()))
        : spark.gap("a window frame whose bound is computed");
  }
}
