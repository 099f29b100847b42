package dev.varve.planner.compile;

import dev.varve.planner.Fingerprint;
import dev.varve.planner.Nearest;
import dev.varve.planner.Place;
import dev.varve.planner.Problem;
import dev.varve.planner.bind.BindingSession;
import dev.varve.planner.bind.ClockMacros.Asked;
import dev.varve.planner.bind.Complaint;
import dev.varve.planner.bind.ParsedQuery;
import dev.varve.planner.bind.ParsedQuery.TableName;
import dev.varve.planner.classify.FunctionList;
import dev.varve.planner.compile.ModelGraph.Knot;
import dev.varve.planner.encode.PlanEncoding;
import dev.varve.planner.function.Primitives;
import dev.varve.planner.function.SqlMacro;
import dev.varve.planner.inline.InlineModel;
import dev.varve.planner.inline.Uses;
import dev.varve.planner.project.ModelFile;
import dev.varve.planner.project.function.FunctionFile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The functions that a project writes for itself, and Varve's own: what a call of one brings with
 * it, its own calls included.
 */
final class ProjectFunctions {
  private static final ParsedQuery NOTHING =
      new ParsedQuery(List.of(), List.of(), List.of(), List.of(), List.of(), List.of());

  private final Map<String, FunctionFile> files = new TreeMap<>();
  private final Map<String, ParsedQuery> parsed = new TreeMap<>();
  private final Map<String, List<String>> calls = new TreeMap<>();
  private final Map<String, List<String>> tables = new TreeMap<>();
  private final List<String> order = new ArrayList<>();
  private final TreeSet<String> broken = new TreeSet<>();
  private final List<Problem> problems = new ArrayList<>();
  private final CompilationMemory memory;
  private final CompilationMemory learned;
  private final Compiler compiler;
  private boolean anythingNew;

  private final Map<String, InlineModel> inline = new TreeMap<>();

  /** Something with problems at its places: a model or a function. */
  private interface Placed {
    Place at(int utf8Offset);
  }

  ProjectFunctions(
      List<FunctionFile> functions,
      CompilationMemory memory,
      CompilationMemory learned,
      Compiler compiler) {
    functions.forEach(function -> files.put(folded(function.name()), function));
    this.memory = memory;
    this.learned = learned;
    this.compiler = compiler;
  }

  private static String folded(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  /**
   * Adds an inline model.
   *
   * @param named tables that its text names
   */
  void add(InlineModel model, List<String> named) {
    String name = model.file().name();
    inline.put(name, model);
    parsed.put(name, model.query());
    tables.put(name, named);
    calls.put(name, called(model.query()));
  }

  /** Reads all of them, and binds those that read no tables. */
  void understand(References references, Fingerprint versions) {
    for (Map.Entry<String, FunctionFile> file : files.entrySet()) {
      parse(file.getKey(), file.getValue());
    }
    files.forEach((name, file) -> resolve(name, file, references));
    sort();
    for (String name : order) {
      check(name, versions);
    }
  }

  private void parse(String name, FunctionFile file) {
    Fingerprint key = PlanEncoding.ofTexts(List.of("function text", file.query()));
    ParsedQuery query = memory.text(key);
    if (query == null) {
      query = compiler.withSession(session -> session.parse(file.query()));
      anythingNew = true;
    }
    if (query.complaints().isEmpty()) {
      learned.put(key, query);
    }
    parsed.put(name, query);
    for (Complaint complaint : query.complaints()) {
      complain(name, file.placeInQuery(complaint.utf8Offset().orElse(0)), complaint);
    }
  }

  private void complain(String name, Place place, Complaint complaint) {
    broken.add(name);
    ModelFile file = files.get(name).reading();
    Problem problem = Complaints.problem(file, withNames(complaint), List.of(), List.of());
    problems.add(Problem.at(place, problem.code(), problem.message(), problem.mend()));
  }

  private void resolve(String name, FunctionFile file, References references) {
    List<Problem> unknown = new ArrayList<>();
    // Places are told in the body; a query around it begins earlier.
    ParsedQuery query = parsed.get(name);
    List<TableName> names =
        query.tables().stream()
            .map(table -> new TableName(table.path(), file.offsetInBody(table.utf8Offset())))
            .toList();
    ParsedQuery inBody =
        new ParsedQuery(names, query.withNames(), List.of(), List.of(), List.of(), List.of());
    tables.put(name, references.resolve(file.reading(), inBody, unknown));
    calls.put(name, called(query));
    unknown.addAll(unknownTableFunctions(query, file::placeInQuery));
    for (Problem problem : unknown) {
      broken.add(name);
      problems.add(
          Problem.at(
              problem.place().orElseThrow(), problem.code(), problem.message(), problem.mend()));
    }
  }

  /** The names in a text that mean one of these functions. */
  private List<String> called(ParsedQuery query) {
    TreeSet<String> names = new TreeSet<>(query.functions());
    query.tableFunctions().forEach(function -> names.add(lastName(function)));
    names.removeIf(name -> !files.containsKey(name) && Primitives.macro(name) == null);
    return List.copyOf(names);
  }

  private static String lastName(TableName function) {
    return folded(function.path().get(function.path().size() - 1));
  }

  private void sort() {
    Map<String, List<String>> own = new TreeMap<>();
    calls.forEach(
        (name, called) -> own.put(name, called.stream().filter(files::containsKey).toList()));
    ModelGraph graph = ModelGraph.of(own);
    order.addAll(graph.order());
    for (Knot knot : graph.knots()) {
      FunctionFile told = files.get(knot.members().get(0));
      broken.addAll(knot.members());
      problems.add(
          Problem.at(
              told.placeInDefinition(told.bodyOffset()),
              "CYCLE",
              "Functions call one another in a circle: " + String.join(" → ", knot.cycle()) + ".",
              "Take out one of the calls."));
    }
    // What calls a knot can be bound as little as the knot itself.
    for (String name : files.keySet()) {
      if (!order.contains(name)) {
        broken.add(name);
      }
    }
  }

  private void check(String name, Fingerprint versions) {
    Uses uses = uses(NOTHING, List.of(name));
    if (uses.broken().isPresent()) {
      broken.add(name);
      return;
    }
    if (!uses.tables().isEmpty()) {
      // Bound with the models that call it, when the columns of what it reads are known.
      return;
    }
    List<String> texts = new ArrayList<>(List.of("function", versions.hex()));
    texts.addAll(uses.texts());
    Fingerprint key = PlanEncoding.ofTexts(texts);
    if (memory.text(key) == null) {
      List<Problem> found = compiler.withSession(session -> declare(session, uses));
      problems.addAll(found);
      if (!found.isEmpty()) {
        broken.add(name);
        return;
      }
      anythingNew = true;
    }
    learned.put(key, NOTHING);
  }

  /** Declares functions, and says what is wrong with the first that cannot be. */
  List<Problem> declare(BindingSession session, Uses uses) {
    for (SqlMacro macro : uses.macros()) {
      Optional<Complaint> complaint = session.declare(macro);
      if (complaint.isPresent() && macro.view()) {
        return List.of(inline.get(macro.name()).problem(complaint.get()));
      }
      if (complaint.isPresent()) {
        FunctionFile file = files.get(folded(macro.name()));
        Place place = file.placeInDefinition(complaint.get().utf8Offset().orElse(0));
        Problem problem =
            Complaints.problem(
                file.reading(), withNames(complaint.get()), arguments(file), List.of());
        return List.of(Problem.at(place, problem.code(), problem.message(), problem.mend()));
      }
    }
    return List.of();
  }

  private static List<String> arguments(FunctionFile file) {
    return file.arguments().stream().map(FunctionFile.Argument::name).toList();
  }

  /** What a call of one of the project's functions brings with it. */
  Uses ofCall(FunctionFile file) {
    return uses(NOTHING, List.of(folded(file.name())));
  }

  /**
   * What a model's calls, and the inline models that it names, bring with them.
   *
   * @param named tables that its text names
   */
  Uses of(ParsedQuery query, List<String> named) {
    List<String> brought = new ArrayList<>(called(query));
    named.stream().filter(inline::containsKey).forEach(brought::add);
    return brought.isEmpty()
        ? new Uses(List.of(), List.of(), List.of(), query, Optional.empty())
        : uses(query, brought);
  }

  private Uses uses(ParsedQuery query, List<String> brought) {
    Map<String, SqlMacro> macros = new LinkedHashMap<>();
    TreeSet<String> reached = new TreeSet<>();
    TreeSet<String> functions = new TreeSet<>(query.functions());
    TreeSet<Asked> clock = new TreeSet<>(query.clock());
    for (String name : closure(brought, true)) {
      if (!parsed.containsKey(name)) {
        macros.put(name, Primitives.macro(name));
        continue;
      }
      macros.put(
          name, inline.containsKey(name) ? inline.get(name).view() : files.get(name).macro());
      reached.addAll(tables.getOrDefault(name, List.of()));
      functions.addAll(parsed.get(name).functions());
      clock.addAll(parsed.get(name).clock());
    }
    reached.removeAll(inline.keySet());
    TreeSet<String> read = new TreeSet<>();
    Optional<String> fault = Optional.empty();
    for (String name :
        closure(brought.stream().filter(n -> !inline.containsKey(n)).toList(), false)) {
      read.addAll(tables.getOrDefault(name, List.of()));
      if (broken.contains(name) && fault.isEmpty()) {
        fault = Optional.of(files.get(name).name());
      }
    }
    ParsedQuery whole =
        new ParsedQuery(
            query.tables(),
            query.withNames(),
            List.copyOf(functions),
            query.tableFunctions(),
            List.copyOf(clock),
            query.complaints());
    return new Uses(
        List.copyOf(macros.values()), List.copyOf(read), List.copyOf(reached), whole, fault);
  }

  /** Names with all that they bring along, each after what it names itself. */
  private List<String> closure(List<String> names, boolean withInline) {
    Set<String> seen = new TreeSet<>();
    List<String> closure = new ArrayList<>();
    names.forEach(name -> visit(name, withInline, seen, closure));
    return closure;
  }

  private void visit(String name, boolean withInline, Set<String> seen, List<String> closure) {
    if (seen.add(name)) {
      List<String> inner = new ArrayList<>(calls.getOrDefault(name, List.of()));
      if (withInline) {
        tables.getOrDefault(name, List.of()).stream()
            .filter(inline::containsKey)
            .forEach(inner::add);
      }
      inner.forEach(each -> visit(each, withInline, seen, closure));
      closure.add(name);
    }
  }

  /** Calls in FROM that mean nothing. */
  List<Problem> unknownTableFunctions(ModelFile model, ParsedQuery query) {
    return unknownTableFunctions(query, model.sql().positions()::placeOfByte).stream()
        .map(problem -> problem.ofModel(model.name()))
        .toList();
  }

  private List<Problem> unknownTableFunctions(ParsedQuery query, Placed text) {
    List<Problem> unknown = new ArrayList<>();
    for (TableName function : query.tableFunctions()) {
      FunctionFile file = files.get(lastName(function));
      if (file != null && file.table()) {
        continue;
      }
      String written = String.join(".", function.path());
      if (file == null && lastName(function).matches("read_.*|.*_scan")) {
        unknown.add(
            Problem.at(
                text.at(function.utf8Offset()),
                "READS_FILE",
                "A model reads tables only, not " + written + "().",
                "Declare the files under sources in varve.yaml and read the source by its name."));
        continue;
      }
      List<String> names = new ArrayList<>(FunctionList.reviewed().tableFunctions());
      files.values().stream().filter(FunctionFile::table).forEach(f -> names.add(f.name()));
      unknown.add(
          Problem.at(
              text.at(function.utf8Offset()),
              "UNKNOWN_FUNCTION",
              file == null
                  ? "There is no function " + written + " that yields a table."
                  : "The function " + written + " yields a value, not a table.",
              file == null
                  ? Nearest.hint(written, names)
                      + "Functions are those of DuckDB and the files in functions."
                  : "Call it in an expression."));
    }
    return unknown;
  }

  /** With the functions that the engine has not seen, where one is not known. */
  Complaint withNames(Complaint complaint) {
    if (complaint.kind() != Complaint.Kind.UNKNOWN_FUNCTION) {
      return complaint;
    }
    List<String> candidates = new ArrayList<>();
    files.values().forEach(file -> candidates.add(file.name()));
    Primitives.list().forEach(primitive -> candidates.add(primitive.macro().name()));
    candidates.addAll(complaint.candidates());
    return new Complaint(
        complaint.kind(),
        complaint.message(),
        complaint.mend(),
        complaint.utf8Offset(),
        complaint.subject(),
        candidates);
  }

  List<Problem> problems() {
    return problems;
  }

  /** Whether something was found out that was not remembered. */
  boolean anythingNew() {
    return anythingNew;
  }
}
