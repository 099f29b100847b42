package dev.varve.planner.speak.spark;

import dev.varve.planner.plan.Expression;
import dev.varve.planner.plan.Expression.Call;
import dev.varve.planner.plan.Expression.Cast;
import dev.varve.planner.plan.Expression.Constant;
import dev.varve.planner.types.EngineType;
import dev.varve.planner.types.EngineType.Decimal;
import java.math.BigInteger;

/**
 * Writes sums, differences and products of decimal numbers. They are wider there than their
 * operands, and where there is no room for all digits the fraction loses some. Operands are
 * narrowed until there is room: what does not fit then is an error there, and never another number.
 */
final class SparkDecimals {
  private static final int DIGITS = 38;

  private SparkDecimals() {}

  static String of(Call call, SparkExpressions spark) {
    Expression left = call.arguments().get(0);
    Expression right = call.arguments().get(1);
    String sign = call.function().shortName();
    int leftScale = scale(left);
    int rightScale = scale(right);
    int leftWidth = width(left);
    int rightWidth = width(right);
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
    if (leftWidth < Math.max(leftScale, 1) || rightWidth < Math.max(rightScale, 1)) {
      return spark.gap(
          sign
              + " of "
              + left.type().text()
              + " and "
              + right.type().text()
              + ", which leaves no room for the fraction");
    }
    return spark.as(
        "("
            + narrowed(left, leftWidth, leftScale, spark)
            + " "
            + sign
            + " "
            + narrowed(right, rightWidth, rightScale, spark)
            + ")",
        call.type());
  }

  private static String narrowed(Expression operand, int width, int scale, SparkExpressions spark) {
    EngineType narrow = new Decimal(width, scale);
    return width(operand) == width ? spark.one(operand) : spark.as(spark.one(operand), narrow);
  }

  private static int width(Expression operand) {
    return SparkTypes.decimal(operand.type()).orElseThrow().width();
  }

  private static int scale(Expression operand) {
    return SparkTypes.decimal(operand.type()).orElseThrow().scale();
  }

  /** How many digits it can have, where that is fewer than there is room for in its type. */
  private static int digits(Expression operand) {
    Decimal type = SparkTypes.decimal(operand.type()).orElseThrow();
    if (operand instanceof Constant constant && constant.value().matches("-?\\d+")) {
      int length = new BigInteger(constant.value()).abs().toString().length();
      return Math.min(type.width(), Math.max(length, Math.max(type.scale(), 1)));
    }
    if (operand instanceof Cast cast
        && SparkTypes.decimal(cast.operand().type()).isPresent()
        && type.scale() >= scale(cast.operand())) {
      int digits = digits(cast.operand()) + type.scale() - scale(cast.operand());
      return Math.min(type.width(), digits);
    }
    return type.width();
  }
}
