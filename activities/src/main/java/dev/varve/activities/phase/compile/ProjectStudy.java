package dev.varve.activities.phase.compile;

import dev.varve.planner.InputException;
import dev.varve.planner.Nearest;
import dev.varve.planner.Problem;
import dev.varve.planner.compile.Compilation;
import dev.varve.planner.compile.Compiler;
import dev.varve.planner.compile.CompilerSettings;
import dev.varve.planner.compile.UnderstoodModel;
import dev.varve.planner.function.FunctionEntry;
import dev.varve.planner.project.Project;
import dev.varve.planner.types.TableSchema;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A project's models as its files say them now, whatever any environment holds, understood more
 * closely than a build needs.
 */
public final class ProjectStudy implements AutoCloseable {
  private static final int TOLD = 20;

  private final ProjectLook.Looked looked;
  private final Compiler compiler;
  private final Compilation compilation;
  private final SortedSet<String> tables = new TreeSet<>();
  private final Map<String, TableSchema> schemas = new TreeMap<>();

  ProjectStudy(ProjectLook.Looked looked) {
    this.looked = looked;
    this.compiler = new Compiler(CompilerSettings.of(looked.project().timezone()));
    this.compilation =
        ProjectPlanning.compile(
            compiler,
            looked.parsed(),
            looked.discovered().tables(looked.project()),
            Map.of(),
            looked.cache());
    tables.addAll(looked.parsed().broken().keySet());
    tables.addAll(looked.parsed().brokenSources().keySet());
    tables.addAll(looked.project().sources().keySet());
    looked.project().models().forEach(model -> tables.add(model.name()));
    schemas.putAll(looked.discovered().schemas());
    compilation.models().forEach(model -> schemas.put(model.name(), model.schema()));
  }

  /**
   * What somebody asks about.
   *
   * @param column as it was written; absent for all of the table
   */
  public record Sought(String table, Optional<String> column) {}

  public Project project() {
    return looked.project();
  }

  public boolean isSource(String table) {
    return looked.project().sources().containsKey(table);
  }

  /** The columns of every table that is understood. */
  public Map<String, TableSchema> schemas() {
    return schemas;
  }

  /** Every function that its models can call. */
  List<FunctionEntry> functions() {
    return compiler.functions(looked.project());
  }

  /** Of all that decides what a text means. */
  public List<String> versions() {
    return compiler.versions();
  }

  /**
   * Finds {@code schema.table} or {@code schema.table.column}; a table of the schema {@code main}
   * may go without it.
   *
   * @throws InputException when there is no such table
   */
  public Sought sought(String written) {
    String lower = written.toLowerCase(Locale.ROOT);
    String best = "";
    for (String table : tables) {
      String name = table.toLowerCase(Locale.ROOT);
      boolean matches =
          lower.equals(name)
              || lower.startsWith(name + ".")
              || name.equals("main." + lower)
              || (name.startsWith("main.") && lower.startsWith(name.substring(5) + "."));
      if (matches && table.length() > best.length()) {
        best = table;
      }
    }
    if (best.isEmpty()) {
      throw unknown(written);
    }
    boolean full = lower.startsWith(best.toLowerCase(Locale.ROOT));
    int end = full ? best.length() : best.length() - "main.".length();
    return new Sought(
        best, Optional.of(written).filter(w -> w.length() > end).map(w -> w.substring(end + 1)));
  }

  private InputException unknown(String written) {
    return problem(
        "UNKNOWN_TABLE",
        "The project has no model or source " + written + ".",
        Nearest.hint(withoutColumn(written), tables) + "It has: " + listed(tables) + ".");
  }

  /** What is longer than a name has probably a column behind it. */
  private static String withoutColumn(String written) {
    String[] parts = written.split("\\.", -1);
    return parts.length > 2 ? parts[0] + "." + parts[1] : written;
  }

  /** The refusal of a source where a model is asked for. */
  private InputException isNoModel(String source) {
    TreeSet<String> readers = new TreeSet<>();
    compilation
        .reads()
        .forEach(
            (model, read) -> {
              if (read.contains(source)) {
                readers.add(model);
              }
            });
    return problem(
        "NOT_A_MODEL",
        source + " is a source: it is read and not built.",
        readers.isEmpty() ? "No model reads it." : "It is read by: " + listed(readers) + ".");
  }

  /**
   * A column of a table, spelled as the table has it.
   *
   * @throws InputException when it has none of this name
   */
  public String column(String table, String written) {
    List<String> names =
        schemas.get(table).columns().stream().map(column -> column.name()).toList();
    return names.stream()
        .filter(written::equalsIgnoreCase)
        .findFirst()
        .orElseThrow(
            () ->
                problem(
                    "UNKNOWN_COLUMN",
                    table + " has no column " + written + ".",
                    Nearest.hint(written, names) + "It has: " + listed(names) + "."));
  }

  private static InputException problem(String code, String message, String mend) {
    return new InputException(List.of(Problem.of(code, message, mend)));
  }

  private static String listed(Collection<String> names) {
    String first = String.join(", ", names.stream().limit(TOLD).toList());
    return names.size() <= TOLD ? first : first + " and " + (names.size() - TOLD) + " more";
  }

  /** These and the tables that they read, directly and through others. */
  public Set<String> withInputs(String table) {
    return closure(table, compilation.reads());
  }

  /** These and the models that read them, directly and through others. */
  public Set<String> withReaders(String table) {
    Map<String, List<String>> readers = new TreeMap<>();
    compilation
        .reads()
        .forEach(
            (model, read) ->
                read.forEach(
                    name -> readers.computeIfAbsent(name, key -> new ArrayList<>()).add(model)));
    return closure(table, readers);
  }

  private static Set<String> closure(String from, Map<String, List<String>> edges) {
    Set<String> reached = new LinkedHashSet<>(List.of(from));
    Deque<String> open = new ArrayDeque<>(reached);
    while (!open.isEmpty()) {
      for (String next : edges.getOrDefault(open.poll(), List.of())) {
        if (reached.add(next)) {
          open.add(next);
        }
      }
    }
    return reached;
  }

  /** Those of these models that can be understood, each after what it reads. */
  public List<UnderstoodModel> understand(Collection<String> models) {
    return compiler.understand(compilation, models);
  }

  /** The same with the inline models that they read as tables in their plans. */
  public List<UnderstoodModel> understandNamed(Collection<String> models) {
    return compiler.understandNamed(compilation, models);
  }

  public boolean isInline(String table) {
    return looked.project().models().stream()
        .anyMatch(model -> model.inline() && model.name().equals(table));
  }

  /**
   * One model.
   *
   * @throws InputException when there is none of this name, or it cannot be understood
   */
  public UnderstoodModel understood(String written) {
    Sought sought = sought(written);
    if (sought.column().isPresent()) {
      throw problem(
          "NOT_A_MODEL", written + " is no model.", "Give the model: " + sought.table() + ".");
    }
    if (isSource(sought.table())) {
      throw isNoModel(sought.table());
    }
    require(sought.table());
    return understand(List.of(sought.table())).get(0);
  }

  /**
   * Ends here when a table cannot be understood.
   *
   * @throws InputException with the reasons
   */
  public void require(String table) {
    if (!schemas.containsKey(table)) {
      throw new InputException(problems(List.of(table)));
    }
  }

  /** What keeps tables from being understood: their own faults and those of what they read. */
  public List<Problem> problems(Collection<String> of) {
    Set<String> concerned = new LinkedHashSet<>();
    for (String table : of) {
      if (!schemas.containsKey(table)) {
        withInputs(table).stream()
            .filter(name -> !schemas.containsKey(name))
            .forEach(concerned::add);
      }
    }
    List<Problem> problems = new ArrayList<>();
    for (Problem problem : compilation.problems()) {
      if (problem.model().map(concerned::contains).orElse(!concerned.isEmpty())) {
        problems.add(problem);
      }
    }
    for (String table : concerned) {
      problems.addAll(looked.discovered().faults().getOrDefault(table, List.of()));
      String culprit = compilation.failed().getOrDefault(table, "");
      compilation.problems().stream()
          .filter(problem -> problem.model().equals(Optional.of(culprit)))
          .forEach(problems::add);
    }
    return problems.stream().distinct().sorted(Problem.BY_PLACE).toList();
  }

  @Override
  public void close() {
    compiler.close();
  }
}
