package dev.varve.planner.speak.substrait;

import dev.varve.planner.plan.Expression;
import dev.varve.planner.plan.Expression.Cast;
import dev.varve.planner.plan.Expression.Constant;
import dev.varve.planner.speak.ConstantValue;
import dev.varve.planner.speak.Numbers;
import dev.varve.planner.types.EngineType;
import dev.varve.planner.types.EngineType.Decimal;
import java.util.List;
import java.util.Optional;

/**
 * Writes the conversions whose result nobody doubts, and those that can be made so: the
 * specification does not say how a conversion rounds, nor how values are written as text.
 */
final class Casts {
  private static final int DIGITS = 38;

  private Casts() {}

  static Value of(Cast cast, Expressions expressions) {
    Expression operand = cast.operand();
    EngineType from = operand.type();
    EngineType to = cast.type();
    Message message = expressions.message();
    if (operand instanceof Constant constant && ConstantValue.isNull(constant)) {
      return Value.nothing(to, message);
    }
    if (from.equals(to)) {
      return expressions.one(operand);
    }
    Optional<Value> written =
        ConstantValue.text(operand).flatMap(text -> Constants.ofText(text, to));
    if (written.isPresent()) {
      return written.get();
    }
    if (isPlain(from, to)) {
      return expressions.one(operand).as(to, cast.tryCast(), message);
    }
    if (rounds(from, to)) {
      return rounded(expressions.one(operand), to, message).as(to, cast.tryCast(), message);
    }
    message.gap(
        "a "
            + (cast.tryCast() ? "TRY_CAST" : "CAST")
            + " of "
            + from.text()
            + " to "
            + to.text()
            + " is not specified in enough detail");
    return Value.unsaid(to);
  }

  private static boolean isPlain(EngineType from, EngineType to) {
    Optional<Decimal> exact = Numbers.decimal(from);
    return switch (to.text()) {
      case "DOUBLE" -> exact.isPresent() || from.text().equals("FLOAT");
      case "FLOAT" -> from.text().equals("TINYINT") || from.text().equals("SMALLINT");
      case "VARCHAR" -> Numbers.isWhole(from);
      case "TIMESTAMP" -> from.text().equals("DATE");
      case "DATE" -> from.text().equals("TIMESTAMP");
      default ->
          exact.isPresent()
              && Numbers.decimal(to).isPresent()
              && exact.get().scale() <= Numbers.decimal(to).orElseThrow().scale();
    };
  }

  /** Fewer digits after the point. */
  private static boolean rounds(EngineType from, EngineType to) {
    return from instanceof Decimal
        ? Numbers.decimal(to).isPresent()
        : from.text().equals("DOUBLE") && Numbers.isWhole(to);
  }

  /** Halves of decimal numbers go away from zero, those of floating ones to the even neighbour. */
  private static Value rounded(Value value, EngineType to, Message message) {
    if (value.type() instanceof Decimal decimal) {
      return decimal(value, decimal, Numbers.decimal(to).orElseThrow().scale(), message);
    }
    return whole(value, "TIE_TO_EVEN", message);
  }

  /** The whole number next to a floating one; of two the one that the option names. */
  static Value whole(Value value, String ties, Message message) {
    return Functions.call(
        message,
        "rounding",
        "round:fp64_i32",
        value.type(),
        true,
        List.of(),
        List.of(value, Value.literal(0)),
        List.of("rounding=" + ties));
  }

  static Value decimal(Value value, Decimal type, int scale, Message message) {
    return Functions.call(
        message,
        "rounding_decimal",
        "round:dec_i32",
        new Decimal(Math.min(type.width() + 1, DIGITS), type.scale()),
        true,
        List.of(),
        List.of(value, Value.literal(scale)),
        List.of("rounding=TIE_AWAY_FROM_ZERO"));
  }
}
