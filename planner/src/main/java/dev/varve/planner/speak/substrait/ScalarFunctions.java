package dev.varve.planner.speak.substrait;

import static java.util.stream.Collectors.joining;

import dev.varve.planner.plan.Expression;
import dev.varve.planner.plan.Expression.Call;
import dev.varve.planner.speak.ConstantValue;
import dev.varve.planner.speak.Numbers;
import dev.varve.planner.types.EngineType;
import dev.varve.planner.types.EngineType.Decimal;
import io.substrait.proto.Expression.Literal;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The reviewed list of what the engine's functions are in Substrait. */
final class ScalarFunctions {
  private static final Pattern LINE =
      Pattern.compile(
          "(\\S+?)\\((.*?)\\) = (not )?(\\w+) (\\w+):(\\S*)((?: [\\w=]+)*)(?: -> (.+))?");
  private static final String REPEATED = "...";
  private static final String SPACES = "SPACES";
  private static final String ALL_SPACES =
      " \u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
          + "\u202f\u205f\u3000";

  /**
   * One line of the list.
   *
   * @param words values of the function's enumerations, which come first
   * @param options how it is to be computed
   */
  private record Entry(
      List<String> types,
      boolean negated,
      String library,
      String function,
      String kinds,
      List<String> words,
      List<String> options,
      Optional<EngineType> result) {
    boolean matches(List<Expression> arguments) {
      boolean repeats = types.get(types.size() - 1).endsWith(REPEATED);
      int fixed = repeats ? types.size() - 1 : types.size();
      if (arguments.size() < fixed || (!repeats && arguments.size() > fixed)) {
        return false;
      }
      for (int i = 0; i < arguments.size(); i++) {
        if (!is(arguments.get(i), type(i))) {
          return false;
        }
      }
      return true;
    }

    String type(int argument) {
      return types.get(Math.min(argument, types.size() - 1)).replace(REPEATED, "");
    }

    private static boolean is(Expression argument, String type) {
      EngineType of = argument.type();
      return switch (type) {
        case "WHOLE" -> Numbers.isWhole(of);
        case "FLOATING" -> Numbers.isFloating(of);
        case "DECIMAL" -> of instanceof Decimal;
        case "FILLED" -> of.text().equals("VARCHAR");
        case "SCALAR" -> Types.of(of, true).isPresent() && of.parts().isEmpty();
        case "POSITIVE" -> {
          long value = ConstantValue.whole(argument).orElse(0);
          yield value > 0 && value <= Integer.MAX_VALUE;
        }
        case "PLAIN" ->
            ConstantValue.text(argument).filter(text -> !text.contains("\\")).isPresent();
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

  private static final ScalarFunctions REVIEWED = new ScalarFunctions();

  private final Map<String, List<Entry>> said = new TreeMap<>();
  private final Map<String, String> unsaid = new TreeMap<>();

  private ScalarFunctions() {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                ScalarFunctions.class.getResourceAsStream("functions.txt"),
                StandardCharsets.UTF_8))) {
      String why = "";
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith("[")) {
          why = line.substring(line.indexOf(']') + 1).strip();
        } else if (!line.isBlank() && !line.startsWith("#")) {
          read(line, why);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void read(String line, String why) {
    if (!why.isEmpty()) {
      for (String name : line.split(" ", -1)) {
        unsaid.put(name, why);
      }
      return;
    }
    Matcher parts = LINE.matcher(line);
    if (!parts.matches()) {
      throw new IllegalStateException("no line of the list: " + line);
    }
    List<String> words = new ArrayList<>();
    List<String> options = new ArrayList<>();
    for (String word : parts.group(7).strip().split(" ", -1)) {
      if (!word.isEmpty()) {
        (word.contains("=") ? options : words).add(word);
      }
    }
    said.computeIfAbsent(parts.group(1), name -> new ArrayList<>())
        .add(
            new Entry(
                List.of(parts.group(2).split(", ", -1)),
                parts.group(3) != null,
                parts.group(4),
                parts.group(5),
                parts.group(6),
                words,
                options,
                Optional.ofNullable(parts.group(8)).map(EngineType::parse)));
  }

  /** A call of a function. */
  static Value call(Call call, Expressions expressions) {
    String name = call.function().shortName();
    List<Expression> arguments = call.arguments();
    Message message = expressions.message();
    String why = REVIEWED.unsaid.get(name);
    Optional<Entry> entry =
        REVIEWED.said.getOrDefault(name, List.of()).stream()
            .filter(each -> each.matches(arguments))
            .findFirst();
    if (why != null || entry.isEmpty()) {
      message.gap(
          signature(name, arguments) + " " + (why == null ? "has no reviewed equivalent" : why));
      return Value.unsaid(call.type());
    }
    return said(entry.get(), call, expressions);
  }

  private static Value said(Entry entry, Call call, Expressions expressions) {
    Message message = expressions.message();
    List<Value> values = new ArrayList<>();
    for (int i = 0; i < call.arguments().size(); i++) {
      Expression argument = call.arguments().get(i);
      String type = entry.type(i);
      if (type.equals("POSITIVE")) {
        int number = Math.toIntExact(ConstantValue.whole(argument).orElseThrow());
        values.add(Value.literal(number));
      } else if (type.equals("FILLED")) {
        values.add(filled(expressions.one(argument), message));
      } else if (!type.startsWith("'")) {
        values.add(expressions.one(argument));
      }
    }
    List<String> words = new ArrayList<>(entry.words());
    if (words.remove(SPACES)) {
      values.add(
          Value.literal(Literal.newBuilder().setString(ALL_SPACES), EngineType.of("VARCHAR")));
    }
    String kinds =
        entry.kinds().equals("*")
            ? Functions.abbreviated(call.arguments().get(0).type())
            : entry.kinds();
    Value result =
        Functions.call(
            message,
            entry.library(),
            entry.function() + ":" + kinds,
            entry.result().orElse(call.type()),
            values.stream().anyMatch(Value::nullable),
            words,
            values,
            entry.options());
    return entry.negated() ? Functions.not(message, result) : result.as(call.type(), message);
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

  /** A name with the types that it is called with. */
  static String signature(String name, List<Expression> arguments) {
    return arguments.stream()
        .map(argument -> argument.type().text())
        .collect(joining(", ", name + "(", ")"));
  }
}
