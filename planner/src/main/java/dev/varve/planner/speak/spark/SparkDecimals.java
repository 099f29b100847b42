package dev.varve.planner.speak.spark;

import dev.varve.planner.plan.Expression;
import dev.varve.planner.plan.Expression.Call;
import dev.varve.planner.speak.DecimalRoom;
import dev.varve.planner.speak.Numbers;
import dev.varve.planner.types.EngineType.Decimal;
import java.util.Optional;

/** Writes sums, differences and products of decimal numbers. */
final class SparkDecimals {
  private SparkDecimals() {}

  static String of(Call call, SparkExpressions spark) {
    Optional<DecimalRoom> room = DecimalRoom.of(call);
    if (room.isEmpty()) {
      return spark.gap(DecimalRoom.missing(call));
    }
    return spark.as(
        "("
            + narrowed(call.arguments().get(0), room.get().left(), spark)
            + " "
            + call.function().shortName()
            + " "
            + narrowed(call.arguments().get(1), room.get().right(), spark)
            + ")",
        call.type());
  }

  private static String narrowed(Expression operand, Decimal narrow, SparkExpressions spark) {
    String text = spark.one(operand);
    return Numbers.decimal(operand.type()).orElseThrow().equals(narrow)
        ? text
        : spark.as(text, narrow);
  }
}
