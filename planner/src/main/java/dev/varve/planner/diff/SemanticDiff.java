package dev.varve.planner.diff;

import dev.varve.planner.classify.ResultClass;
import dev.varve.planner.compile.CompiledModel;
import dev.varve.planner.compile.OutputColumn;
import dev.varve.planner.compile.Trims.Trimmed;
import dev.varve.planner.compile.UnderstoodModel;
import dev.varve.planner.diff.ColumnChange.Kind;
import dev.varve.planner.diff.ColumnChange.Shape;
import dev.varve.planner.diff.PlanAlignment.Step;
import dev.varve.planner.encode.PlanEncoding;
import dev.varve.planner.plan.Node;
import dev.varve.planner.plan.Scan;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Compares two versions of one model. That something stayed as it was has a proof: equal
 * fingerprints of the query, of what it computes in some columns, or of what these hold down to the
 * sources. What has none counts as changed.
 */
public final class SemanticDiff {
  private final ModelVersion before;
  private final ModelVersion after;
  private final Renames renames;
  private final FactEdits facts;
  private final boolean sameQuery;
  private final Optional<PlanDescriber.Rows> old;
  private final Optional<PlanDescriber.Rows> now;

  private SemanticDiff(ModelVersion before, ModelVersion after, Renames renames) {
    this.before = before;
    this.after = after;
    this.renames = renames;
    this.facts = FactEdits.between(before, after);
    this.sameQuery = isSameQuery();
    if (sameQuery) {
      // Nobody needs to read what is the same.
      this.old = Optional.empty();
      this.now = Optional.empty();
    } else {
      Node oldPlan = known(before.understood());
      Node newPlan = known(after.understood());
      Set<String> tables = new TreeSet<>();
      int most = Math.max(scans(oldPlan, tables), scans(newPlan, tables));
      boolean oneTable = most <= 1 && tables.size() <= 1;
      this.old = Optional.of(PlanDescriber.of(oldPlan, oneTable));
      this.now = Optional.of(PlanDescriber.of(newPlan, oneTable));
    }
  }

  /** To be called under a {@link dev.varve.planner.DeepStack}. */
  public static ModelDiff between(ModelVersion before, ModelVersion after) {
    return between(before, after, new Renames());
  }

  static ModelDiff between(ModelVersion before, ModelVersion after, Renames renames) {
    return new SemanticDiff(before, after, renames).diff();
  }

  /** How many tables are read, counting each time. */
  private static int scans(Node node, Set<String> tables) {
    int count = 0;
    if (node instanceof Scan scan) {
      tables.add(scan.table());
      count++;
    }
    for (Node input : node.inputs()) {
      count += scans(input, tables);
    }
    return count;
  }

  private boolean isSameQuery() {
    CompiledModel one = before.model();
    CompiledModel other = after.model();
    if (one.plan().equals(other.plan())) {
      return true;
    }
    boolean exact =
        one.resultClass() == ResultClass.EXACT && other.resultClass() == ResultClass.EXACT;
    boolean sameNameless =
        one.query().equals(other.query()) && renames.same(one.inputs(), other.inputs());
    return exact && (sameNameless || isSameOfRenamedTables());
  }

  private boolean isSameOfRenamedTables() {
    if (!renames.anyTable()) {
      return false;
    }
    UnderstoodModel one = before.understood();
    UnderstoodModel other = after.understood();
    // A time that the binder computed is in the text alone.
    return one.faithful()
        && other.faithful()
        && one.model().clock().equals(other.model().clock())
        && PlanEncoding.identify(renames.renamed(one.normal()))
            .fingerprint()
            .equals(PlanEncoding.identify(other.normal()).fingerprint());
  }

  /** With all that is known of the rows, which tells what repeats none. */
  private static Node known(UnderstoodModel model) {
    return model.known().on(model.normal());
  }

  /** Whether some columns of one are proved to be, row by row, some of the other. */
  private boolean same(List<String> columns, List<String> others) {
    if (facts.values().isEmpty()) {
      Optional<Trimmed> one = before.computed(columns);
      Optional<Trimmed> other = after.computed(others);
      if (one.isPresent() && other.isPresent() && renames.same(one.get(), other.get())) {
        return true;
      }
    }
    return before
        .held(columns)
        .map(held -> after.held(others).equals(Optional.of(held)))
        .orElse(false);
  }

  private ModelDiff diff() {
    boolean sameValues = sameQuery && facts.values().isEmpty();
    boolean sameRows = sameValues || same(List.of(), List.of());
    Map<Integer, Integer> pairs = pairs();
    List<ColumnChange> columns = columns(pairs, sameRows, sameValues);
    boolean kept = keepsEveryColumn(pairs) && (sameValues || sameTogether(pairs));
    List<Edit> edits = new ArrayList<>(facts.values());
    List<String> multiplying = new ArrayList<>();
    if (!sameQuery) {
      List<Step> steps = PlanAlignment.between(old.orElseThrow().plan(), now.orElseThrow().plan());
      edits.addAll(EditScript.of(steps));
      if (!kept) {
        multiplying.addAll(Multiplication.in(steps, now.orElseThrow().plan()));
      }
    }
    boolean sameShape =
        FactEdits.shape(before.model().columns()).equals(FactEdits.shape(after.model().columns()));
    List<Edit> stored = stored(sameShape);
    boolean declared =
        sameQuery || edits.isEmpty() || FactEdits.declaresOtherOrder(before.file(), after.file());
    for (Edit edit : stored) {
      // What the query does to the order is told by what changed of the query.
      if (declared || !edit.what().equals(FactEdits.ROW_ORDER)) {
        edits.add(edit);
      }
    }
    edits.addAll(facts.documentation());
    if (!kept && edits.isEmpty() && columns.isEmpty()) {
      edits.add(
          Edit.changed(
              "query", before.model().plan().abbreviated(), after.model().plan().abbreviated()));
    }
    return new ModelDiff(
        category(kept, sameShape && stored.isEmpty(), !multiplying.isEmpty()),
        sameQuery,
        sameRows,
        columns,
        edits,
        multiplying,
        kept || sameQuery ? List.of() : doubts());
  }

  /** Why little can be proved. */
  private List<String> doubts() {
    Set<String> doubts = new LinkedHashSet<>();
    for (ModelVersion version : List.of(before, after)) {
      if (version.model().resultClass() != ResultClass.EXACT) {
        doubts.addAll(version.understood().classification().doubts());
      }
    }
    return List.copyOf(doubts);
  }

  private Category category(boolean kept, boolean sameStored, boolean multiplies) {
    if (!kept) {
      return multiplies ? Category.ROW_MULTIPLYING : Category.BREAKING;
    }
    if (!sameStored) {
      return Category.ADDITIVE;
    }
    return facts.documentation().isEmpty() ? Category.NONE : Category.METADATA_ONLY;
  }

  /** How rows are stored, as far as it does not follow from other columns. */
  private List<Edit> stored(boolean sameShape) {
    List<Edit> edits = new ArrayList<>();
    for (Edit edit : facts.stored()) {
      if (sameShape || !edit.what().equals(FactEdits.ROW_ORDER)) {
        edits.add(edit);
      }
    }
    List<String> one = names(before);
    List<String> other = names(after);
    boolean reordered = !one.equals(other) && sorted(one).equals(sorted(other));
    if (reordered && !sameQuery) {
      edits.add(
          Edit.changed("order of the columns", String.join(", ", one), String.join(", ", other)));
    }
    return edits;
  }

  private static List<String> sorted(List<String> names) {
    return names.stream().sorted().toList();
  }

  private static List<String> names(ModelVersion version) {
    return version.model().columns().stream().map(OutputColumn::name).toList();
  }

  /** Which column became which, by position: of equal names, else of proved values. */
  private Map<Integer, Integer> pairs() {
    Map<Integer, Integer> pairs = new TreeMap<>();
    List<String> one = names(before);
    List<String> other = names(after);
    if (sameQuery) {
      for (int i = 0; i < one.size(); i++) {
        pairs.put(i, i);
      }
      return pairs;
    }
    for (int i = 0; i < one.size(); i++) {
      int position = other.indexOf(one.get(i));
      if (position >= 0) {
        pairs.put(i, position);
      }
    }
    for (int i = 0; i < one.size(); i++) {
      if (!pairs.containsKey(i)) {
        Optional<Integer> position = renamed(i, one, other, pairs);
        if (position.isPresent()) {
          pairs.put(i, position.get());
        }
      }
    }
    return pairs;
  }

  private Optional<Integer> renamed(
      int column, List<String> one, List<String> other, Map<Integer, Integer> pairs) {
    List<Integer> candidates = new ArrayList<>();
    for (int i = 0; i < other.size(); i++) {
      if (!pairs.containsValue(i) && same(List.of(one.get(column)), List.of(other.get(i)))) {
        candidates.add(i);
      }
    }
    return candidates.contains(column) ? Optional.of(column) : candidates.stream().findFirst();
  }

  private List<ColumnChange> columns(
      Map<Integer, Integer> pairs, boolean sameRows, boolean sameValues) {
    Map<Integer, Integer> origins = new TreeMap<>();
    pairs.forEach((from, to) -> origins.put(to, from));
    List<ColumnChange> changes = new ArrayList<>();
    for (int i = 0; i < after.model().columns().size(); i++) {
      Shape shape = shape(after, now, i);
      Integer origin = origins.get(i);
      if (origin == null) {
        changes.add(
            new ColumnChange(Kind.ADDED, shape.name(), Optional.empty(), Optional.of(shape)));
        continue;
      }
      Shape was = shape(before, old, origin);
      kind(was, shape, sameRows, sameValues)
          .ifPresent(
              kind ->
                  changes.add(
                      new ColumnChange(kind, shape.name(), Optional.of(was), Optional.of(shape))));
    }
    for (int i = 0; i < before.model().columns().size(); i++) {
      if (!pairs.containsKey(i)) {
        Shape was = shape(before, old, i);
        changes.add(new ColumnChange(Kind.REMOVED, was.name(), Optional.of(was), Optional.empty()));
      }
    }
    return changes;
  }

  private Optional<Kind> kind(Shape was, Shape is, boolean sameRows, boolean sameValues) {
    if (!was.name().equals(is.name())) {
      return Optional.of(Kind.RENAMED);
    }
    if (!was.type().equals(is.type())) {
      return Optional.of(Kind.RETYPED);
    }
    if (sameValues || same(List.of(was.name()), List.of(is.name()))) {
      return Optional.empty();
    }
    // Of other rows every value is another one, which is told of the rows.
    boolean changed = sameRows || !was.expression().equals(is.expression());
    return changed ? Optional.of(Kind.CHANGED) : Optional.empty();
  }

  private static Shape shape(
      ModelVersion version, Optional<PlanDescriber.Rows> rows, int position) {
    OutputColumn column = version.model().columns().get(position);
    return new Shape(
        column.name(),
        column.stored().engineType(),
        rows.map(all -> all.column(position).text()).orElse(""));
  }

  /** Whether every column that there was has a column of its name and stored type. */
  private boolean keepsEveryColumn(Map<Integer, Integer> pairs) {
    for (int i = 0; i < before.model().columns().size(); i++) {
      Integer position = pairs.get(i);
      if (position == null) {
        return false;
      }
      OutputColumn was = before.model().columns().get(i);
      OutputColumn is = after.model().columns().get(position);
      if (!was.name().equals(is.name())
          || !was.stored().deltaType().equals(is.stored().deltaType())) {
        return false;
      }
    }
    return true;
  }

  /** Whether the columns that there were are what they were, side by side. */
  private boolean sameTogether(Map<Integer, Integer> pairs) {
    List<String> one = new ArrayList<>();
    List<String> other = new ArrayList<>();
    pairs.forEach(
        (from, to) -> {
          one.add(before.model().columns().get(from).name());
          other.add(after.model().columns().get(to).name());
        });
    return same(Collections.unmodifiableList(one), Collections.unmodifiableList(other));
  }
}
