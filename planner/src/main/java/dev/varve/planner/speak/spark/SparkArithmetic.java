package dev.varve.planner.speak.spark;

import dev.varve.planner.plan.Expression;
import dev.varve.planner.plan.Expression.Call;
import dev.varve.planner.plan.Expression.Constant;
import dev.varve.planner.speak.Numbers;
import dev.varve.planner.types.EngineType;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Writes {@code + - * / // %}. Division of floating numbers by zero is an error there and a value
 * in the engine; that of whole numbers is an error in both.
 */
final class SparkArithmetic {
  private static final int MICROS = 6;
  private static final Pattern INTERVAL_PART = Pattern.compile("\"(months|days|micros)\":(-?\\d+)");
  private static final String INTERVAL = "INTERVAL";

  private SparkArithmetic() {}

  static Optional<String> of(Call call, SparkExpressions spark) {
    String name = call.function().shortName();
    List<Expression> arguments = call.arguments();
    if (arguments.size() == 1 && name.equals("-")) {
      return negated(call, spark);
    }
    if (arguments.size() != 2) {
      return Optional.empty();
    }
    EngineType left = arguments.get(0).type();
    EngineType right = arguments.get(1).type();
    return switch (name) {
      case "+", "-", "*" ->
          left.text().equals("DATE") || right.text().equals("DATE") || isTime(left)
              ? moved(call, spark)
              : computed(call, spark);
      case "/" -> divided(call, spark);
      case "//", "%" -> wholly(call, spark);
      default -> Optional.empty();
    };
  }

  private static Optional<String> negated(Call call, SparkExpressions spark) {
    EngineType type = call.type();
    boolean number = Numbers.decimal(type).isPresent() || Numbers.isFloating(type);
    return number && call.arguments().get(0).type().equals(type)
        ? Optional.of("(- " + spark.one(call.arguments().get(0)) + ")")
        : Optional.empty();
  }

  private static Optional<String> computed(Call call, SparkExpressions spark) {
    EngineType left = call.arguments().get(0).type();
    EngineType right = call.arguments().get(1).type();
    String sign = call.function().shortName();
    boolean same = left.equals(right) && left.equals(call.type());
    if (same && (Numbers.isWhole(left) || Numbers.isFloating(left))) {
      return Optional.of(infix(call, sign, spark));
    }
    if (!Numbers.isDecimal(left) || !Numbers.isDecimal(right) || !Numbers.isDecimal(call.type())) {
      return Optional.empty();
    }
    return Optional.of(SparkDecimals.of(call, spark));
  }

  private static String infix(Call call, String sign, SparkExpressions spark) {
    return "("
        + spark.one(call.arguments().get(0))
        + " "
        + sign
        + " "
        + spark.one(call.arguments().get(1))
        + ")";
  }

  /** A floating number divided by zero is infinite by the signs of both, or not a number. */
  private static Optional<String> divided(Call call, SparkExpressions spark) {
    EngineType type = call.type();
    boolean same = call.arguments().stream().allMatch(argument -> argument.type().equals(type));
    if (!same || !type.text().equals("DOUBLE")) {
      return Optional.empty();
    }
    Expression divisor = call.arguments().get(1);
    String plain = infix(call, "/", spark);
    if (isNonZero(divisor)) {
      return Optional.of(plain);
    }
    String dividend = spark.one(call.arguments().get(0));
    String by = spark.one(divisor);
    String infinity =
        neverNegativeZero(divisor)
            ? "DOUBLE('Infinity')"
            : "CASE WHEN CAST("
                + by
                + " AS STRING) = '-0.0' THEN DOUBLE('-Infinity') ELSE DOUBLE('Infinity') END";
    return Optional.of(
        "CASE WHEN "
            + by
            + " = 0D THEN "
            + dividend
            + " * "
            + infinity
            + " ELSE "
            + plain
            + " END");
  }

  private static boolean isNonZero(Expression divisor) {
    Expression inner = divisor instanceof Expression.Cast cast ? cast.operand() : divisor;
    return inner instanceof Constant constant && constant.value().matches("-?[0-9.]*[1-9][0-9.]*");
  }

  /** Whole and decimal numbers have one zero. */
  private static boolean neverNegativeZero(Expression divisor) {
    return divisor instanceof Expression.Cast cast
        && Numbers.decimal(cast.operand().type()).isPresent();
  }

  /** Division without a rest, or the rest. By zero it is an error in both. */
  private static Optional<String> wholly(Call call, SparkExpressions spark) {
    EngineType type = call.type();
    boolean same = call.arguments().stream().allMatch(argument -> argument.type().equals(type));
    if (!same || !Numbers.isWhole(type)) {
      return Optional.empty();
    }
    return Optional.of(
        call.function().shortName().equals("%")
            ? infix(call, "%", spark)
            : spark.as(infix(call, "div", spark), type));
  }

  private static boolean isTime(EngineType type) {
    return type.text().equals("TIMESTAMP");
  }

  /** Dates and times with numbers of days, intervals and one another. */
  private static Optional<String> moved(Call call, SparkExpressions spark) {
    Expression left = call.arguments().get(0);
    Expression right = call.arguments().get(1);
    String sign = call.function().shortName();
    boolean minus = sign.equals("-");
    if (sign.equals("*")) {
      return Optional.empty();
    }
    if (!minus && right.type().text().equals("DATE")) {
      return moved(
          new Call(call.function(), List.of(right, left), call.type()), spark, right, left);
    }
    return moved(call, spark, left, right);
  }

  private static Optional<String> moved(
      Call call, SparkExpressions spark, Expression from, Expression by) {
    boolean minus = call.function().shortName().equals("-");
    boolean date = from.type().text().equals("DATE");
    if (date && by.type().text().equals("INTEGER")) {
      String function = minus ? "date_sub(" : "date_add(";
      return Optional.of(function + spark.one(from) + ", " + spark.one(by) + ")");
    }
    if (date && minus && by.type().text().equals("DATE")) {
      return Optional.of(
          spark.as("datediff(" + spark.one(from) + ", " + spark.one(by) + ")", call.type()));
    }
    if (by.type().text().equals(INTERVAL) && (date || isTime(from.type())) && isTime(call.type())) {
      return by instanceof Constant constant
          ? Optional.of(stepped(spark.as(spark.one(from), call.type()), constant, minus))
          : Optional.of(spark.gap("an interval that is computed"));
    }
    return Optional.empty();
  }

  /** Months first, then days, then what is shorter, as the engine does it. */
  private static String stepped(String time, Constant interval, boolean minus) {
    String text = time;
    Matcher part = INTERVAL_PART.matcher(interval.value());
    while (part.find()) {
      if (!part.group(2).equals("0")) {
        String amount =
            switch (part.group(1)) {
              case "months" -> "make_ym_interval(0, " + part.group(2) + ")";
              case "days" -> "make_dt_interval(" + part.group(2) + ")";
              default ->
                  "make_dt_interval(0, 0, 0, "
                      + BigDecimal.valueOf(Long.parseLong(part.group(2)), MICROS).toPlainString()
                      + ")";
            };
        text = "(" + text + (minus ? " - " : " + ") + amount + ")";
      }
    }
    return text;
  }
}
