package dev.varve.planner.build;

import dev.varve.planner.build.Ingredient.Kind;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** Says in words why a step's key is not the one that its table was built with. */
public final class KeyDifference {
  private final Function<String, String> sourceChange;

  /**
   * Says why with the help of what is known of the sources.
   *
   * @param sourceChange what happened to a source, such as "has 1 new file".
   */
  public KeyDifference(Function<String, String> sourceChange) {
    this.sourceChange = sourceChange;
  }

  /**
   * The reason of a rebuild; the first kind that differs, in the order of the kinds, gives the
   * code.
   */
  public Reason between(List<Ingredient> before, List<Ingredient> now) {
    Map<String, String> old = byName(before);
    Map<String, String> current = byName(now);
    Map<Kind, Set<String>> changed = new EnumMap<>(Kind.class);
    for (Ingredient ingredient : now) {
      if (!ingredient.value().equals(old.get(id(ingredient)))) {
        changed
            .computeIfAbsent(ingredient.kind(), k -> new LinkedHashSet<>())
            .add(ingredient.name());
      }
    }
    for (Ingredient ingredient : before) {
      if (!current.containsKey(id(ingredient))) {
        changed
            .computeIfAbsent(ingredient.kind(), k -> new LinkedHashSet<>())
            .add(ingredient.name());
      }
    }
    if (changed.isEmpty()) {
      return Reason.of(ReasonCode.OUTPUT_CHANGED, "the order of the output columns changed");
    }
    List<String> sentences = new ArrayList<>();
    List<String> names = new ArrayList<>();
    ReasonCode code = null;
    for (Map.Entry<Kind, Set<String>> entry : changed.entrySet()) {
      if (code == null) {
        code = code(entry.getKey());
      }
      List<String> sorted = List.copyOf(entry.getValue());
      sentences.add(sentence(entry.getKey(), sorted, old, current));
      names.addAll(sorted);
    }
    return new Reason(code, String.join("; ", withoutRepeats(sentences)), withoutRepeats(names));
  }

  private String sentence(
      Kind kind, List<String> names, Map<String, String> old, Map<String, String> now) {
    String list = String.join(", ", names);
    return switch (kind) {
      case ENGINE -> "the engine or the version of Varve changed";
      case SETTING -> "the project's setting " + list + " changed";
      case QUERY -> "the query changed";
      case OUTPUT -> "the output's names or types changed: " + list;
      case CONTRACT -> "the contract changed: " + list;
      case ORDER -> "the tier or the order of the rows changed";
      case PARAMETER -> parameters(names, old, now);
      case CLOCK -> "the clock moved on";
      case READER -> "the way source " + list + " is read changed";
      case SOURCE -> sources(names);
      case COLUMN, ROWS, IDENTITY -> tables(names);
      case VOLATILE -> "the result differs from run to run";
    };
  }

  private static String parameters(
      List<String> names, Map<String, String> old, Map<String, String> now) {
    List<String> parts = new ArrayList<>();
    for (String name : names) {
      String before = old.get(Kind.PARAMETER + ":" + name);
      String current = now.get(Kind.PARAMETER + ":" + name);
      if (before == null) {
        parts.add("parameter " + name + " is read now");
      } else if (current == null) {
        parts.add("parameter " + name + " is read no more");
      } else {
        parts.add("parameter " + name + " is " + current + ", was " + before);
      }
    }
    return String.join("; ", parts);
  }

  private String sources(List<String> names) {
    List<String> parts = new ArrayList<>();
    for (String name : names) {
      parts.add("source " + name + " " + sourceChange.apply(name));
    }
    return String.join("; ", parts);
  }

  private static String tables(List<String> names) {
    Map<String, List<String>> columns = new LinkedHashMap<>();
    for (String name : names) {
      int dot = name.indexOf('.', name.indexOf('.') + 1);
      String table = dot < 0 ? name : name.substring(0, dot);
      List<String> list = columns.computeIfAbsent(table, t -> new ArrayList<>());
      if (dot >= 0 && !name.endsWith(".*")) {
        list.add(name.substring(dot + 1));
      }
    }
    List<String> parts = new ArrayList<>();
    columns.forEach(
        (table, list) ->
            parts.add(
                list.isEmpty()
                    ? "what " + table + " holds changed"
                    : "in " + table + " changed " + String.join(", ", list)));
    return String.join("; ", parts);
  }

  private static ReasonCode code(Kind kind) {
    return switch (kind) {
      case ENGINE -> ReasonCode.ENGINE_CHANGED;
      case SETTING -> ReasonCode.SETTING_CHANGED;
      case QUERY -> ReasonCode.QUERY_CHANGED;
      case OUTPUT -> ReasonCode.OUTPUT_CHANGED;
      case CONTRACT -> ReasonCode.CONTRACT_CHANGED;
      case ORDER -> ReasonCode.ORDER_CHANGED;
      case PARAMETER -> ReasonCode.PARAMETER_CHANGED;
      case CLOCK -> ReasonCode.CLOCK_CHANGED;
      case READER -> ReasonCode.READER_CHANGED;
      case SOURCE -> ReasonCode.SOURCE_CHANGED;
      case COLUMN, ROWS, IDENTITY -> ReasonCode.INPUT_CHANGED;
      case VOLATILE -> ReasonCode.VOLATILE;
    };
  }

  private static Map<String, String> byName(List<Ingredient> ingredients) {
    Map<String, String> map = new LinkedHashMap<>();
    for (Ingredient ingredient : ingredients) {
      map.put(id(ingredient), ingredient.value());
    }
    return map;
  }

  private static String id(Ingredient ingredient) {
    return ingredient.kind() + ":" + ingredient.name();
  }

  private static List<String> withoutRepeats(List<String> list) {
    return List.copyOf(new LinkedHashSet<>(list));
  }
}
