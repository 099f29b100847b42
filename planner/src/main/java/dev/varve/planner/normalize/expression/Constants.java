package dev.varve.planner.normalize.expression;

import dev.varve.planner.plan.Expression;
import dev.varve.planner.plan.Expression.Cast;
import dev.varve.planner.plan.Expression.Constant;
import dev.varve.planner.types.EngineType;
import dev.varve.planner.types.EngineTypes;
import java.math.BigInteger;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Constants whose meaning is beyond doubt: integers, decimals, truth values, NULL and days in their
 * plain spelling. All else is for the engine to compute.
 */
final class Constants {
  static final Constant TRUE = new Constant(EngineTypes.BOOLEAN, "true");
  static final Constant FALSE = new Constant(EngineTypes.BOOLEAN, "false");

  private static final Pattern DIGITS = Pattern.compile("0|-?[1-9][0-9]{0,17}");
  private static final Pattern DAY = Pattern.compile("\"[12][0-9]{3}-[0-9]{2}-[0-9]{2}\"");
  private static final Pattern TIME =
      Pattern.compile(
          "\"[12][0-9]{3}-[01][0-9]-[0-2][0-9] [01][0-9]:[0-5][0-9]:[0-5][0-9](\\.[0-9]{1,6})?"
              + "(\\+00)?\"");

  private Constants() {}

  static boolean isTrue(Expression expression) {
    return expression.equals(TRUE);
  }

  static boolean isFalse(Expression expression) {
    return expression.equals(FALSE);
  }

  static boolean isNull(Expression expression) {
    return expression instanceof Constant constant && constant.value().equals("null");
  }

  /** A constant or one converted. */
  static boolean isConstant(Expression expression) {
    return expression instanceof Constant
        || (expression instanceof Cast cast && cast.operand() instanceof Constant);
  }

  static Constant number(BigInteger unscaled, EngineType type) {
    return new Constant(type, unscaled.toString());
  }

  /** The value of an exact number, without its decimal point. */
  static Optional<BigInteger> number(Expression expression) {
    return expression instanceof Constant constant
            && Exact.isExact(constant.type())
            && DIGITS.matcher(constant.value()).matches()
        ? Optional.of(new BigInteger(constant.value()))
        : Optional.empty();
  }

  /** What orders constants of one type: that of an exact number or of a day. */
  static Optional<BigInteger> rank(Expression expression) {
    Optional<BigInteger> number = number(expression);
    return number.isPresent() ? number : day(expression).map(BigInteger::valueOf);
  }

  private static Optional<Long> day(Expression expression) {
    if (expression instanceof Cast cast
        && cast.type().equals(EngineTypes.DATE)
        && cast.operand() instanceof Constant text
        && text.type().equals(EngineTypes.VARCHAR)
        && DAY.matcher(text.value()).matches()) {
      try {
        return Optional.of(
            LocalDate.parse(text.value().substring(1, text.value().length() - 1)).toEpochDay());
      } catch (DateTimeParseException e) {
        // No such day: the engine will say so.
        return Optional.empty();
      }
    }
    return Optional.empty();
  }

  /** Whether a conversion of a text gives a day or a time for certain. */
  static boolean isTime(Cast cast) {
    if (!(cast.operand() instanceof Constant text) || !text.type().equals(EngineTypes.VARCHAR)) {
      return false;
    }
    String type = cast.type().text();
    boolean times = type.equals("TIMESTAMP") || type.equals("TIMESTAMP WITH TIME ZONE");
    if (times && TIME.matcher(text.value()).matches()) {
      return isDay(text.value().substring(0, 11) + '"');
    }
    return (times || type.equals("DATE")) && isDay(text.value());
  }

  private static boolean isDay(String quoted) {
    return day(new Cast(new Constant(EngineTypes.VARCHAR, quoted), EngineTypes.DATE, false, false))
        .isPresent();
  }

  /** The constant that a conversion of a constant gives. */
  static Expression converted(Cast cast) {
    if (!(cast.operand() instanceof Constant constant)) {
      return cast;
    }
    if (isNull(constant)) {
      return new Constant(cast.type(), "null");
    }
    if (!Exact.isExact(cast.type())) {
      return cast;
    }
    Optional<BigInteger> number = number(constant);
    EngineType from = constant.type();
    if (from.equals(EngineTypes.VARCHAR) && Exact.isWhole(cast.type())) {
      String text = constant.value().substring(1, constant.value().length() - 1);
      if (DIGITS.matcher(text).matches()) {
        number = Optional.of(new BigInteger(text));
        from = EngineTypes.BIGINT;
      }
    }
    EngineType source = from;
    return number
        .flatMap(value -> Exact.as(value, source, cast.type()))
        .<Expression>map(value -> number(value, cast.type()))
        .orElse(cast);
  }
}
