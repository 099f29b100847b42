package dev.varve.planner.speak.spark;

import dev.varve.planner.plan.Expression;
import dev.varve.planner.plan.Expression.Cast;
import dev.varve.planner.speak.ConstantValue;
import dev.varve.planner.speak.Numbers;
import dev.varve.planner.types.EngineType;
import dev.varve.planner.types.EngineType.Decimal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** Writes the conversions that mean the same in both, and those that can be made to. */
final class SparkCasts {
  private SparkCasts() {}

  static String of(Cast cast, SparkExpressions spark) {
    EngineType from = cast.operand().type();
    EngineType to = cast.type();
    Optional<String> text = written(cast, from, to, spark);
    return text.orElseGet(
        () ->
            spark.gap(
                "a "
                    + (cast.tryCast() ? "TRY_CAST" : "CAST")
                    + " of "
                    + from.text()
                    + " to "
                    + to.text()));
  }

  private static Optional<String> written(
      Cast cast, EngineType from, EngineType to, SparkExpressions spark) {
    Expression operand = cast.operand();
    if (from.equals(to)) {
      return Optional.of(spark.one(operand));
    }
    if (from.text().equals("\"NULL\"")) {
      return Optional.of(spark.as(spark.one(operand), to));
    }
    Optional<String> constant =
        ConstantValue.text(operand).flatMap(text -> ofText(text, to, spark));
    if (constant.isPresent()) {
      return constant;
    }
    if (cast.tryCast() && !isLossless(from, to)) {
      return Optional.empty();
    }
    return isPlain(from, to)
        ? Optional.of(spark.as(spark.one(operand), to))
        : rounded(operand, from, to, spark);
  }

  /** Text that is written out, in the forms that both read. */
  private static Optional<String> ofText(String text, EngineType to, SparkExpressions spark) {
    boolean said =
        switch (to.text()) {
          case "DATE" -> isDate(text);
          case "TIMESTAMP" ->
              text.matches("\\d{4}-\\d\\d-\\d\\d( \\d\\d:\\d\\d:\\d\\d(\\.\\d{1,6})?)?")
                  && isDate(text.substring(0, 10));
          default ->
              Numbers.isWhole(to)
                  ? text.matches("-?\\d{1,18}")
                  : to.text().equals("DOUBLE") && text.matches("-?\\d{1,15}(\\.\\d{1,15})?");
        };
    return said ? Optional.of(spark.as(SparkConstants.text(text), to)) : Optional.empty();
  }

  private static boolean isDate(String text) {
    try {
      return text.length() == 10 && LocalDate.parse(text).getYear() > 0;
    } catch (DateTimeParseException e) {
      return false;
    }
  }

  /** Every value has one of the other type that is the same. */
  private static boolean isLossless(EngineType from, EngineType to) {
    Optional<Decimal> small = Numbers.decimal(from);
    Optional<Decimal> large = Numbers.decimal(to);
    if (Numbers.isWhole(from) && Numbers.isWhole(to)) {
      return Numbers.isWithin(from, to);
    }
    if (small.isPresent() && large.isPresent() && Numbers.isDecimal(to)) {
      return small.get().scale() <= large.get().scale()
          && small.get().width() - small.get().scale() <= large.get().width() - large.get().scale();
    }
    return to.text().equals("VARCHAR") || (small.isPresent() && to.text().equals("DOUBLE"));
  }

  private static boolean isPlain(EngineType from, EngineType to) {
    boolean whole = Numbers.isWhole(from);
    boolean exact = Numbers.decimal(from).isPresent();
    return switch (to.text()) {
      case "VARCHAR" ->
          whole
              || from.text().equals("BOOLEAN")
              || from.text().equals("HUGEINT")
              || from.text().equals("DATE")
              // The engine writes no zero before the point where the type has no room for it.
              || (from instanceof Decimal decimal && decimal.width() > decimal.scale());
      case "DOUBLE" -> exact || from.text().equals("FLOAT") || from.text().equals("BOOLEAN");
      case "FLOAT" -> from.text().equals("TINYINT") || from.text().equals("SMALLINT");
      case "BOOLEAN" -> whole;
      case "TIMESTAMP" -> from.text().equals("DATE");
      case "DATE" -> from.text().equals("TIMESTAMP");
      default ->
          Numbers.isDecimal(to)
              ? exact
              : Numbers.isWhole(to)
                  && (whole || isWholeNumber(from) || from.text().equals("BOOLEAN"));
    };
  }

  private static boolean isWholeNumber(EngineType type) {
    return type.text().equals("HUGEINT");
  }

  /** To whole numbers the engine rounds, and Spark cuts off. */
  private static Optional<String> rounded(
      Expression operand, EngineType from, EngineType to, SparkExpressions spark) {
    if (!Numbers.isWhole(to)) {
      return Optional.empty();
    }
    if (from instanceof Decimal) {
      return Optional.of(spark.as("round(" + spark.one(operand) + ", 0)", to));
    }
    return from.text().equals("DOUBLE")
        ? Optional.of(spark.as("rint(" + spark.one(operand) + ")", to))
        : Optional.empty();
  }
}
