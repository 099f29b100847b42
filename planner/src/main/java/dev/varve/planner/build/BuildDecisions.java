package dev.varve.planner.build;

import dev.varve.planner.Fingerprint;
import dev.varve.planner.build.Ingredient.Kind;
import dev.varve.planner.build.Knowledge.CurrentTable;
import dev.varve.planner.build.PlannedModel.Change;
import dev.varve.planner.compile.Compilation;
import dev.varve.planner.compile.CompiledModel;
import dev.varve.planner.compile.InputUse;
import dev.varve.planner.facts.Fact;
import dev.varve.planner.project.Policy;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;

/** Decides for every selected model, in dependency order, whether it must run, and says why. */
public final class BuildDecisions {
  private final BuildSettings settings;
  private final Knowledge knowledge;
  private final StepKeys keys;
  private final boolean recorded;
  private final KeyDifference difference;
  private final Map<String, State> states = new LinkedHashMap<>();

  /** Models of which new columns are wanted, whatever the policy. */
  private final Set<String> wanted;

  /** Models whose tables, or what is known of where they come from, change in this build. */
  private final Set<String> moved = new TreeSet<>();

  /** What a reader of a table can count on. */
  private sealed interface State {
    record Settled(TableContents contents) implements State {}

    record Pending() implements State {}

    record Missing(String why) implements State {}
  }

  /**
   * Decisions of one build.
   *
   * @param recorded whether deep keys are wanted of all that is to run, and not only where they can
   *     spare a step.
   * @param wanted models that the policy must not leave as they are: others read what is new in
   *     them.
   */
  public BuildDecisions(
      BuildSettings settings,
      StepKeys keys,
      Knowledge knowledge,
      boolean recorded,
      Set<String> wanted) {
    this.wanted = new TreeSet<>(wanted);
    this.recorded = recorded;
    this.settings = settings;
    this.keys = keys;
    this.knowledge = knowledge;
    this.difference = new KeyDifference(knowledge::sourceChange);
  }

  /**
   * Decides for every selected model, inputs first. To be called under a {@link
   * dev.varve.planner.DeepStack}.
   *
   * @param modelNames every model of the project, also those with errors: what the manifest has
   *     beside them was removed.
   */
  public List<PlannedModel> decide(
      Compilation compilation, Predicate<String> selected, SortedSet<String> modelNames) {
    DeepKeys deepKeys = new DeepKeys(compilation, keys, knowledge, selected);
    Additions additions = new Additions(keys, compilation.trims());
    List<PlannedModel> planned = new ArrayList<>();
    for (Map.Entry<String, String> failed : failedModels(compilation).entrySet()) {
      states.put(failed.getKey(), new State.Missing("has an error"));
      if (selected.test(failed.getKey())) {
        planned.add(
            without(failed.getKey(), DecisionKind.FAIL, ReasonCode.INVALID, failed.getValue()));
      }
    }
    for (Map.Entry<String, String> blocked : compilation.blocked().entrySet()) {
      states.put(blocked.getKey(), new State.Missing("cannot be planned"));
      if (selected.test(blocked.getKey())) {
        String message = blocked.getValue() + " has an error";
        planned.add(
            without(blocked.getKey(), DecisionKind.BLOCKED, ReasonCode.INPUT_FAILED, message));
      }
    }
    for (CompiledModel model : compilation.models()) {
      boolean asked = selected.test(model.name());
      if (model.inline()) {
        inline(model, asked).ifPresent(planned::add);
      } else if (asked) {
        planned.add(plan(model, deepKeys, additions));
      }
    }
    for (String table : knowledge.currentTables()) {
      if (!modelNames.contains(table)) {
        String message = "its model is no longer in the project";
        planned.add(without(table, DecisionKind.REMOVED, ReasonCode.MODEL_DELETED, message));
      }
    }
    return List.copyOf(planned);
  }

  /** Of what has no table; one that it had before is given up, whoever asked for what. */
  private Optional<PlannedModel> inline(CompiledModel model, boolean selected) {
    Optional<Decision> decision = Optional.empty();
    if (knowledge.current(model.name()).isPresent()) {
      String message = "it is inline now and has a table no longer";
      decision = Optional.of(Decision.of(DecisionKind.REMOVED, ReasonCode.TABLE_GIVEN_UP, message));
    } else if (selected) {
      String message = "it has no table and is part of the models that read it";
      decision = Optional.of(Decision.of(DecisionKind.INLINE, ReasonCode.PART_OF_READERS, message));
    }
    return decision.map(
        made ->
            new PlannedModel(
                model.name(),
                made,
                Optional.of(model),
                Optional.empty(),
                Optional.empty(),
                Optional.empty()));
  }

  private static Map<String, String> failedModels(Compilation compilation) {
    Map<String, String> failed = new LinkedHashMap<>();
    compilation
        .problems()
        .forEach(p -> p.model().ifPresent(model -> failed.putIfAbsent(model, p.message())));
    compilation
        .failed()
        .forEach((model, by) -> failed.putIfAbsent(model, failed.getOrDefault(by, unreadable(by))));
    return failed;
  }

  private static String unreadable(String name) {
    return name.startsWith(Compilation.FUNCTION)
        ? "the " + name + " has a problem"
        : "the source " + name + " cannot be read";
  }

  private static PlannedModel without(
      String name, DecisionKind kind, ReasonCode code, String message) {
    return new PlannedModel(
        name,
        Decision.of(kind, code, message),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /** What comes before its readers has its state already, unless it is not selected. */
  private State state(String table) {
    return states.computeIfAbsent(table, this::unselected);
  }

  private State unselected(String table) {
    Optional<CurrentTable> current = knowledge.current(table);
    return current.isPresent()
        ? new State.Settled(current.get().contents())
        : new State.Missing("was never built and is not selected");
  }

  private PlannedModel plan(CompiledModel model, DeepKeys deepKeys, Additions additions) {
    Optional<CurrentTable> current = knowledge.current(model.name());
    for (InputUse input : model.inputs()) {
      if (!input.isSource() && state(input.table()) instanceof State.Missing missing) {
        states.put(model.name(), new State.Missing("is blocked"));
        String message = input.table() + " " + missing.why();
        Reason reason = new Reason(ReasonCode.INPUT_NOT_BUILT, message, List.of(input.table()));
        Decision decision = new Decision(DecisionKind.BLOCKED, reason);
        return new PlannedModel(
            model.name(),
            decision,
            Optional.of(model),
            Optional.empty(),
            Optional.empty(),
            current.map(table -> change(table, model, DecisionKind.BLOCKED)));
      }
    }
    Optional<StepKey> key = keys.key(model, this::contents);
    Decision decided = decide(model, key, current);
    if (decided.kind() == DecisionKind.SKIP && isBeingRebuilt(trusted(model))) {
      // What is declared of that table's rows is not verified yet.
      decided = pending(model, current);
    }
    Decision decision = leftOr(decided, model, current, additions);
    Optional<Fingerprint> deepKey = Optional.empty();
    Optional<Fingerprint> known = current.flatMap(CurrentTable::deepKey);
    if (decision.kind() != DecisionKind.SKIP) {
      deepKey = recorded || known.isPresent() ? deepKeys.of(model) : Optional.empty();
      boolean unaffected = current.isPresent() && isUnaffected(current.get(), deepKey);
      if (unaffected && !isBeingRebuilt(deepKeys.trusted(model))) {
        decision = unaffected(model, current.get());
      } else {
        moved.add(model.name());
      }
    } else if (decision.reason().code() != ReasonCode.STALE_BY_POLICY
        && model.inputs().stream().anyMatch(input -> moved.contains(input.table()))
        && !isBeingRebuilt(deepKeys.trusted(model))) {
      deepKey = deepKeys.of(model).filter(now -> !known.equals(Optional.of(now)));
      if (deepKey.isPresent()) {
        moved.add(model.name());
      }
    }
    states.put(model.name(), state(decision.kind(), key, current));
    DecisionKind kind = decision.kind();
    Optional<Change> change = current.map(table -> change(table, model, kind));
    return new PlannedModel(model.name(), decision, Optional.of(model), key, deepKey, change);
  }

  private static List<String> trusted(CompiledModel model) {
    return model.facts().stream().map(Fact::table).toList();
  }

  private boolean isBeingRebuilt(Collection<String> tables) {
    return tables.stream().anyMatch(table -> states.get(table) instanceof State.Pending);
  }

  /** Under the policy that leaves what is merely added, a model of which nothing else changed. */
  private Decision leftOr(
      Decision decision, CompiledModel model, Optional<CurrentTable> current, Additions additions) {
    boolean mayStay =
        settings.policy() == Policy.BREAKING_ONLY
            && decision.kind() == DecisionKind.REBUILD
            && !settings.rebuild()
            && !wanted.contains(model.name())
            && current.isPresent()
            && knowledge.intact(current.get());
    if (!mayStay) {
      return decision;
    }
    return additions
        .of(model, current.get(), this::contents)
        .map(
            columns -> {
              String message = "only adds " + String.join(", ", columns) + "; stale by policy";
              Reason reason = new Reason(ReasonCode.STALE_BY_POLICY, message, columns);
              return new Decision(DecisionKind.SKIP, reason);
            })
        .orElse(decision);
  }

  private boolean isUnaffected(CurrentTable current, Optional<Fingerprint> deepKey) {
    return !forced()
        && deepKey.isPresent()
        && current.deepKey().equals(deepKey)
        && knowledge.intact(current);
  }

  /** What it reads comes of the same queries and sources, whatever else is built anew. */
  private Decision unaffected(CompiledModel model, CurrentTable current) {
    List<String> others = new ArrayList<>();
    for (InputUse input : model.inputs()) {
      if (!input.isSource() && input.counts() && !holdsWhatItHeld(input, current)) {
        others.add(input.table());
      }
    }
    String message = "the columns read of " + String.join(", ", others) + " are made as they were";
    return new Decision(DecisionKind.SKIP, new Reason(ReasonCode.UNAFFECTED, message, others));
  }

  /** Whether an input is known to hold, in what is read, the same as when the table was built. */
  private boolean holdsWhatItHeld(InputUse input, CurrentTable reader) {
    return state(input.table()) instanceof State.Settled settled
        && reader.ingredients().containsAll(StepKeys.table(input, settled.contents()));
  }

  private State state(
      DecisionKind decision, Optional<StepKey> key, Optional<CurrentTable> current) {
    return switch (decision) {
      case SKIP -> new State.Settled(current.orElseThrow().contents());
      case REUSE ->
          new State.Settled(knowledge.stored(key.orElseThrow().fingerprint()).orElseThrow());
      default -> new State.Pending();
    };
  }

  private Optional<InputContents> contents(InputUse input) {
    if (input.isSource()) {
      return Optional.of(knowledge.source(input.table()));
    }
    return state(input.table()) instanceof State.Settled settled
        ? Optional.of(new InputContents.OfTable(settled.contents()))
        : Optional.empty();
  }

  private Decision decide(
      CompiledModel model, Optional<StepKey> key, Optional<CurrentTable> current) {
    if (forced()) {
      return Decision.of(DecisionKind.REBUILD, ReasonCode.FORCED, "a rebuild was asked for");
    }
    return key.isPresent() ? settled(model, key.get(), current) : pending(model, current);
  }

  private Decision settled(CompiledModel model, StepKey key, Optional<CurrentTable> current) {
    boolean sameKey = current.isPresent() && current.get().stepKey().equals(key.fingerprint());
    if (sameKey && knowledge.intact(current.get())) {
      return Decision.of(
          DecisionKind.SKIP, ReasonCode.UP_TO_DATE, "nothing that it depends on changed");
    }
    Reason reason = reason(model, key, current, sameKey);
    if (knowledge.stored(key.fingerprint()).isPresent()) {
      String message = reason.message() + ", and the store has the result";
      ReasonCode code = sameKey ? ReasonCode.FILES_CHANGED : ReasonCode.IN_STORE;
      return new Decision(DecisionKind.REUSE, new Reason(code, message, reason.changed()));
    }
    return new Decision(DecisionKind.REBUILD, reason);
  }

  private boolean forced() {
    return settings.rebuild() || settings.policy() == Policy.ALWAYS;
  }

  private Reason reason(
      CompiledModel model, StepKey key, Optional<CurrentTable> current, boolean sameKey) {
    if (current.isEmpty()) {
      return Reason.of(ReasonCode.FIRST_BUILD, "never built in this environment");
    }
    if (sameKey) {
      return new Reason(
          ReasonCode.FILES_CHANGED,
          "files of the table are missing or were changed outside Varve",
          List.of(model.name()));
    }
    Reason reason = difference.between(current.get().ingredients(), key.ingredients());
    boolean readsOthers =
        reason.code() == ReasonCode.INPUT_CHANGED && !current.get().plan().equals(model.plan());
    return readsOthers
        ? new Reason(ReasonCode.QUERY_CHANGED, "the query reads other columns", reason.changed())
        : reason;
  }

  private Decision pending(CompiledModel model, Optional<CurrentTable> current) {
    List<String> waiting = new ArrayList<>();
    for (InputUse input : model.inputs()) {
      boolean concerned = input.counts() || trusted(model).contains(input.table());
      if (!input.isSource() && concerned && state(input.table()) instanceof State.Pending) {
        waiting.add(input.table());
      }
    }
    String verb = waiting.size() == 1 ? " is" : " are";
    String message = String.join(", ", waiting) + verb + " being rebuilt";
    if (current.isEmpty()) {
      message = "never built in this environment; " + message;
    } else {
      List<Ingredient> before = withoutInputs(current.get().ingredients());
      List<Ingredient> now = withoutInputs(keys.ownIngredients(model));
      if (!before.equals(now)) {
        message = difference.between(before, now).message() + "; " + message;
      }
    }
    return new Decision(
        DecisionKind.REBUILD, new Reason(ReasonCode.INPUT_WILL_CHANGE, message, waiting));
  }

  private static List<Ingredient> withoutInputs(List<Ingredient> ingredients) {
    return ingredients.stream().filter(ingredient -> !isInput(ingredient.kind())).toList();
  }

  private static boolean isInput(Kind kind) {
    return switch (kind) {
      case READER, SOURCE, COLUMN, ROWS, IDENTITY -> true;
      case ENGINE, SETTING, QUERY, OUTPUT, CONTRACT, ORDER, PARAMETER, CLOCK, VOLATILE -> false;
    };
  }

  private Change change(CurrentTable table, CompiledModel model, DecisionKind decision) {
    // A query that calls its columns by other names, and makes the same of the same, is no other.
    if (decision != DecisionKind.SKIP && !table.plan().equals(model.plan())) {
      return Change.CHANGED;
    }
    List<Ingredient> before = outputs(table.ingredients());
    // A column of another name or type is another one to whoever reads the table.
    return before.equals(outputs(keys.ownIngredients(model))) ? Change.NONE : Change.CHANGED;
  }

  private static List<Ingredient> outputs(List<Ingredient> ingredients) {
    return ingredients.stream().filter(ingredient -> ingredient.kind() == Kind.OUTPUT).toList();
  }
}
