package dev.varve.planner.compile;

import dev.varve.planner.DeepStack;
import dev.varve.planner.Fingerprint;
import dev.varve.planner.bind.Binder;
import dev.varve.planner.bind.BindingSession;
import dev.varve.planner.bind.EngineCatalogue;
import dev.varve.planner.classify.FunctionList;
import dev.varve.planner.encode.PlanEncoding;
import dev.varve.planner.function.EngineFunctions;
import dev.varve.planner.function.FunctionEntry;
import dev.varve.planner.function.Primitives;
import dev.varve.planner.project.Project;
import dev.varve.planner.types.KnownTable;
import dev.varve.planner.types.StoredTypes;
import dev.varve.planner.types.TableFacts;
import dev.varve.planner.types.TableSchema;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * Understands all models of a project. The engine is opened only when something is not remembered,
 * and stays open for the next project. One compilation at a time.
 */
public final class Compiler implements AutoCloseable {
  private final CompilerSettings settings;
  private final BlockingQueue<BindingSession> sessions;
  private Binder binder;

  public Compiler(CompilerSettings settings) {
    this.settings = settings;
    this.sessions = new ArrayBlockingQueue<>(settings.threads());
  }

  /** Compiles a project in which nothing is broken, and of whose sources' rows nothing is known. */
  public Compilation compile(
      Project project, Map<String, TableSchema> sourceSchemas, CompileCache cache) {
    Map<String, KnownTable> sources = new TreeMap<>();
    sourceSchemas.forEach(
        (name, schema) -> sources.put(name, new KnownTable(schema, TableFacts.NONE)));
    return compile(project, List.of(), List.of(), sources, Map.of(), cache);
  }

  /**
   * Compiles what can be compiled.
   *
   * @param broken names of models that are not in the project because they could not be read: what
   *     reads them is blocked
   * @param brokenSources names of sources that are not in the project because something is wrong
   *     with their declarations
   * @param sourceTables each source as its readers bind against it; what reads a source that is
   *     missing here fails, for a reason that whoever asks knows
   * @param held models' tables that stay as they are: their readers bind against these, whatever
   *     the models' texts say, and the models are not compiled
   * @param cache keeps what was compiled under a key of the project's name
   */
  public synchronized Compilation compile(
      Project project,
      Collection<String> broken,
      Collection<String> brokenSources,
      Map<String, KnownTable> sourceTables,
      Map<String, KnownTable> held,
      CompileCache cache) {
    forgetFunctions();
    Fingerprint key = cacheKey(project);
    Optional<byte[]> kept = cache.load(key);
    // Read beside the texts, because it is as large as they are.
    CompletableFuture<CompilationMemory> memory =
        CompletableFuture.supplyAsync(
            () -> kept.flatMap(CompilationMemory::fromJson).orElseGet(CompilationMemory::empty));
    Fingerprint trimsKey = PlanEncoding.ofTexts(List.of("trims", key.hex()));
    // What is kept replaces what was, and must be of the whole project.
    boolean whole = held.isEmpty();
    ProjectCompilation compilation =
        new ProjectCompilation(
            project,
            List.copyOf(broken),
            sources(project, brokenSources),
            sourceTables,
            held,
            memory,
            versions(),
            this,
            // Asked for, though it may not be read: what no compilation asks for is forgotten.
            new QueryTrims(
                this,
                cache.load(trimsKey),
                trims -> {
                  if (whole) {
                    cache.save(trimsKey, trims);
                  }
                }));
    Compilation result = compilation.run(settings.threads());
    if (whole && compilation.learned()) {
      cache.save(key, compilation.memory().toJson());
    }
    return result;
  }

  /**
   * The functions that models of a project can call: its own, Varve's and the engine's, in this
   * order.
   *
   * @throws dev.varve.planner.InputException with all that is wrong with the project's own
   */
  public synchronized List<FunctionEntry> functions(Project project) {
    forgetFunctions();
    List<FunctionEntry> entries =
        new ArrayList<>(FunctionListing.of(project, PlanEncoding.ofTexts(versions()), this));
    Primitives.list().forEach(primitive -> entries.add(FunctionEntry.ofPrimitive(primitive)));
    entries.addAll(EngineFunctions.of(EngineCatalogue.functions()));
    return entries;
  }

  /**
   * Understands models of a compilation once more, with all that is not kept of them.
   *
   * @param wanted names; those that did not compile are passed over
   * @return those that did, inputs first; their plans are to be walked under {@link DeepStack}
   */
  public synchronized List<UnderstoodModel> understand(
      Compilation compilation, Collection<String> wanted) {
    return understood(compilation, wanted, compilation.trims()::understood);
  }

  /** The same with inline models as tables in the plans of their readers. */
  public synchronized List<UnderstoodModel> understandNamed(
      Compilation compilation, Collection<String> wanted) {
    return understood(compilation, wanted, compilation.trims()::named);
  }

  private static List<UnderstoodModel> understood(
      Compilation compilation,
      Collection<String> wanted,
      Function<CompiledModel, UnderstoodModel> how) {
    Set<String> names = new TreeSet<>(wanted);
    return compilation.models().stream()
        .filter(model -> names.contains(model.name()))
        .map(how)
        .toList();
  }

  private static Set<String> sources(Project project, Collection<String> broken) {
    TreeSet<String> sources = new TreeSet<>(project.sources().keySet());
    sources.addAll(broken);
    return sources;
  }

  private Fingerprint cacheKey(Project project) {
    List<String> texts = new ArrayList<>(List.of("compilation", project.name()));
    texts.addAll(versions());
    return PlanEncoding.ofTexts(texts);
  }

  /**
   * All that decides what a text means and how it is described, besides the text and its inputs.
   */
  public List<String> versions() {
    List<String> versions =
        new ArrayList<>(
            List.of(
                "format " + CompiledModels.FORMAT_VERSION,
                "engine " + Binder.ENGINE_VERSION,
                "language " + Binder.LANGUAGE,
                "reading " + Binder.READING_VERSION,
                "encoding " + PlanEncoding.FORMAT_VERSION,
                "functions " + FunctionList.VERSION,
                "stored types " + StoredTypes.VERSION,
                "time zone " + settings.timezone()));
    versions.addAll(policy());
    return versions;
  }

  /** Each pass of normalisation with its version. */
  List<String> policy() {
    return settings.policy();
  }

  /** Lends a session to a piece of work. */
  <T> T withSession(Function<BindingSession, T> work) {
    open();
    BindingSession session = null;
    try {
      session = sessions.take();
      return work.apply(session);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for a session", e);
    } finally {
      if (session != null) {
        sessions.add(session);
      }
    }
  }

  /** What another project, or this one before, called by a name. */
  private void forgetFunctions() {
    synchronized (sessions) {
      if (binder != null) {
        binder.forgetMacros();
      }
    }
  }

  private void open() {
    synchronized (sessions) {
      if (binder == null) {
        binder = new Binder(settings.timezone(), settings.threads());
        sessions.addAll(binder.sessions());
      }
    }
  }

  @Override
  public void close() {
    synchronized (sessions) {
      if (binder != null) {
        binder.close();
        binder = null;
        sessions.clear();
      }
    }
  }
}
