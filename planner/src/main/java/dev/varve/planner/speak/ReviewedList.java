package dev.varve.planner.speak;

import static java.util.stream.Collectors.joining;

import dev.varve.planner.plan.Expression;
import dev.varve.planner.plan.Expression.Call;
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
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A reviewed list of what functions are called in a dialect: lines of those that have a name there,
 * and below a reason in brackets the names of those that have none.
 *
 * @param <E> what a line says of a function
 */
public final class ReviewedList<E> {
  /** What a line says, and of which arguments. */
  public record Line<E>(ArgumentTypes types, E said) {}

  private final ArgumentTypes.Own own;
  private final Map<String, List<Line<E>>> said = new TreeMap<>();
  private final Map<String, String> unsaid = new TreeMap<>();

  private ReviewedList(ArgumentTypes.Own own) {
    this.own = own;
  }

  /**
   * Reads the list that lies beside a class.
   *
   * @param line what a line looks like: first the function's name, then its arguments
   */
  public static <E> ReviewedList<E> beside(
      Class<?> reader, Pattern line, Function<Matcher, E> said, ArgumentTypes.Own own) {
    ReviewedList<E> list = new ReviewedList<>(own);
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                reader.getResourceAsStream("functions.txt"), StandardCharsets.UTF_8))) {
      String why = "";
      for (String text = lines.readLine(); text != null; text = lines.readLine()) {
        if (text.startsWith("[")) {
          why = text.substring(text.indexOf(']') + 1).strip();
        } else if (!text.isBlank() && !text.startsWith("#") && why.isEmpty()) {
          list.add(text, line, said);
        } else if (!text.isBlank() && !text.startsWith("#")) {
          for (String name : text.split(" ", -1)) {
            list.unsaid.put(name, why);
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return list;
  }

  private void add(String text, Pattern line, Function<Matcher, E> saying) {
    Matcher parts = line.matcher(text);
    if (!parts.matches()) {
      throw new IllegalStateException("no line of the list: " + text);
    }
    ArgumentTypes types = new ArgumentTypes(List.of(parts.group(2).split(", ", -1)));
    said.computeIfAbsent(parts.group(1), name -> new ArrayList<>())
        .add(new Line<>(types, saying.apply(parts)));
  }

  /**
   * The line for a call.
   *
   * @param gap gets the reason where there is none
   */
  public Optional<Line<E>> find(Call call, Consumer<String> gap) {
    String name = call.function().shortName();
    List<Expression> arguments = call.arguments();
    String why = unsaid.get(name);
    Optional<Line<E>> line =
        why != null
            ? Optional.empty()
            : said.getOrDefault(name, List.of()).stream()
                .filter(each -> each.types.matches(arguments, own))
                .findFirst();
    if (line.isEmpty()) {
      gap.accept(
          signature(name, arguments) + " " + (why == null ? "has no reviewed equivalent" : why));
    }
    return line;
  }

  /** A name with the types that it is called with. */
  public static String signature(String name, List<Expression> arguments) {
    return arguments.stream()
        .map(argument -> argument.type().text())
        .collect(joining(", ", name + "(", ")"));
  }
}
