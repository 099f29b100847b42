package dev.varve.planner.build;

import dev.varve.planner.Fingerprint;
import dev.varve.planner.build.Ingredient.Kind;
import dev.varve.planner.build.Knowledge.CurrentTable;
import dev.varve.planner.classify.OutputOrder;
import dev.varve.planner.classify.ResultClass;
import dev.varve.planner.compile.Compilation;
import dev.varve.planner.compile.CompiledModel;
import dev.varve.planner.compile.InputUse;
import dev.varve.planner.compile.OutputColumn;
import dev.varve.planner.compile.PlanPath;
import dev.varve.planner.compile.Trims.Trimmed;
import dev.varve.planner.project.Tier;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Deep keys: like step keys, with each input table by what it computes instead of by what it holds,
 * down to the sources. They are known before anything is built, and exist only where inputs as
 * multisets determine everything on the way. To be asked under a {@link
 * dev.varve.planner.DeepStack}.
 */
public final class DeepKeys {
  private final Compilation compilation;
  private final StepKeys keys;
  private final Function<String, InputContents.OfSource> sources;
  private final Function<String, Optional<CurrentTable>> current;
  private final Predicate<String> selected;
  private final Map<String, CompiledModel> models = new TreeMap<>();
  private final Map<String, Map<List<String>, Optional<Fingerprint>>> identities = new TreeMap<>();

  DeepKeys(
      Compilation compilation, StepKeys keys, Knowledge knowledge, Predicate<String> selected) {
    this(compilation, keys, knowledge::source, knowledge::current, selected);
  }

  /**
   * Of a project as if all of it were built, whatever any environment holds.
   *
   * @param sources the content of each source that a compiled model reads
   */
  public DeepKeys(
      Compilation compilation, StepKeys keys, Function<String, InputContents.OfSource> sources) {
    this(compilation, keys, sources, table -> Optional.empty(), table -> true);
  }

  private DeepKeys(
      Compilation compilation,
      StepKeys keys,
      Function<String, InputContents.OfSource> sources,
      Function<String, Optional<CurrentTable>> current,
      Predicate<String> selected) {
    this.compilation = compilation;
    this.keys = keys;
    this.sources = sources;
    this.current = current;
    this.selected = selected;
    compilation.models().forEach(model -> models.put(model.name(), model));
  }

  /** The deep key of a model, if it has one. */
  public Optional<Fingerprint> of(CompiledModel model) {
    boolean determined =
        model.resultClass() == ResultClass.EXACT
            && model.path() == PlanPath.ALGEBRA
            && (keepsOwnOrder(model) || model.inputs().stream().allMatch(InputUse::isSource));
    if (!determined) {
      return Optional.empty();
    }
    return with(keys.ownIngredients(model), model.inputs());
  }

  /** The tables of whose rows something was declared that the deep key counts on. */
  SortedSet<String> trusted(CompiledModel model) {
    TreeSet<String> trusted = new TreeSet<>();
    model.facts().forEach(fact -> trusted.add(fact.table()));
    trusted(model.inputs(), new LinkedHashSet<>(), trusted);
    return trusted;
  }

  private void trusted(List<InputUse> inputs, Set<InputUse> seen, Set<String> trusted) {
    for (InputUse input : inputs) {
      boolean computed = !input.isSource() && input.counts() && selected.test(input.table());
      if (computed && models.containsKey(input.table()) && seen.add(input)) {
        compilation
            .trims()
            .of(input.table(), input.columns())
            .ifPresent(
                trimmed -> {
                  trusted.addAll(trimmed.trusted());
                  trusted(trimmed.inputs(), seen, trusted);
                });
      }
    }
  }

  /** Rows in the order of an input's would be in another one where only that order changed. */
  private boolean keepsOwnOrder(CompiledModel model) {
    return keys.tier(model) == Tier.FAST || model.order().basis() != OutputOrder.Basis.ENGINE;
  }

  private Optional<Fingerprint> with(List<Ingredient> own, List<InputUse> inputs) {
    List<Ingredient> ingredients = new ArrayList<>(own);
    for (InputUse input : inputs) {
      if (!input.counts()) {
        continue;
      }
      if (input.isSource()) {
        ingredients.addAll(StepKeys.source(input, sources.apply(input.table())));
        continue;
      }
      if (input.allColumns()) {
        return Optional.empty();
      }
      Optional<Fingerprint> identity = identity(input.table(), input.columns());
      if (identity.isEmpty()) {
        return Optional.empty();
      }
      ingredients.add(new Ingredient(Kind.IDENTITY, input.table(), identity.get().hex()));
    }
    return Optional.of(StepKey.of(ingredients).fingerprint());
  }

  /** What some columns of a table are, as far as readers go: which rows with which values. */
  public Optional<Fingerprint> identity(String table, List<String> columns) {
    Map<List<String>, Optional<Fingerprint>> known =
        identities.computeIfAbsent(table, name -> new LinkedHashMap<>());
    Optional<Fingerprint> identity = known.get(columns);
    if (identity == null) {
      identity = selected.test(table) ? computed(table, columns) : held(table, columns);
      known.put(columns, identity);
    }
    return identity;
  }

  /** Of a table that stays as it is counts what it was made of. */
  private Optional<Fingerprint> held(String table, List<String> columns) {
    return current
        .apply(table)
        .flatMap(CurrentTable::deepKey)
        .map(
            deep -> {
              List<Ingredient> ingredients = new ArrayList<>();
              ingredients.add(new Ingredient(Kind.IDENTITY, "", deep.hex()));
              columns.forEach(name -> ingredients.add(new Ingredient(Kind.OUTPUT, name, "")));
              return StepKey.of(ingredients).fingerprint();
            });
  }

  private Optional<Fingerprint> computed(String table, List<String> columns) {
    CompiledModel model = models.get(table);
    if (model == null) {
      return Optional.empty();
    }
    Optional<Trimmed> query = compilation.trims().of(table, columns);
    if (query.isEmpty()) {
      return Optional.empty();
    }
    List<Ingredient> ingredients = new ArrayList<>(keys.surroundings(model));
    ingredients.add(new Ingredient(Kind.QUERY, "plan", query.get().query().hex()));
    for (OutputColumn column : model.columns()) {
      int position = columns.indexOf(column.name());
      if (position >= 0) {
        ingredients.add(
            new Ingredient(Kind.OUTPUT, Integer.toString(position), column.stored().deltaType()));
      }
    }
    ingredients.addAll(keys.values(model));
    return with(ingredients, query.get().inputs());
  }
}
