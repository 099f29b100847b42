package dev.varve.planner.speak.substrait;

import dev.varve.planner.plan.Expression;
import dev.varve.planner.plan.Expression.Call;
import dev.varve.planner.plan.Expression.Constant;
import dev.varve.planner.speak.ConstantValue;
import dev.varve.planner.speak.DecimalRoom;
import dev.varve.planner.speak.Numbers;
import dev.varve.planner.types.EngineType;
import dev.varve.planner.types.EngineType.Decimal;
import dev.varve.planner.types.EngineTypes;
import io.substrait.proto.Expression.Literal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Writes {@code + - * / // %} and rounding. What does not fit is an error, as in the engine. */
final class Arithmetic {
  private static final Map<String, String> NAMES =
      Map.of("+", "add", "-", "subtract", "*", "multiply");

  private static final String OVERFLOW = "overflow=ERROR";
  private static final String ROUNDING = "rounding=TIE_TO_EVEN";
  private static final long SECOND = 1_000_000;
  private static final Pattern INTERVAL_PART = Pattern.compile("\"(months|days|micros)\":(-?\\d+)");

  private Arithmetic() {}

  /** Nothing where it is no arithmetic, or of other types. */
  static Optional<Value> of(Call call, Expressions expressions) {
    List<Expression> arguments = call.arguments();
    String name = call.function().shortName();
    if (name.equals("round") && !arguments.isEmpty()) {
      return rounded(call, expressions);
    }
    if (arguments.size() == 1) {
      return name.equals("-") ? negated(call, expressions) : whole(call, expressions);
    }
    if (arguments.size() != 2) {
      return Optional.empty();
    }
    return switch (name) {
      case "+", "-", "*" ->
          isDay(arguments.get(0).type()) || isDay(arguments.get(1).type())
              ? moved(call, expressions)
              : computed(call, expressions);
      case "/" ->
          allAre(call, "DOUBLE")
              ? Optional.of(
                  floatingQuotient(
                      expressions.message(),
                      expressions.one(arguments.get(0)),
                      expressions.one(arguments.get(1))))
              : Optional.empty();
      case "//" ->
          whole(call, "divide", expressions, "on_domain_error=ERROR", "on_division_by_zero=ERROR");
      case "%" ->
          whole(call, "modulus", expressions, "division_type=TRUNCATE", "on_domain_error=ERROR");
      default -> Optional.empty();
    };
  }

  private static boolean isDay(EngineType type) {
    return type.text().equals("DATE") || type.text().startsWith("TIMESTAMP");
  }

  private static boolean allAre(Call call, String type) {
    return call.type().text().equals(type)
        && call.arguments().stream().allMatch(argument -> argument.type().text().equals(type));
  }

  /** By zero infinite by the signs of both, or not a number. */
  static Value floatingQuotient(Message message, Value dividend, Value divisor) {
    return Functions.call(
        message,
        "arithmetic",
        "divide:fp64_fp64",
        dividend.type(),
        List.of(dividend, divisor),
        ROUNDING,
        "on_domain_error=NAN",
        "on_division_by_zero=IEEE");
  }

  private static Optional<Value> negated(Call call, Expressions expressions) {
    EngineType type = call.type();
    if (!call.arguments().get(0).type().equals(type)) {
      return Optional.empty();
    }
    Value value = expressions.one(call.arguments().get(0));
    if (Numbers.isFloating(type) || Numbers.isWhole(type)) {
      String signature = "negate:" + Functions.abbreviated(type);
      return Optional.of(
          Numbers.isWhole(type)
              ? Functions.call(
                  expressions.message(), "arithmetic", signature, type, List.of(value), OVERFLOW)
              : Functions.call(
                  expressions.message(), "arithmetic", signature, type, List.of(value)));
    }
    return Optional.empty();
  }

  /** The next whole number below or above a decimal one. */
  private static Optional<Value> whole(Call call, Expressions expressions) {
    String name =
        switch (call.function().shortName()) {
          case "floor" -> "floor";
          case "ceil", "ceiling" -> "ceil";
          default -> "";
        };
    if (name.isEmpty() || !(call.arguments().get(0).type() instanceof Decimal decimal)) {
      return Optional.empty();
    }
    Message message = expressions.message();
    int width = Math.min(decimal.width() - decimal.scale() + 1, 38);
    return Optional.of(
        Functions.call(
                message,
                "rounding_decimal",
                name + ":dec",
                new Decimal(width, 0),
                true,
                List.of(),
                List.of(expressions.one(call.arguments().get(0))),
                List.of())
            .as(call.type(), message));
  }

  private static Optional<Value> whole(
      Call call, String name, Expressions expressions, String... options) {
    EngineType type = call.type();
    boolean same = call.arguments().stream().allMatch(argument -> argument.type().equals(type));
    if (!same || !Numbers.isWhole(type)) {
      return Optional.empty();
    }
    String kind = Functions.abbreviated(type);
    return Optional.of(
        Functions.call(
            expressions.message(),
            "arithmetic",
            name + ":" + kind + "_" + kind,
            type,
            expressions.all(call.arguments()),
            OVERFLOW,
            options[0],
            options[1]));
  }

  private static Optional<Value> computed(Call call, Expressions expressions) {
    EngineType left = call.arguments().get(0).type();
    EngineType right = call.arguments().get(1).type();
    String name = NAMES.get(call.function().shortName());
    if (left.equals(right)
        && left.equals(call.type())
        && (Numbers.isWhole(left) || Numbers.isFloating(left))) {
      String kind = Functions.abbreviated(left);
      return Optional.of(
          Functions.call(
              expressions.message(),
              "arithmetic",
              name + ":" + kind + "_" + kind,
              left,
              expressions.all(call.arguments()),
              Numbers.isWhole(left) ? OVERFLOW : ROUNDING));
    }
    return Numbers.isDecimal(left) && Numbers.isDecimal(right) && Numbers.isDecimal(call.type())
        ? Optional.of(decimal(call, name, expressions))
        : Optional.empty();
  }

  /** Results are wider there than in the engine. */
  private static Value decimal(Call call, String name, Expressions expressions) {
    Message message = expressions.message();
    Optional<DecimalRoom> room = DecimalRoom.of(call);
    if (room.isEmpty()) {
      message.gap(DecimalRoom.missing(call));
      return Value.unsaid(call.type());
    }
    Decimal left = room.get().left();
    Decimal right = room.get().right();
    Value one = expressions.one(call.arguments().get(0)).as(left, message);
    Value other = expressions.one(call.arguments().get(1)).as(right, message);
    int scale =
        name.equals("multiply")
            ? left.scale() + right.scale()
            : Math.max(left.scale(), right.scale());
    int width =
        name.equals("multiply")
            ? left.width() + right.width() + 1
            : Math.max(left.width() - left.scale(), right.width() - right.scale()) + scale + 1;
    return Functions.call(
            message,
            "arithmetic_decimal",
            name + ":dec_dec",
            new Decimal(width, scale),
            List.of(one, other),
            OVERFLOW)
        .as(call.type(), message);
  }

  /** The engine rounds the number times a power of ten, and leaves it where that is infinite. */
  private static Optional<Value> rounded(Call call, Expressions expressions) {
    Expression operand = call.arguments().get(0);
    OptionalLong digits =
        call.arguments().size() > 1
            ? ConstantValue.whole(call.arguments().get(1))
            : OptionalLong.of(0);
    if (digits.isEmpty() || digits.getAsLong() < 0 || digits.getAsLong() > 15) {
      return Optional.empty();
    }
    Message message = expressions.message();
    Value value = expressions.one(operand);
    if (operand.type() instanceof Decimal decimal && call.type() instanceof Decimal) {
      return Optional.of(
          Casts.decimal(value, decimal, (int) digits.getAsLong(), message)
              .as(call.type(), message));
    }
    if (!operand.type().text().equals("DOUBLE") || !call.type().text().equals("DOUBLE")) {
      return Optional.empty();
    }
    if (digits.getAsLong() == 0) {
      return Optional.of(Casts.whole(value, "TIE_AWAY_FROM_ZERO", message));
    }
    Value power = Value.literal(Math.pow(10, (int) digits.getAsLong()));
    Value moved =
        Functions.call(
            message,
            "arithmetic",
            "multiply:fp64_fp64",
            call.type(),
            List.of(value, power),
            ROUNDING);
    Value size = Functions.call(message, "arithmetic", "abs:fp64", call.type(), List.of(moved));
    Value finite =
        Functions.call(
            message,
            "comparison",
            "lt:any_any",
            EngineTypes.BOOLEAN,
            List.of(size, Value.literal(Double.POSITIVE_INFINITY)));
    return Optional.of(
        Value.choice(
            List.of(finite),
            List.of(
                floatingQuotient(
                    message, Casts.whole(moved, "TIE_AWAY_FROM_ZERO", message), power)),
            value,
            call.type()));
  }

  /** Days and moments with intervals and numbers of days; what is written out is computed here. */
  private static Optional<Value> moved(Call call, Expressions expressions) {
    String sign = call.function().shortName();
    boolean swap = sign.equals("+") && isDay(call.arguments().get(1).type());
    Expression from = call.arguments().get(swap ? 1 : 0);
    Expression by = call.arguments().get(swap ? 0 : 1);
    if (sign.equals("*")) {
      return Optional.empty();
    }
    if (by instanceof Constant interval
        && by.type().text().equals("INTERVAL")
        && call.type().text().equals("TIMESTAMP")) {
      long[] parts = parts(interval, sign.equals("-") ? -1 : 1);
      Optional<LocalDate> day = day(from);
      return day.isPresent()
          ? Optional.of(Constants.moved(day.get().atStartOfDay(), parts[0], parts[1], parts[2]))
          : stepped(call, from, parts, expressions);
    }
    if (from.type().text().equals("DATE")
        && call.type().text().equals("DATE")
        && ConstantValue.whole(by).isPresent()) {
      return days(call, from, ConstantValue.whole(by).getAsLong(), expressions);
    }
    return Optional.empty();
  }

  private static Optional<LocalDate> day(Expression expression) {
    if (expression instanceof Expression.Cast cast
        && (cast.type().text().equals("DATE") || cast.type().text().equals("TIMESTAMP"))) {
      return cast.operand().type().text().equals("VARCHAR")
          ? ConstantValue.text(cast.operand())
              .filter(text -> Constants.ofText(text, EngineType.of("DATE")).isPresent())
              .map(LocalDate::parse)
          : day(cast.operand());
    }
    return expression instanceof Constant constant && constant.type().text().equals("DATE")
        ? ConstantValue.plain(constant).map(LocalDate::parse)
        : Optional.empty();
  }

  /** Months, days and microseconds. */
  private static long[] parts(Constant interval, int direction) {
    long[] parts = new long[3];
    Matcher part = INTERVAL_PART.matcher(interval.value());
    while (part.find()) {
      int place = List.of("months", "days", "micros").indexOf(part.group(1));
      parts[place] = direction * Long.parseLong(part.group(2));
    }
    return parts;
  }

  /** It is not specified what a month after the last day of one is. */
  private static Optional<Value> stepped(
      Call call, Expression from, long[] parts, Expressions expressions) {
    boolean said = parts[0] == 0 && from.type().text().matches("DATE|TIMESTAMP");
    return said
            && Math.abs(parts[1]) <= Integer.MAX_VALUE
            && Math.abs(parts[2] / SECOND) <= Integer.MAX_VALUE
        ? Optional.of(later(call, from, (int) parts[1], parts[2], expressions))
        : Optional.empty();
  }

  private static Optional<Value> days(
      Call call, Expression from, long days, Expressions expressions) {
    long moved = call.function().shortName().equals("-") ? -days : days;
    return Math.abs(moved) > Integer.MAX_VALUE
        ? Optional.empty()
        : Optional.of(later(call, from, (int) moved, 0, expressions));
  }

  /** Moments are moved there, and days are moments at midnight. */
  private static Value later(
      Call call, Expression from, int days, long micros, Expressions expressions) {
    Message message = expressions.message();
    EngineType moment = EngineType.of("TIMESTAMP");
    Value interval =
        Value.literal(
            Literal.newBuilder()
                .setIntervalDayToSecond(
                    Literal.IntervalDayToSecond.newBuilder()
                        .setDays(days)
                        .setSeconds((int) (micros / SECOND))
                        .setSubseconds(micros % SECOND)
                        .setPrecision(6)),
            EngineType.of("INTERVAL"));
    return Functions.call(
            message,
            "datetime",
            "add:pts_iday",
            moment,
            List.of(expressions.one(from).as(moment, message), interval))
        .as(call.type(), message);
  }
}
