package dev.varve.planner.evidence;

import dev.varve.planner.types.SqlNames;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Made-up texts and what is written like one. */
final class TextValues {
  private static final List<String> WORDS =
      List.of("a", "b", "A", "", "ab", "c", "aXc", "B", "abc", "ba");
  private static final List<String> NUMBERS = List.of("1", "10", "9", "0", "-1", "1.5", "1.40");

  /** Of one kind to some comparison and not to another. */
  private static final List<String> EXTREME =
      List.of(
          " ", "a ", " a", "á", "Ä", "é", "e", "ß", "SS", "日本", "🦆", "a%", "_", "'", "\\", "\n",
          "Z", "z", "NULL", "true", "e\u0301", "ı", "I", "i", "a,b", "a b");

  private final List<String> named;
  private final List<BigDecimal> numbers;
  private final List<String> dates;

  TextValues(List<String> named, List<BigDecimal> numbers, List<String> dates) {
    this.named = named;
    this.numbers = numbers;
    this.dates = dates;
  }

  /** Nothing where the type is none of them. */
  Optional<ValuePool> of(String type) {
    return switch (type) {
      case "VARCHAR" -> Optional.of(texts());
      case "BOOLEAN" -> Optional.of(ValuePool.of(List.of("true", "false"), List.of(), List.of()));
      case "JSON" -> Optional.of(json());
      case "UUID" ->
          Optional.of(
              typed(
                  type,
                  "00000000-0000-0000-0000-000000000001",
                  "00000000-0000-0000-0000-000000000000",
                  "ffffffff-ffff-ffff-ffff-ffffffffffff",
                  "80000000-0000-0000-0000-000000000000"));
      case "BLOB" -> Optional.of(typed(type, "a", "", "b", "\\x00", "\\xFF", "\\x00\\x01", "A"));
      case "BIT" -> Optional.of(typed(type, "0", "1", "0101", "10", "00000000", "111111111"));
      default -> Optional.empty();
    };
  }

  private static ValuePool typed(String type, String... texts) {
    return ValuePool.of(
        List.of(texts).stream().map(text -> "'" + text + "'::" + type).toList(),
        List.of(),
        List.of());
  }

  ValuePool texts() {
    List<String> near = new ArrayList<>();
    for (String text : named) {
      near.add(text);
      near.add(text.toUpperCase(Locale.ROOT));
      near.add(text.toLowerCase(Locale.ROOT));
      near.add(text + "x");
      near.add("x" + text);
      if (text.length() > 1) {
        near.add(text.substring(0, text.length() - 1));
        near.add(text.substring(1));
      }
      if (text.indexOf('%') >= 0 || text.indexOf('_') >= 0) {
        near.add(text.replace("%", "").replace('_', 'x'));
        near.add(text.replace("%", "xy").replace('_', 'y'));
        near.add("x" + text.replace("%", "").replace("_", ""));
      }
    }
    for (int i = 0; i < Math.min(4, named.size()); i++) {
      near.add("1" + named.get(i) + "2" + named.get(named.size() - 1 - i) + "3");
    }
    List<String> numeric = new ArrayList<>(NUMBERS);
    for (BigDecimal number : numbers) {
      String text = number.toPlainString();
      numeric.add(text);
      // The same number, and another text.
      numeric.add(number.scale() > 0 ? text + "0" : text + ".0");
    }
    return new ValuePool(
        List.of(literals(WORDS), literals(numeric), dates), literals(near), literals(EXTREME));
  }

  private ValuePool json() {
    List<String> near = new ArrayList<>();
    for (String text : named) {
      for (String key : text.split("[^A-Za-z0-9_]+", -1)) {
        if (!key.isEmpty()) {
          near.add("{\"" + key + "\": 1}");
          near.add("{\"" + key + "\": \"a\"}");
          near.add("{\"" + key + "\": [{\"" + key + "\": null}]}");
        }
      }
    }
    List<String> plain =
        List.of("{\"a\": 1}", "{\"a\": \"x\", \"b\": [1, 2]}", "{}", "[1, 2]", "1", "\"x\"");
    List<String> extreme = List.of("null", "{\"a\": null}", "{\"a\":1}", "[]", "1.0", "true");
    return ValuePool.of(literals(plain), literals(near), literals(extreme))
        .map(value -> value + "::JSON");
  }

  private static List<String> literals(List<String> texts) {
    return texts.stream().distinct().map(SqlNames::literal).toList();
  }
}
