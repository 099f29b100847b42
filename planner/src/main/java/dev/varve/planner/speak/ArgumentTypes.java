package dev.varve.planner.speak;

import dev.varve.planner.plan.Expression;
import dev.varve.planner.types.EngineType;
import dev.varve.planner.types.EngineType.Decimal;
import java.util.List;
import java.util.Optional;

/**
 * The arguments that a line of a reviewed list is for: types, kinds of types and of constants; the
 * last may be repeated.
 */
public record ArgumentTypes(List<String> types) {
  private static final String REPEATED = "...";

  /** Kinds that mean something else, or something at all, in one dialect. */
  public interface Own {
    Optional<Boolean> is(Expression argument, String type);
  }

  public ArgumentTypes {
    types = List.copyOf(types);
  }

  /** Whether arguments are such. */
  public boolean matches(List<Expression> arguments, Own own) {
    boolean repeats = types.get(types.size() - 1).endsWith(REPEATED);
    int fixed = repeats ? types.size() - 1 : types.size();
    if (arguments.size() < fixed || (!repeats && arguments.size() > fixed)) {
      return false;
    }
    for (int i = 0; i < arguments.size(); i++) {
      Expression argument = arguments.get(i);
      String type = type(i);
      if (!own.is(argument, type).orElseGet(() -> is(argument, type))) {
        return false;
      }
    }
    return true;
  }

  /** What is written of an argument. */
  public String type(int argument) {
    return types.get(Math.min(argument, types.size() - 1)).replace(REPEATED, "");
  }

  private static boolean is(Expression argument, String type) {
    EngineType of = argument.type();
    return switch (type) {
      case "WHOLE" -> Numbers.isWhole(of);
      case "FLOATING" -> Numbers.isFloating(of);
      case "DECIMAL" -> of instanceof Decimal;
      case "POSITIVE" -> ConstantValue.whole(argument).orElse(0) > 0;
      case "PLAIN" -> ConstantValue.text(argument).filter(text -> !text.contains("\\")).isPresent();
      case "SOME" -> ConstantValue.text(argument).filter(text -> !text.isEmpty()).isPresent();
      default ->
          type.startsWith("'")
              ? ConstantValue.text(argument)
                  .filter(text -> type.equals("'" + text + "'"))
                  .isPresent()
              : of.text().equals(type);
    };
  }
}
