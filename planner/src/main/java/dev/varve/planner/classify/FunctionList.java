package dev.varve.planner.classify;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The reviewed list of functions. What is not on it may depend on anything. */
public final class FunctionList {
  /** Part of every key: raise it when the list or what is made of it changes. */
  public static final int VERSION = 1;

  /** What a call of an aggregate may depend on besides the rows as a multiset. */
  enum AggregateKind {
    EXACT("exact"),
    EXACT_BY_VALUE("exact-by-value"),
    EXACT_BY_NUMBER("exact-by-number"),
    ORDERED("ordered"),
    FLOATING("floating"),
    VOLATILE("volatile");

    private final String section;

    AggregateKind(String section) {
      this.section = section;
    }
  }

  private static final FunctionList REVIEWED = new FunctionList(sections());

  private final Set<String> exactScalars;
  private final Set<String> volatileScalars;
  private final Map<String, AggregateKind> aggregates = new TreeMap<>();
  private final Set<String> exactWindows;
  private final Set<String> orderedWindows;

  private FunctionList(Map<String, Set<String>> sections) {
    exactScalars = sections.get("scalar exact");
    volatileScalars = sections.get("scalar volatile");
    exactWindows = sections.get("window exact");
    orderedWindows = sections.get("window ordered");
    for (AggregateKind kind : AggregateKind.values()) {
      for (String name : sections.get("aggregate " + kind.section)) {
        aggregates.put(name, kind);
      }
    }
  }

  /** The list that belongs to this version of the engine. */
  public static FunctionList reviewed() {
    return REVIEWED;
  }

  boolean isExactScalar(String name) {
    return exactScalars.contains(name);
  }

  /** Whether a function of this name is known to depend on more than its arguments. */
  public boolean isVolatileScalar(String name) {
    return volatileScalars.contains(name);
  }

  AggregateKind aggregate(String name) {
    return aggregates.getOrDefault(name, AggregateKind.VOLATILE);
  }

  boolean isExactWindow(String kind) {
    return exactWindows.contains(kind);
  }

  boolean isOrderedWindow(String kind) {
    return orderedWindows.contains(kind);
  }

  /** Whether nothing of this name, scalar or aggregate, gives other results for equal arguments. */
  boolean isRepeatable(String name) {
    return exactScalars.contains(name)
        || aggregates.getOrDefault(name, AggregateKind.VOLATILE) != AggregateKind.VOLATILE;
  }

  private static Map<String, Set<String>> sections() {
    Map<String, Set<String>> sections = new TreeMap<>();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                FunctionList.class.getResourceAsStream("functions.txt"), StandardCharsets.UTF_8))) {
      Set<String> section = new TreeSet<>();
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith("[")) {
          section = new TreeSet<>();
          sections.put(line.substring(1, line.indexOf(']')), section);
        } else if (!line.isBlank() && !line.startsWith("# ")) {
          Collections.addAll(section, line.strip().split(" +", -1));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return sections;
  }
}
