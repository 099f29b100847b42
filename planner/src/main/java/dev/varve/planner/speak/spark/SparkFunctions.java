package dev.varve.planner.speak.spark;

import dev.varve.planner.plan.Expression;
import dev.varve.planner.plan.Expression.Call;
import dev.varve.planner.speak.ConstantValue;
import dev.varve.planner.speak.ReviewedList;
import dev.varve.planner.speak.ReviewedList.Line;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The reviewed list of what the engine's functions are called in Spark. */
final class SparkFunctions {
  private static final Pattern LINE = Pattern.compile("(.+?)\\((.*?)\\) ([=~]) (.+)");
  private static final Pattern PLACE = Pattern.compile("\\$(\\d)|#(\\d)|\\$\\*");

  /**
   * What a line says.
   *
   * @param cast whether the result gets the engine's type
   */
  private record Said(boolean cast, String text) {}

  private static final ReviewedList<Said> REVIEWED =
      ReviewedList.beside(
          SparkFunctions.class,
          LINE,
          parts -> new Said(parts.group(3).equals("~"), parts.group(4)),
          (argument, type) ->
              type.equals("SCALAR")
                  ? Optional.of(SparkTypes.of(argument.type()).isPresent())
                  : Optional.empty());

  private SparkFunctions() {}

  /** A call of a function. */
  static String call(Call call, SparkExpressions spark) {
    List<String> gaps = new ArrayList<>();
    Optional<Line<Said>> line = REVIEWED.find(call, gaps::add);
    if (line.isEmpty()) {
      return spark.gap(gaps.get(0));
    }
    Said said = line.get().said();
    String text = filled(said.text(), call.arguments(), spark);
    return said.cast() ? spark.as(text, call.type()) : text;
  }

  private static String filled(String text, List<Expression> arguments, SparkExpressions spark) {
    return PLACE
        .matcher(text)
        .replaceAll(
            place ->
                Matcher.quoteReplacement(
                    place.group(1) != null
                        ? spark.one(arguments.get(Integer.parseInt(place.group(1)) - 1))
                        : place.group(2) != null
                            ? digits(arguments.get(Integer.parseInt(place.group(2)) - 1))
                            : spark.all(arguments)));
  }

  private static String digits(Expression argument) {
    return Long.toString(ConstantValue.whole(argument).orElseThrow());
  }
}
