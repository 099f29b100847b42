package dev.varve.planner.evidence;

import dev.varve.planner.plan.Expression;
import dev.varve.planner.plan.Expression.Constant;
import dev.varve.planner.plan.Limit;
import dev.varve.planner.plan.Node;
import dev.varve.planner.project.parameter.TypedLiteral;
import dev.varve.planner.types.EngineType;
import dev.varve.planner.types.EngineType.Decimal;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The values that two definitions name. Where a query tells rows apart it does so by them, so that
 * made-up rows hold them and their neighbours.
 */
final class Constants {
  private static final int MOST = 60;
  private static final int MOST_COMBINED = 6;
  private static final Pattern IN_TEXT =
      Pattern.compile("'((?:[^']|'')*)'|(?<![\\w.$])(\\d{1,30}(?:\\.\\d{1,20})?)(?![\\w.])");
  private static final LocalDateTime EPOCH = LocalDate.EPOCH.atStartOfDay();

  private final SortedSet<BigDecimal> numbers = new TreeSet<>();
  private final SortedSet<String> texts = new TreeSet<>();
  private final SortedSet<LocalDateTime> times = new TreeSet<>();

  private Constants() {}

  static Constants of(List<Definition> definitions) {
    Constants constants = new Constants();
    for (Definition definition : definitions) {
      constants.in(definition.plan());
      constants.inText(definition.sql());
      for (TypedLiteral argument : definition.arguments().values()) {
        constants.read(argument.text());
      }
    }
    return constants;
  }

  /** Numbers, and what comes of computing one with another, where there are few. */
  List<BigDecimal> numbers() {
    TreeSet<BigDecimal> all = new TreeSet<>(numbers);
    if (numbers.size() <= MOST_COMBINED) {
      for (BigDecimal one : numbers) {
        for (BigDecimal other : numbers) {
          all.add(one.add(other));
          all.add(one.subtract(other));
          if (other.signum() != 0) {
            all.add(one.divide(other, 4, java.math.RoundingMode.HALF_UP).stripTrailingZeros());
          }
        }
      }
    }
    return some(all);
  }

  List<String> texts() {
    return some(texts);
  }

  List<LocalDateTime> times() {
    return some(times);
  }

  /** Numbers that may count rows. */
  List<Integer> counts(int most) {
    return numbers.stream()
        .filter(number -> number.signum() > 0 && number.compareTo(BigDecimal.valueOf(most)) < 0)
        .map(BigDecimal::intValue)
        .distinct()
        .toList();
  }

  private static <T> List<T> some(SortedSet<T> values) {
    List<T> all = new ArrayList<>(values);
    List<T> some = new ArrayList<>();
    for (int i = 0; i < Math.min(MOST, all.size()); i++) {
      some.add(all.get((int) ((long) i * all.size() / Math.min(MOST, all.size()))));
    }
    return some;
  }

  private void in(Node node) {
    for (Expression expression : node.expressions()) {
      in(expression);
    }
    if (node instanceof Limit limit) {
      read(limit.limit().constant());
      read(limit.offset().constant());
    }
    for (Node input : node.inputs()) {
      in(input);
    }
  }

  private void in(Expression expression) {
    if (expression instanceof Constant constant) {
      typed(constant.type(), constant.value());
    }
    for (Expression child : expression.children()) {
      in(child);
    }
  }

  /** A value as the engine describes it. */
  private void typed(EngineType type, String value) {
    if (value == null) {
      return;
    }
    String name = type.text();
    boolean whole = value.matches("-?\\d{1,40}");
    if (type instanceof Decimal decimal && whole) {
      numbers.add(plain(new BigDecimal(new BigInteger(value), decimal.scale())));
    } else if (name.equals("DATE") && whole) {
      time(Long.parseLong(value), ChronoUnit.DAYS);
    } else if (name.startsWith("TIMESTAMP") && whole && value.length() < 20) {
      time(Long.parseLong(value), unit(name));
    } else {
      read(unquoted(value));
    }
  }

  private static ChronoUnit unit(String type) {
    return switch (type) {
      case "TIMESTAMP_S" -> ChronoUnit.SECONDS;
      case "TIMESTAMP_MS" -> ChronoUnit.MILLIS;
      case "TIMESTAMP_NS" -> ChronoUnit.NANOS;
      default -> ChronoUnit.MICROS;
    };
  }

  private void time(long units, ChronoUnit unit) {
    try {
      LocalDateTime time = EPOCH.plus(units, unit);
      if (Math.abs(time.getYear()) < 9999) {
        times.add(time);
      }
    } catch (DateTimeException | ArithmeticException e) {
      // Beyond what a calendar says; extremes are tried without being named.
      return;
    }
  }

  private static String unquoted(String json) {
    return json.length() > 1 && json.startsWith("\"")
        ? json.substring(1, json.length() - 1).replace("\\\"", "\"").replace("\\\\", "\\")
        : json;
  }

  /** Literals as they are written, in case the plan does not show them. */
  private void inText(String sql) {
    Matcher literal = IN_TEXT.matcher(sql);
    while (literal.find()) {
      if (literal.group(1) == null) {
        read(literal.group(2));
      } else {
        read(literal.group(1).replace("''", "'"));
      }
    }
  }

  /** A text can be a number or a time as well. */
  private void read(String text) {
    if (text.matches("[+-]?\\d{1,38}(\\.\\d{1,20})?([eE][+-]?\\d{1,3})?")) {
      numbers.add(plain(new BigDecimal(text)));
    }
    if (text.length() <= 100 && text.indexOf('\0') < 0) {
      texts.add(text);
    }
    if (text.matches("\\d{4}-\\d\\d-\\d\\d([ T]\\d\\d:\\d\\d(:\\d\\d(\\.\\d{1,9})?)?)?")) {
      try {
        times.add(
            text.length() == 10
                ? LocalDate.parse(text).atStartOfDay()
                : LocalDateTime.parse(text.replace(' ', 'T')));
      } catch (DateTimeException e) {
        // Looks like a time and is none, the 30th of February for one.
        return;
      }
    }
  }

  private static BigDecimal plain(BigDecimal number) {
    return number.signum() == 0 ? BigDecimal.ZERO : number.stripTrailingZeros();
  }
}
