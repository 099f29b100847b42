package dev.varve.planner.compile;

import dev.varve.planner.DeepStack;
import dev.varve.planner.Fingerprint;
import dev.varve.planner.Problem;
import dev.varve.planner.bind.BoundQuery;
import dev.varve.planner.bind.Complaint;
import dev.varve.planner.bind.ParsedQuery;
import dev.varve.planner.compile.ModelCompiler.Input;
import dev.varve.planner.compile.ModelCompiler.Outcome;
import dev.varve.planner.compile.ModelGraph.Knot;
import dev.varve.planner.encode.PlanEncoding;
import dev.varve.planner.inline.InlineModel;
import dev.varve.planner.inline.Uses;
import dev.varve.planner.project.ModelFile;
import dev.varve.planner.project.Project;
import dev.varve.planner.types.KnownTable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * One run over all models of a project: parse all, order them, compile each after what it reads.
 */
final class ProjectCompilation {
  /** How many texts are parsed at a time. */
  private static final int BATCH = 50;

  private final List<String> broken;
  private final Set<String> sources;
  private final Map<String, KnownTable> sourceTables;
  private final Map<String, KnownTable> held;
  private final CompilationMemory memory;
  private final Fingerprint versions;
  private final Compiler compiler;
  private final QueryTrims trims;
  private final ProjectFunctions functions;

  private final Map<String, ModelFile> models = new TreeMap<>();
  private final Map<String, Uses> uses = new TreeMap<>();
  private final Map<String, ParsedQuery> parsed = new TreeMap<>();
  private final Map<String, List<String>> tables = new TreeMap<>();
  private final List<Problem> problems = new ArrayList<>();
  private final TreeSet<String> failed = new TreeSet<>();
  private final Map<String, String> culprits = new TreeMap<>();
  private final Map<String, Fingerprint> textKeys = new TreeMap<>();
  private final Map<String, String> blocked = new TreeMap<>();
  private final CompilationMemory learned = CompilationMemory.empty();
  private boolean anythingNew;

  ProjectCompilation(
      Project project,
      List<String> broken,
      Set<String> sources,
      Map<String, KnownTable> sourceTables,
      Map<String, KnownTable> held,
      CompletableFuture<CompilationMemory> memory,
      List<String> versions,
      Compiler compiler,
      QueryTrims trims) {
    this.broken = broken.stream().filter(model -> !held.containsKey(model)).toList();
    this.sources = sources;
    this.sourceTables = sourceTables;
    this.held = held;
    this.versions = PlanEncoding.ofTexts(versions);
    this.compiler = compiler;
    this.trims = trims;
    for (ModelFile model : project.models()) {
      if (!held.containsKey(model.name())) {
        models.put(model.name(), model);
      }
    }
    failed.addAll(this.broken);
    models.values().parallelStream()
        .map(model -> Map.entry(model.name(), CompileKeys.ofText(model)))
        .toList()
        .forEach(key -> textKeys.put(key.getKey(), key.getValue()));
    this.memory = memory.join();
    this.functions = new ProjectFunctions(project.functions(), this.memory, learned, compiler);
  }

  /** What is worth remembering now. */
  CompilationMemory memory() {
    return learned;
  }

  /** Whether that is more or other than what was remembered before. */
  boolean learned() {
    return anythingNew || functions.anythingNew() || learned.size() != memory.size();
  }

  Compilation run(int threads) {
    ExecutorService executor =
        Executors.newFixedThreadPool(
            threads, work -> new Thread(null, work, "compiler", DeepStack.BYTES));
    try {
      parseAll(executor);
      References references = resolveAll(executor);
      List<String> order = order(references);
      List<CompiledModel> compiled = compileAll(order, executor);
      return new Compilation(compiled, problems(), culprits, blocked, tables, trims);
    } finally {
      executor.shutdownNow();
    }
  }

  private List<Problem> problems() {
    // A function that reads tables is told of by each model that calls it.
    return problems.stream().distinct().sorted(Problem.BY_PLACE).toList();
  }

  private void parseAll(ExecutorService executor) {
    List<ModelFile> unknown = new ArrayList<>();
    for (ModelFile model : models.values()) {
      Fingerprint key = textKeys.get(model.name());
      ParsedQuery known = memory.text(key);
      if (known == null) {
        unknown.add(model);
      } else {
        parsed.put(model.name(), known);
        learned.put(key, known);
      }
    }
    Map<Integer, CompletableFuture<List<ParsedQuery>>> futures = new TreeMap<>();
    for (int from = 0; from < unknown.size(); from += BATCH) {
      List<String> texts =
          unknown.subList(from, Math.min(from + BATCH, unknown.size())).stream()
              .map(model -> model.sql().text())
              .toList();
      futures.put(
          from,
          CompletableFuture.supplyAsync(
              () -> compiler.withSession(session -> session.parse(texts)), executor));
    }
    futures.forEach(
        (from, future) -> {
          List<ParsedQuery> queries = join(future);
          for (int i = 0; i < queries.size(); i++) {
            remember(unknown.get(from + i), queries.get(i));
          }
        });
  }

  private void remember(ModelFile model, ParsedQuery query) {
    parsed.put(model.name(), query);
    if (query.complaints().isEmpty()) {
      learned.put(textKeys.get(model.name()), query);
      anythingNew = true;
    } else {
      failed.add(model.name());
    }
    for (Complaint complaint : query.complaints()) {
      problems.add(Complaints.problem(model, complaint, List.of(), List.of()));
    }
  }

  private References resolveAll(ExecutorService executor) {
    TreeSet<String> names = new TreeSet<>(models.keySet());
    names.addAll(broken);
    names.addAll(held.keySet());
    names.addAll(sources);
    References references = new References(names);
    join(CompletableFuture.runAsync(() -> functions.understand(references, versions), executor));
    problems.addAll(functions.problems());
    Map<String, List<Problem>> unknownNames = new TreeMap<>();
    for (ModelFile model : models.values()) {
      List<Problem> unknown = new ArrayList<>();
      ParsedQuery query = parsed.get(model.name());
      tables.put(model.name(), references.resolve(model, query, unknown));
      if (model.inline()) {
        functions.add(InlineModel.of(model, query, unknown), tables.get(model.name()));
      }
      unknownNames.put(model.name(), unknown);
    }
    for (ModelFile model : models.values()) {
      List<Problem> unknown = unknownNames.get(model.name());
      List<String> reads = reads(model, unknown);
      for (String table : reads) {
        if (sources.contains(table) && !sourceTables.containsKey(table)) {
          culprits.putIfAbsent(model.name(), table);
          failed.add(model.name());
        }
      }
      tables.put(model.name(), reads);
      if (!unknown.isEmpty()) {
        problems.addAll(unknown);
        failed.add(model.name());
      }
    }
    return references;
  }

  /** The tables that a model reads, itself or by the functions that it calls. */
  private List<String> reads(ModelFile model, List<Problem> unknown) {
    ParsedQuery query = parsed.get(model.name());
    TreeSet<String> reads = new TreeSet<>(tables.get(model.name()));
    Uses called = functions.of(query, tables.get(model.name()));
    unknown.addAll(functions.unknownTableFunctions(model, query));
    reads.addAll(called.tables());
    uses.put(model.name(), called);
    parsed.put(model.name(), called.query());
    called.broken().ifPresent(function -> failFor(model.name(), function));
    return List.copyOf(reads);
  }

  private void failFor(String model, String function) {
    failed.add(model);
    culprits.putIfAbsent(model, Compilation.FUNCTION + function);
  }

  private List<String> order(References references) {
    TreeSet<String> knotted = new TreeSet<>();
    ModelGraph graph = graph(knotted);
    for (Knot knot : graph.knots()) {
      String told = knot.members().get(0);
      problems.add(references.circle(knot, models.get(told), parsed.get(told)));
      knotted.addAll(knot.members());
      for (String member : knot.members().subList(1, knot.members().size())) {
        culprits.put(member, told);
      }
    }
    failed.addAll(knotted);
    // Without the knots, what reads them has its place too: it is blocked.
    return knotted.isEmpty() ? graph.order() : graph(knotted).order();
  }

  /** Of all models but these. */
  private ModelGraph graph(Set<String> knotted) {
    Map<String, List<String>> reads = new TreeMap<>();
    tables.forEach(
        (model, names) -> {
          if (!knotted.contains(model)) {
            reads.put(
                model,
                names.stream()
                    .filter(name -> models.containsKey(name) && !knotted.contains(name))
                    .toList());
          }
        });
    return ModelGraph.of(reads);
  }

  private List<CompiledModel> compileAll(List<String> order, ExecutorService executor) {
    Map<String, CompletableFuture<Result>> results = new TreeMap<>();
    for (String name : order) {
      results.put(name, begin(models.get(name), results, executor));
    }
    List<CompiledModel> compiled = new ArrayList<>();
    for (String name : order) {
      Result result = join(results.get(name));
      if (result instanceof Result.Compiled done) {
        compiled.add(done.model);
        learned.put(done.step.key, done.model);
        anythingNew |= done.query.isPresent();
        trims.add(
            done.model,
            compiler(done.step, false),
            compiler(done.step, true),
            done.step.key,
            done.query);
      } else if (result instanceof Result.Failed failure) {
        problems.addAll(failure.problems);
        if (!failure.function.isEmpty()) {
          failFor(name, failure.function);
        }
      } else if (result instanceof Result.Blocked waiting) {
        blocked.put(name, waiting.by);
      }
    }
    return compiled;
  }

  /** Compiles a model when all that it reads is; at once where that is so and it is remembered. */
  private CompletableFuture<Result> begin(
      ModelFile model, Map<String, CompletableFuture<Result>> earlier, ExecutorService executor) {
    Map<String, CompletableFuture<Result>> inputs = new TreeMap<>();
    for (String table : readBy(model.name())) {
      CompletableFuture<Result> input = earlier.get(table);
      if (input != null) {
        inputs.put(table, input);
      }
    }
    if (inputs.values().stream().allMatch(CompletableFuture::isDone)) {
      Step step = step(model, inputs);
      return step.result.isPresent()
          ? CompletableFuture.completedFuture(step.result.get())
          : CompletableFuture.supplyAsync(() -> compile(step), executor);
    }
    return CompletableFuture.allOf(inputs.values().toArray(CompletableFuture[]::new))
        .thenApplyAsync(done -> compile(step(model, inputs)), executor);
  }

  /** What a model names itself, and then what it reads through functions and inline models. */
  private List<String> readBy(String model) {
    Set<String> read = new LinkedHashSet<>(tables.get(model));
    read.addAll(uses.get(model).reached());
    return List.copyOf(read);
  }

  /** A model with what it reads, and its result where that is clear without the engine. */
  private record Step(
      ModelFile model, List<Input> inputs, Fingerprint key, Optional<Result> result) {
    Step with(Result found) {
      return new Step(model, inputs, key, Optional.of(found));
    }
  }

  /**
   * What compiles a model.
   *
   * @param named inline models are tables like any other, as lineage shows them
   */
  private ModelCompiler compiler(Step step, boolean named) {
    Uses all = uses.get(step.model.name());
    Uses brought = named ? all.withoutViews() : all;
    List<String> direct = tables.get(step.model.name());
    List<Input> inputs =
        step.inputs.stream()
            .filter(i -> named ? direct.contains(i.table()) : !isInline(i.table()))
            .sorted(Comparator.comparing(Input::table))
            .toList();
    return new ModelCompiler(step.model, brought, functions, inputs, compiler.policy());
  }

  private boolean isInline(String table) {
    return models.containsKey(table) && models.get(table).inline();
  }

  private Step step(ModelFile model, Map<String, CompletableFuture<Result>> inputs) {
    if (failed.contains(model.name())) {
      return new Step(model, List.of(), versions, Optional.of(new Result.Failed(List.of(), "")));
    }
    List<Input> read = new ArrayList<>();
    for (String table : readBy(model.name())) {
      if (sources.contains(table)) {
        read.add(new Input(table, true, sourceTables.get(table), false));
        continue;
      }
      if (held.containsKey(table)) {
        read.add(new Input(table, false, held.get(table), true));
        continue;
      }
      Result result = inputs.containsKey(table) ? join(inputs.get(table)) : null;
      if (result instanceof Result.Compiled done) {
        read.add(new Input(table, false, done.model.known(), false));
      } else {
        String by = result instanceof Result.Blocked waiting ? waiting.by : table;
        return new Step(model, List.of(), versions, Optional.of(new Result.Blocked(by)));
      }
    }
    Fingerprint key = CompileKeys.of(model, uses.get(model.name()).macros(), read, versions);
    Step unknown = new Step(model, read, key, Optional.empty());
    return Optional.ofNullable(memory.model(key))
        .map(known -> unknown.with(new Result.Compiled(known, unknown, Optional.empty())))
        .orElse(unknown);
  }

  private Result compile(Step step) {
    if (step.result.isPresent()) {
      return step.result.get();
    }
    Outcome outcome = compiler.withSession(compiler(step, false)::compile);
    if (outcome instanceof Outcome.Compiled done) {
      return new Result.Compiled(done.model(), step, Optional.of(done.query()));
    }
    Outcome.Failed failed = (Outcome.Failed) outcome;
    return new Result.Failed(failed.problems(), failed.function());
  }

  private static <T> T join(CompletableFuture<T> future) {
    try {
      return future.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw e;
    }
  }

  /** What came of one model. */
  private sealed interface Result {
    /** With the query as it was bound just now, or nothing where the model was remembered. */
    record Compiled(CompiledModel model, Step step, Optional<BoundQuery> query) implements Result {}

    record Failed(List<Problem> problems, String function) implements Result {}

    record Blocked(String by) implements Result {}
  }
}
