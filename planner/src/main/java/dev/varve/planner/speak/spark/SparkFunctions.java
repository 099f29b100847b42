package dev.varve.planner.speak.spark;

import static java.util.stream.Collectors.joining;

import dev.varve.planner.plan.Expression;
import dev.varve.planner.plan.Expression.Call;
import dev.varve.planner.speak.ConstantValue;
import dev.varve.planner.speak.Numbers;
import dev.varve.planner.types.EngineType;
import dev.varve.planner.types.EngineType.Decimal;
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

/** The reviewed list of what the engine's functions are called in Spark. */
final class SparkFunctions {
  private static final Pattern LINE = Pattern.compile("(.+?)\\((.*?)\\) ([=~]) (.+)");
  private static final Pattern PLACE = Pattern.compile("\\$(\\d)|#(\\d)|\\$\\*");
  private static final String REPEATED = "...";

  /** One line of the list. */
  private record Entry(String name, List<String> types, boolean cast, String text) {
    boolean matches(List<Expression> arguments) {
      boolean repeats = !types.isEmpty() && types.get(types.size() - 1).endsWith(REPEATED);
      int fixed = repeats ? types.size() - 1 : types.size();
      if (arguments.size() < fixed || (!repeats && arguments.size() > fixed)) {
        return false;
      }
      for (int i = 0; i < arguments.size(); i++) {
        String type = types.get(Math.min(i, types.size() - 1)).replace(REPEATED, "");
        if (!is(arguments.get(i), type)) {
          return false;
        }
      }
      return true;
    }

    private static boolean is(Expression argument, String type) {
      EngineType of = argument.type();
      return switch (type) {
        case "WHOLE" -> Numbers.isWhole(of);
        case "FLOATING" -> Numbers.isFloating(of);
        case "DECIMAL" -> of instanceof Decimal;
        case "SCALAR" -> SparkTypes.of(of).isPresent();
        case "POSITIVE" -> ConstantValue.whole(argument).orElse(0) > 0;
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

  private static final SparkFunctions REVIEWED = new SparkFunctions();

  private final Map<String, List<Entry>> said = new TreeMap<>();
  private final Map<String, String> unsaid = new TreeMap<>();

  private SparkFunctions() {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                SparkFunctions.class.getResourceAsStream("functions.txt"),
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
    List<String> types = List.of(parts.group(2).split(", ", -1));
    said.computeIfAbsent(parts.group(1), name -> new ArrayList<>())
        .add(new Entry(parts.group(1), types, parts.group(3).equals("~"), parts.group(4)));
  }

  /** A call of a function. */
  static String call(Call call, SparkExpressions spark) {
    String name = call.function().shortName();
    List<Expression> arguments = call.arguments();
    String why = REVIEWED.unsaid.get(name);
    if (why != null) {
      return spark.gap(signature(name, arguments) + " " + why);
    }
    Optional<Entry> entry =
        REVIEWED.said.getOrDefault(name, List.of()).stream()
            .filter(each -> each.matches(arguments))
            .findFirst();
    if (entry.isEmpty()) {
      return spark.gap(signature(name, arguments) + " has no reviewed equivalent");
    }
    String text = filled(entry.get().text(), arguments, spark);
    return entry.get().cast() ? spark.as(text, call.type()) : text;
  }

  private static String filled(String text, List<Expression> arguments, SparkExpressions spark) {
    return PLACE
        .matcher(text)
        .replaceAll(
            place ->
                Matcher.quoteReplacement(
                    place.group(1) != null
                        ? spark.one(arguments.get(Integer.parseInt(place.group(1)) - 1))
                        : place.group(2) != null
                            ? digits(arguments.get(Integer.parseInt(place.group(2)) - 1))
                            : spark.all(arguments)));
  }

  private static String digits(Expression argument) {
    return Long.toString(ConstantValue.whole(argument).orElseThrow());
  }

  /** A name with the types that it is called with. */
  static String signature(String name, List<Expression> arguments) {
    return arguments.stream()
        .map(argument -> argument.type().text())
        .collect(joining(", ", name + "(", ")"));
  }
}
