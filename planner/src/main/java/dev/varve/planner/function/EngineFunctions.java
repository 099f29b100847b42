package dev.varve.planner.function;

import dev.varve.planner.bind.Binder;
import dev.varve.planner.bind.EngineCatalogue;
import dev.varve.planner.classify.FunctionList;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The reviewed list beside the engine's own catalogue, and the page that shows both. */
public final class EngineFunctions {
  private static final int SHOWN_SIGNATURES = 2;

  private EngineFunctions() {}

  /** All that is in the catalogue and on the list, by kind, class and name as listed. */
  public static List<FunctionEntry> of(List<EngineCatalogue.Function> catalogue) {
    Map<String, List<String>> signatures = new TreeMap<>();
    for (EngineCatalogue.Function function : catalogue) {
      signatures.put(function.kind() + " " + function.name(), function.signatures());
    }
    List<FunctionEntry> entries = new ArrayList<>();
    for (FunctionList.Entry reviewed : FunctionList.reviewed().entries()) {
      List<String> known = signatures.get(reviewed.kind() + " " + reviewed.name());
      if (known != null) {
        entries.add(FunctionEntry.ofEngine(reviewed, known));
      }
    }
    return entries;
  }

  /** The page {@code FUNCTIONS.md}. */
  static String page(List<EngineCatalogue.Function> catalogue) {
    StringBuilder page = new StringBuilder();
    page.append("# Functions of DuckDB ").append(Binder.ENGINE_VERSION.substring(1));
    page.append(
        """
         as reviewed

        Written out of `classify/functions.txt` and the engine's catalogue. After a change of either:
        `mvn -pl planner test -Dtest=FunctionPageTest; cp planner/target/golden/FUNCTIONS.md planner/`

        Class: what a call depends on besides its arguments; `functions.txt` says what each word means. Threads: whether the
        result may differ with their number. Rung: built in (compiled, a vector at a time), vectorised (an expression of
        what is built in), row by row (one row or element after the other). What is refused runs in no lane.
        """);
    String heading = "";
    for (FunctionEntry entry : of(catalogue)) {
      String next = entry.kind() + ": " + entry.volatility();
      String note = entry.note();
      if (!heading.equals(next + note)) {
        heading = next + note;
        page.append("\n## ").append(next).append("\n\n");
        page.append(note.isEmpty() ? "" : note + "\n\n");
        page.append("| name | signatures | threads | lanes | rung |\n|---|---|---|---|---|\n");
      }
      page.append("| ").append(code(entry.name()));
      page.append(" | ").append(signatures(entry.signatures()));
      page.append(" | ").append(entry.threads());
      page.append(" | ").append(String.join(", ", entry.lanes()));
      page.append(" | ").append(entry.rung().word()).append(" |\n");
    }
    return page.toString();
  }

  private static String signatures(List<String> signatures) {
    if (signatures.size() > SHOWN_SIGNATURES) {
      return signatures.size() + " signatures";
    }
    return String.join(", ", signatures.stream().map(EngineFunctions::code).toList());
  }

  private static String code(String text) {
    return "`" + text.replace("|", "\\|") + "`";
  }
}
