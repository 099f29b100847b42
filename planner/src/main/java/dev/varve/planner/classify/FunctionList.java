package dev.varve.planner.classify;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The reviewed list of functions. What is not on it may depend on anything. */
public final class FunctionList {
  /** Part of every key: raise it when the list or what is made of it changes. */
  public static final int VERSION = 3;

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

  /** A name, and what is known of the calls of it. */
  public record Entry(String kind, String name, String functionClass, String why) {
    public boolean isRefused() {
      return functionClass.equals(REFUSED);
    }
  }

  private static final String REFUSED = "refused";
  private static final String ROW_BY_ROW = "row by row";

  private static final FunctionList REVIEWED = new FunctionList();

  private final Set<String> exactScalars;
  private final Set<String> volatileScalars;
  private final Map<String, AggregateKind> aggregates = new TreeMap<>();
  private final Set<String> exactWindows;
  private final Set<String> orderedWindows;
  private final Set<String> tableFunctions;
  private final Set<String> rowByRow = new TreeSet<>();
  private final Set<String> names = new TreeSet<>();
  private final Map<String, Entry> refused = new TreeMap<>();
  private final List<Entry> entries = new ArrayList<>();

  private FunctionList() {
    read();
    exactScalars = names("scalar", "exact");
    volatileScalars = names("scalar", "volatile");
    volatileScalars.addAll(names("macro", "volatile"));
    exactWindows = names("window", "exact");
    orderedWindows = names("window", "ordered");
    tableFunctions = names("table", "exact");
    for (AggregateKind kind : AggregateKind.values()) {
      for (String name : names("aggregate", kind.section)) {
        aggregates.put(name, kind);
      }
    }
    for (Entry entry : entries) {
      if (!entry.kind().equals("pragma")) {
        names.add(entry.name().toLowerCase(Locale.ROOT));
      }
      if (entry.isRefused() && !entry.kind().equals("pragma")) {
        refused.putIfAbsent(entry.name(), entry);
      }
    }
  }

  private Set<String> names(String kind, String functionClass) {
    TreeSet<String> names = new TreeSet<>();
    for (Entry entry : entries) {
      if (entry.kind().equals(kind) && entry.functionClass().equals(functionClass)) {
        names.add(entry.name());
      }
    }
    return names;
  }

  /** The list that belongs to this version of the engine. */
  public static FunctionList reviewed() {
    return REVIEWED;
  }

  /** All that is listed, in the order of the list. */
  public List<Entry> entries() {
    return Collections.unmodifiableList(entries);
  }

  /** Why no model may call a scalar function or macro of this name; nothing where it may. */
  public Optional<String> refusal(String name) {
    Entry entry = refused.get(name.toLowerCase(Locale.ROOT));
    return entry == null || entry.kind().startsWith("table")
        ? Optional.empty()
        : Optional.of(entry.why());
  }

  /** Table functions that read nothing but their arguments. */
  public Set<String> tableFunctions() {
    return Collections.unmodifiableSet(tableFunctions);
  }

  /** Whether the engine has a function of this name, in lower case, of whatever kind. */
  public boolean isEngineFunction(String name) {
    return names.contains(name);
  }

  /** Whether it works on one row, or one element of a list, after the other. */
  public boolean isRowByRow(String name) {
    return rowByRow.contains(name);
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
    return exactWindows.contains(windowName(kind));
  }

  boolean isOrderedWindow(String kind) {
    return orderedWindows.contains(windowName(kind));
  }

  /** Bound plans say {@code WINDOW_RANK} where the catalogue has {@code rank}. */
  private static String windowName(String kind) {
    return kind.replaceFirst("^WINDOW_", "").toLowerCase(Locale.ROOT);
  }

  /** Whether nothing of this name, scalar or aggregate, gives other results for equal arguments. */
  boolean isRepeatable(String name) {
    return exactScalars.contains(name)
        || aggregates.getOrDefault(name, AggregateKind.VOLATILE) != AggregateKind.VOLATILE;
  }

  private void read() {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                FunctionList.class.getResourceAsStream("functions.txt"), StandardCharsets.UTF_8))) {
      String section = "";
      String why = "";
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith("[")) {
          section = line.substring(1, line.indexOf(']'));
          why = line.substring(line.indexOf(']') + 1).strip();
        } else if (!line.isBlank() && !line.matches("#( .*)?")) {
          List<String> names =
              line.startsWith("\"")
                  ? List.of(line.substring(1, line.length() - 1))
                  : List.of(line.strip().split(" +", -1));
          for (String name : names) {
            add(section, name, why);
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void add(String section, String name, String why) {
    if (section.equals(ROW_BY_ROW)) {
      rowByRow.add(name);
    } else {
      int space = section.lastIndexOf(' ');
      entries.add(new Entry(section.substring(0, space), name, section.substring(space + 1), why));
    }
  }
}
