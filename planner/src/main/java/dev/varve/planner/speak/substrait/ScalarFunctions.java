package dev.varve.planner.speak.substrait;

import dev.varve.planner.plan.Expression;
import dev.varve.planner.plan.Expression.Call;
import dev.varve.planner.speak.ConstantValue;
import dev.varve.planner.speak.ReviewedList;
import dev.varve.planner.speak.ReviewedList.Line;
import dev.varve.planner.types.EngineType;
import io.substrait.proto.Expression.Literal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The reviewed list of what the engine's functions are in Substrait. */
final class ScalarFunctions {
  private static final Pattern LINE =
      Pattern.compile(
          "(\\S+?)\\((.*?)\\) = (not )?(\\w+) (\\w+):(\\S*)((?: [\\w=]+)*)(?: -> (.+))?");
  private static final String SPACES = "SPACES";
  private static final String ALL_SPACES =
      " \u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
          + "\u202f\u205f\u3000";

  /**
   * What a line says.
   *
   * @param words values of the function's enumerations, which come first
   * @param options how it is to be computed
   */
  private record Said(
      boolean negated,
      String library,
      String function,
      String kinds,
      List<String> words,
      List<String> options,
      Optional<EngineType> result) {
    static Said of(Matcher parts) {
      List<String> words = new ArrayList<>();
      List<String> options = new ArrayList<>();
      for (String word : parts.group(7).strip().split(" ", -1)) {
        if (!word.isEmpty()) {
          (word.contains("=") ? options : words).add(word);
        }
      }
      return new Said(
          parts.group(3) != null,
          parts.group(4),
          parts.group(5),
          parts.group(6),
          words,
          options,
          Optional.ofNullable(parts.group(8)).map(EngineType::parse));
    }
  }

  private static final ReviewedList<Said> REVIEWED =
      ReviewedList.beside(ScalarFunctions.class, LINE, Said::of, ScalarFunctions::is);

  private ScalarFunctions() {}

  private static Optional<Boolean> is(Expression argument, String type) {
    EngineType of = argument.type();
    return switch (type) {
      case "FILLED" -> Optional.of(of.text().equals("VARCHAR"));
      case "SCALAR" -> Optional.of(Types.of(of, true).isPresent() && of.parts().isEmpty());
      case "POSITIVE" -> {
        long value = ConstantValue.whole(argument).orElse(0);
        yield Optional.of(value > 0 && value <= Integer.MAX_VALUE);
      }
      default -> Optional.empty();
    };
  }

  /** A call of a function. */
  static Value call(Call call, Expressions expressions) {
    return REVIEWED
        .find(call, expressions.message()::gap)
        .map(line -> said(line, call, expressions))
        .orElseGet(() -> Value.unsaid(call.type()));
  }

  private static Value said(Line<Said> line, Call call, Expressions expressions) {
    Said said = line.said();
    Message message = expressions.message();
    List<Value> values = new ArrayList<>();
    for (int i = 0; i < call.arguments().size(); i++) {
      Expression argument = call.arguments().get(i);
      String type = line.types().type(i);
      if (type.equals("POSITIVE")) {
        int number = Math.toIntExact(ConstantValue.whole(argument).orElseThrow());
        values.add(Value.literal(number));
      } else if (type.equals("FILLED")) {
        values.add(filled(expressions.one(argument), message));
      } else if (!type.startsWith("'")) {
        values.add(expressions.one(argument));
      }
    }
    List<String> words = new ArrayList<>(said.words());
    if (words.remove(SPACES)) {
      values.add(
          Value.literal(Literal.newBuilder().setString(ALL_SPACES), EngineType.of("VARCHAR")));
    }
    String kinds =
        said.kinds().equals("*")
            ? Functions.abbreviated(call.arguments().get(0).type())
            : said.kinds();
    Value result =
        Functions.call(
            message,
            said.library(),
            said.function() + ":" + kinds,
            said.result().orElse(call.type()),
            values.stream().anyMatch(Value::nullable),
            words,
            values,
            said.options());
    return said.negated() ? Functions.not(message, result) : result.as(call.type(), message);
  }

  private static Value filled(Value value, Message message) {
    Value empty = Value.literal(Literal.newBuilder().setString(""), value.type());
    List<Value> operands = List.of(value, empty);
    return value.nullable()
        ? Functions.call(
            message,
            "comparison",
            "coalesce:any",
            value.type(),
            false,
            List.of(),
            operands,
            List.of())
        : value;
  }
}
