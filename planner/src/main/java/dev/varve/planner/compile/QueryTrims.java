package dev.varve.planner.compile;

import dev.varve.planner.DeepStack;
import dev.varve.planner.Fingerprint;
import dev.varve.planner.bind.BoundQuery;
import dev.varve.planner.compile.Trims.Trimmed;
import dev.varve.planner.encode.PlanEncoding;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * Trims the queries of one compilation when asked. What was found is remembered from one time to
 * the next; what is not remembered is bound once more, unless it was bound just now.
 */
final class QueryTrims implements Trims {
  /** Texts whose plans are held on to: plans are some ten times as large. */
  private static final int MOST_TEXT = 16 << 20;

  /** A model as it was compiled. */
  private record Known(
      ModelCompiler compiler, ModelCompiler naming, Fingerprint key, List<String> columns) {}

  private final Compiler compiler;
  private final Optional<byte[]> kept;
  private final Consumer<byte[]> keeper;
  private final Map<String, Known> models = new TreeMap<>();
  private final Map<String, BoundQuery> bound = new TreeMap<>();
  private Optional<TrimMemory> memory = Optional.empty();
  private int text;

  /**
   * Of models still to be added.
   *
   * @param kept what was remembered, to be read when it is needed
   * @param keeper takes what is to be remembered
   */
  QueryTrims(Compiler compiler, Optional<byte[]> kept, Consumer<byte[]> keeper) {
    this.compiler = compiler;
    this.kept = kept;
    this.keeper = keeper;
  }

  /**
   * Adds a model.
   *
   * @param naming compiles it so that inline models stand in its plan as tables
   * @param key what it was compiled from
   * @param query present where it was bound just now
   */
  void add(
      CompiledModel model,
      ModelCompiler by,
      ModelCompiler naming,
      Fingerprint key,
      Optional<BoundQuery> query) {
    models.put(
        model.name(),
        new Known(by, naming, key, model.columns().stream().map(OutputColumn::name).toList()));
    if (query.isPresent() && text + model.sql().length() <= MOST_TEXT) {
      text += model.sql().length();
      bound.put(model.name(), query.get());
    }
  }

  @Override
  public synchronized Optional<Trimmed> of(String model, List<String> columns) {
    Known known = known(model);
    TrimMemory remembered = memory();
    Fingerprint key = key(known, columns);
    Optional<Optional<Trimmed>> found = remembered.find(known.key(), key);
    if (found.isPresent()) {
      return found.get();
    }
    Optional<Trimmed> trimmed = trim(model, known, columns);
    remembered.put(known.key(), key, trimmed);
    return trimmed;
  }

  private Known known(String model) {
    Known known = models.get(model);
    if (known == null) {
      throw new IllegalArgumentException("not a compiled model: " + model);
    }
    return known;
  }

  private Optional<Trimmed> trim(String model, Known known, List<String> columns) {
    List<Integer> positions = new ArrayList<>();
    for (String column : columns) {
      int position = known.columns().indexOf(column);
      if (position < 0) {
        throw new IllegalArgumentException(model + " has no column " + column);
      }
      positions.add(position);
    }
    return known.compiler().trimmed(query(model, known), positions);
  }

  private BoundQuery query(String model, Known known) {
    BoundQuery query = bound.get(model);
    return query == null ? compiler.withSession(known.compiler()::query) : query;
  }

  @Override
  public synchronized UnderstoodModel understood(CompiledModel model) {
    Known known = known(model.name());
    return DeepStack.call(() -> known.compiler().understood(model, query(model.name(), known)));
  }

  private static Fingerprint key(Known known, List<String> columns) {
    List<String> texts = new ArrayList<>(List.of("trimmed", known.key().hex()));
    texts.addAll(columns);
    return PlanEncoding.ofTexts(texts);
  }

  private TrimMemory memory() {
    if (memory.isEmpty()) {
      memory = Optional.of(kept.flatMap(TrimMemory::fromJson).orElseGet(TrimMemory::empty));
    }
    return memory.get();
  }

  @Override
  public synchronized UnderstoodModel named(CompiledModel model) {
    Known known = known(model.name());
    if (known.naming().sameAs(known.compiler())) {
      return understood(model);
    }
    return DeepStack.call(
        () -> known.naming().named(model, compiler.withSession(known.naming()::query)));
  }

  @Override
  public synchronized void keep() {
    if (memory.isPresent() && memory.get().anythingNew()) {
      TreeSet<String> present = new TreeSet<>();
      models.values().forEach(known -> present.add(known.key().hex()));
      keeper.accept(memory.get().toJson(present));
    }
  }
}
