package dev.varve.planner.speak;

import dev.varve.planner.plan.Expression;
import dev.varve.planner.plan.Expression.Call;
import dev.varve.planner.plan.Expression.Cast;
import dev.varve.planner.plan.Expression.Constant;
import dev.varve.planner.types.EngineType.Decimal;
import java.math.BigInteger;
import java.util.Optional;

/**
 * How wide the operands of a sum, difference or product of decimal numbers may be in dialects whose
 * results are wider than their operands: where there is no room for all digits there, the fraction
 * would lose some. Operands are narrowed until there is room: what does not fit then is an error,
 * and never another number.
 */
public record DecimalRoom(Decimal left, Decimal right) {
  private static final int DIGITS = 38;

  /** Of {@code + - *}; nothing where there is no room for the fractions. */
  public static Optional<DecimalRoom> of(Call call) {
    Expression left = call.arguments().get(0);
    Expression right = call.arguments().get(1);
    String sign = call.function().shortName();
    int leftScale = type(left).scale();
    int rightScale = type(right).scale();
    int leftWidth = type(left).width();
    int rightWidth = type(right).width();
    int wide =
        sign.equals("*")
            ? leftWidth + rightWidth
            : Math.max(leftWidth - leftScale, rightWidth - rightScale)
                + Math.max(leftScale, rightScale);
    if (wide >= DIGITS) {
      leftWidth = digits(left);
      rightWidth = digits(right);
    }
    if (sign.equals("*")) {
      int room = DIGITS - 1;
      if (leftWidth >= rightWidth) {
        leftWidth = Math.max(Math.max(leftScale, 1), Math.min(leftWidth, room - rightWidth));
        rightWidth = Math.min(rightWidth, room - leftWidth);
      } else {
        rightWidth = Math.max(Math.max(rightScale, 1), Math.min(rightWidth, room - leftWidth));
        leftWidth = Math.min(leftWidth, room - rightWidth);
      }
    } else {
      int whole = DIGITS - 1 - Math.max(leftScale, rightScale);
      leftWidth = Math.min(leftWidth, whole + leftScale);
      rightWidth = Math.min(rightWidth, whole + rightScale);
    }
    return leftWidth < Math.max(leftScale, 1) || rightWidth < Math.max(rightScale, 1)
        ? Optional.empty()
        : Optional.of(
            new DecimalRoom(
                new Decimal(leftWidth, leftScale), new Decimal(rightWidth, rightScale)));
  }

  /** What is to be said where there is none. */
  public static String missing(Call call) {
    return call.function().shortName()
        + " of "
        + call.arguments().get(0).type().text()
        + " and "
        + call.arguments().get(1).type().text()
        + ", which leaves no room for the fraction";
  }

  private static Decimal type(Expression operand) {
    return Numbers.decimal(operand.type()).orElseThrow();
  }

  /** How many digits it can have, where that is fewer than there is room for in its type. */
  private static int digits(Expression operand) {
    Decimal type = type(operand);
    if (operand instanceof Constant constant && constant.value().matches("-?\\d+")) {
      int length = new BigInteger(constant.value()).abs().toString().length();
      return Math.min(type.width(), Math.max(length, Math.max(type.scale(), 1)));
    }
    if (operand instanceof Cast cast
        && Numbers.decimal(cast.operand().type()).isPresent()
        && type.scale() >= type(cast.operand()).scale()) {
      int digits = digits(cast.operand()) + type.scale() - type(cast.operand()).scale();
      return Math.min(type.width(), digits);
    }
    return type.width();
  }
}
