package dev.varve.planner.normalize.expression;

import dev.varve.planner.plan.AggregateCall;
import dev.varve.planner.plan.Expression;
import dev.varve.planner.plan.Expression.Call;
import dev.varve.planner.plan.Expression.Case;
import dev.varve.planner.plan.Expression.Cast;
import dev.varve.planner.plan.Expression.Constant;
import dev.varve.planner.plan.FunctionRef;
import dev.varve.planner.types.EngineType.Decimal;
import dev.varve.planner.types.EngineType.Plain;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Functions under one of their names, and calls that do nothing. */
final class Calls {
  private static final String ENGINE = "system.main.";

  /** Names that the engine's catalogue says are another one's. */
  static final Map<String, String> ALIASES = aliases();

  /** Aggregates that do not see NULL, so that a condition may be a filter. */
  private static final Set<String> BLIND =
      new TreeSet<>(List.of("avg", "bool_and", "bool_or", "count", "max", "min", "sum"));

  /** Aggregates to which it is all one how often a value comes. */
  private static final Set<String> ONCE =
      new TreeSet<>(List.of("bool_and", "bool_or", "max", "min"));

  private Calls() {}

  private static Map<String, String> aliases() {
    Map<String, String> aliases = new TreeMap<>();
    aliases.put("array_has", "list_contains");
    aliases.put("array_contains", "list_contains");
    aliases.put("ceiling", "ceil");
    aliases.put("char_length", "length");
    aliases.put("countif", "count_if");
    aliases.put("group_concat", "string_agg");
    aliases.put("lcase", "lower");
    aliases.put("len", "length");
    aliases.put("list_element", "list_extract");
    aliases.put("list_has", "list_contains");
    aliases.put("listagg", "string_agg");
    aliases.put("mean", "avg");
    aliases.put("pow", "**");
    aliases.put("position", "instr");
    aliases.put("power", "**");
    aliases.put("substr", "substring");
    aliases.put("ucase", "upper");
    return aliases;
  }

  private static FunctionRef named(FunctionRef function) {
    String name = ALIASES.get(function.shortName());
    return name == null || !function.name().startsWith(ENGINE)
        ? function
        : new FunctionRef(ENGINE + name, function.parameterTypes(), function.bindData());
  }

  static Expression simple(Call written) {
    Call call = new Call(named(written.function()), written.arguments(), written.type());
    return switch (call.function().shortName()) {
      case "+" -> without(call, BigInteger.ZERO);
      case "*" -> without(call, BigInteger.ONE);
      case "greatest", "least" -> chosen(call);
      case "!~~", "!~~*" -> Negation.unlike(call);
      default -> call;
    };
  }

  /** Without the number that changes no integer. */
  private static Expression without(Call call, BigInteger neutral) {
    if (call.arguments().size() != 2 || !Exact.isWhole(call.type())) {
      return dayFirst(call);
    }
    for (int i = 0; i < 2; i++) {
      Expression other = call.arguments().get(1 - i);
      boolean nothing =
          Constants.number(call.arguments().get(i)).equals(Optional.of(neutral))
              && call.arguments().get(i).type().equals(call.type())
              && other.type().equals(call.type());
      if (nothing) {
        return other;
      }
    }
    return call;
  }

  /** A day plus a number of days, however written. */
  private static Call dayFirst(Call call) {
    FunctionRef function = call.function();
    boolean turned =
        call.arguments().size() == 2
            && function.shortName().equals("+")
            && function.bindData().isEmpty()
            && function.parameterTypes().size() == 2
            && function.parameterTypes().get(0).text().equals("INTEGER")
            && function.parameterTypes().get(1).text().equals("DATE");
    return turned
        ? new Call(
            new FunctionRef(
                function.name(),
                List.of(function.parameterTypes().get(1), function.parameterTypes().get(0)),
                ""),
            List.of(call.arguments().get(1), call.arguments().get(0)),
            call.type())
        : call;
  }

  private static Call chosen(Call call) {
    boolean same =
        call.function().parameterTypes().stream().allMatch(call.type()::equals)
            && call.arguments().stream().map(Expression::type).allMatch(call.type()::equals)
            && isIdentity(call);
    return same ? new Call(call.function(), Order.sorted(call.arguments()), call.type()) : call;
  }

  private static boolean isIdentity(Call call) {
    return call.type() instanceof Decimal
        || Exact.isWhole(call.type())
        || (call.type() instanceof Plain plain
            && (plain.name().equals("VARCHAR") || plain.name().equals("DATE")));
  }

  static Expression simple(Cast cast) {
    if (cast.operand() instanceof Constant) {
      return Constants.converted(cast);
    }
    if (!cast.tryCast() && cast.operand().type().equals(cast.type())) {
      return cast.operand();
    }
    if (cast.operand() instanceof Cast inner
        && !inner.tryCast()
        && Exact.isWhole(inner.operand().type())
        && Exact.isWhole(inner.type())
        && (Exact.isWhole(cast.type()) || cast.type().text().equals("HUGEINT"))
        && Exact.widens(inner.operand().type(), inner.type())) {
      return simple(new Cast(inner.operand(), cast.type(), cast.tryCast(), cast.builtIn()));
    }
    boolean certain = cast.tryCast() && Exact.widens(cast.operand().type(), cast.type());
    if (certain) {
      return cast.operand().type().equals(cast.type())
          ? cast.operand()
          : new Cast(cast.operand(), cast.type(), false, cast.builtIn());
    }
    return cast;
  }

  static Expression simple(AggregateCall written) {
    AggregateCall call = filtered(written);
    FunctionRef function = named(call.function());
    String name = function.shortName();
    // With a number as well they give a list, in which a value stands as often as it comes.
    boolean once = ONCE.contains(name) && call.arguments().size() == 1;
    boolean distinct = call.distinct() && !(once && isIdentity(call));
    boolean rows =
        name.equals("count")
            && !distinct
            && call.order().isEmpty()
            && call.arguments().size() == 1
            && call.arguments().get(0) instanceof Constant constant
            && !Constants.isNull(constant);
    return rows
        ? new AggregateCall(
            new FunctionRef(ENGINE + "count_star", List.of(), ""),
            List.of(),
            false,
            call.filter(),
            List.of(),
            call.type())
        : new AggregateCall(
            function, call.arguments(), distinct, call.filter(), call.order(), call.type());
  }

  private static boolean isIdentity(AggregateCall call) {
    return call.arguments().stream()
        .allMatch(argument -> isIdentity(new Call(call.function(), List.of(), argument.type())));
  }

  /** Values that are NULL unless a condition holds, as values of the rows for which it holds. */
  private static AggregateCall filtered(AggregateCall call) {
    boolean fits =
        BLIND.contains(call.function().shortName())
            && call.arguments().size() == 1
            && call.order().isEmpty()
            && call.filter().isEmpty()
            && call.arguments().get(0) instanceof Case value
            && value.branches().size() == 1
            && Constants.isNull(value.otherwise())
            && value.branches().get(0).then().type().equals(value.type())
            && !Raising.may(value);
    if (!fits) {
      return call;
    }
    Case.Branch branch = ((Case) call.arguments().get(0)).branches().get(0);
    return new AggregateCall(
        call.function(),
        List.of(branch.then()),
        call.distinct(),
        Optional.of(branch.when()),
        List.of(),
        call.type());
  }
}
