package dev.varve.planner.speak.substrait;

import dev.varve.planner.plan.AggregateCall;
import dev.varve.planner.plan.Expression;
import dev.varve.planner.speak.Numbers;
import dev.varve.planner.speak.ReviewedList;
import dev.varve.planner.types.EngineType;
import dev.varve.planner.types.EngineType.Decimal;
import dev.varve.planner.types.EngineTypes;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Writes aggregate functions, for groups and for windows. */
final class Aggregates {
  private static final EngineType DOUBLE = EngineType.of("DOUBLE");
  private static final int DIGITS = 38;
  private static final String OVERFLOW = "overflow=ERROR";

  private static final Map<String, String> SPREADS =
      Map.of(
          "stddev", "std_dev SAMPLE",
          "stddev_samp", "std_dev SAMPLE",
          "stddev_pop", "std_dev POPULATION",
          "variance", "variance SAMPLE",
          "var_samp", "variance SAMPLE",
          "var_pop", "variance POPULATION");

  private Aggregates() {}

  /** An aggregate function of the extensions. */
  record Measure(
      String library,
      String signature,
      EngineType type,
      boolean nullable,
      List<Value> arguments,
      List<String> options) {
    Measure {
      arguments = List.copyOf(arguments);
      options = List.copyOf(options);
    }
  }

  /** Writes one for groups or for a window. */
  interface Around {
    Value of(Measure measure);
  }

  static Value of(AggregateCall call, Expressions expressions, Around around) {
    if (!call.order().isEmpty()) {
      expressions
          .message()
          .gap("an ORDER BY within " + call.function().shortName() + " is not written");
      return Value.unsaid(call.type());
    }
    return of(call.function().shortName(), call.arguments(), call.type(), expressions, around);
  }

  static Value of(
      String name,
      List<Expression> arguments,
      EngineType type,
      Expressions expressions,
      Around around) {
    if (name.equals("count_star")) {
      return around.of(
          new Measure(
              "aggregate_generic",
              "count:",
              EngineTypes.BIGINT,
              false,
              List.of(),
              List.of(OVERFLOW)));
    }
    Optional<Value> value = Optional.empty();
    if (arguments.size() == 1) {
      value = of(name, expressions.one(arguments.get(0)), type, expressions.message(), around);
    }
    if (value.isEmpty()) {
      expressions
          .message()
          .gap(
              "the aggregate "
                  + ReviewedList.signature(name, arguments)
                  + " has no reviewed equivalent");
    }
    return value.orElseGet(() -> Value.unsaid(type));
  }

  private static Optional<Value> of(
      String name, Value argument, EngineType type, Message message, Around around) {
    return switch (name) {
      case "count" -> Optional.of(count(argument, around));
      case "sum" -> sum(argument, message, around).map(sum -> sum.as(type, message));
      case "avg" -> type.equals(DOUBLE) ? average(argument, message, around) : Optional.empty();
      case "min", "max" -> extreme(name, argument, around);
      case "bool_and", "bool_or" ->
          argument.type().equals(EngineTypes.BOOLEAN)
              ? Optional.of(
                  around.of(
                      new Measure(
                          "boolean",
                          name + ":bool",
                          argument.type(),
                          true,
                          List.of(argument),
                          List.of())))
              : Optional.empty();
      default -> spread(name, argument, around);
    };
  }

  private static Value count(Value argument, Around around) {
    return around.of(
        new Measure(
            "aggregate_generic",
            "count:any",
            EngineTypes.BIGINT,
            false,
            List.of(argument),
            List.of(OVERFLOW)));
  }

  /** Sums of whole numbers are wider than there, and those of floating ones may be infinite. */
  private static Optional<Value> sum(Value argument, Message message, Around around) {
    if (argument.type().equals(DOUBLE)) {
      return Optional.of(
          around.of(
              new Measure("arithmetic", "sum:fp64", DOUBLE, true, List.of(argument), List.of())));
    }
    return Numbers.decimal(argument.type())
        .map(
            exact ->
                around.of(
                    new Measure(
                        "arithmetic_decimal",
                        "sum:dec",
                        new Decimal(DIGITS, exact.scale()),
                        true,
                        List.of(argument.as(exact, message)),
                        List.of(OVERFLOW))));
  }

  /** The engine adds exactly and divides floating numbers, whatever is averaged. */
  private static Optional<Value> average(Value argument, Message message, Around around) {
    if (argument.type().equals(DOUBLE)) {
      return Optional.of(
          around.of(
              new Measure("arithmetic", "avg:fp64", DOUBLE, true, List.of(argument), List.of())));
    }
    return sum(argument, message, around)
        .map(
            sum ->
                Arithmetic.floatingQuotient(
                    message, sum.as(DOUBLE, message), count(argument, around).as(DOUBLE, message)));
  }

  private static Optional<Value> extreme(String name, Value argument, Around around) {
    EngineType type = argument.type();
    Optional<String> library =
        switch (type.text()) {
          case "DATE", "TIMESTAMP", "TIMESTAMP WITH TIME ZONE" -> Optional.of("datetime");
          default ->
              Numbers.isWhole(type) || Numbers.isFloating(type)
                  ? Optional.of("arithmetic")
                  : Numbers.isDecimal(type) ? Optional.of("arithmetic_decimal") : Optional.empty();
        };
    return library.map(
        each ->
            around.of(
                new Measure(
                    each,
                    name + ":" + Functions.abbreviated(type),
                    type,
                    true,
                    List.of(argument),
                    List.of())));
  }

  private static Optional<Value> spread(String name, Value argument, Around around) {
    String spread = SPREADS.get(name);
    if (spread == null || !argument.type().equals(DOUBLE)) {
      return Optional.empty();
    }
    List<String> parts = List.of(spread.split(" ", -1));
    return Optional.of(
        around.of(
            new Measure(
                "arithmetic",
                parts.get(0) + ":fp64",
                DOUBLE,
                true,
                List.of(argument),
                List.of("rounding=TIE_TO_EVEN", "distribution=" + parts.get(1)))));
  }
}
