package dev.varve.planner.lineage;

import dev.varve.planner.plan.Aggregate;
import dev.varve.planner.plan.CteRef;
import dev.varve.planner.plan.Distinct;
import dev.varve.planner.plan.EmptyRows;
import dev.varve.planner.plan.Expression;
import dev.varve.planner.plan.Expression.OpaqueExpression;
import dev.varve.planner.plan.Filter;
import dev.varve.planner.plan.Join;
import dev.varve.planner.plan.Limit;
import dev.varve.planner.plan.Node;
import dev.varve.planner.plan.OneRow;
import dev.varve.planner.plan.OpaqueNode;
import dev.varve.planner.plan.Project;
import dev.varve.planner.plan.Scan;
import dev.varve.planner.plan.SetOperation;
import dev.varve.planner.plan.Sort;
import dev.varve.planner.plan.TableFunction;
import dev.varve.planner.plan.Unnest;
import dev.varve.planner.plan.Values;
import dev.varve.planner.plan.Window;
import dev.varve.planner.plan.WithCte;
import dev.varve.planner.types.Column;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Traces a plan from its tables up. */
final class PlanTracer implements Node.Visitor<TracedRows> {
  private final Map<String, List<String>> tables;
  private final Map<Integer, TracedRows> definitions = new TreeMap<>();
  private final Set<String> notUnderstood = new TreeSet<>();

  PlanTracer(Map<String, List<String>> tables) {
    this.tables = tables;
  }

  List<String> notUnderstood() {
    return List.copyOf(notUnderstood);
  }

  private TracedRows trace(Node node) {
    return node.accept(this);
  }

  /** The expressions of a node over the rows that it reads. */
  private ExpressionTracer over(TracedRows rows, Node node) {
    for (Expression expression : node.expressions()) {
      if (expression.any(OpaqueExpression.class::isInstance)) {
        notUnderstood.add("expression");
      }
    }
    return new ExpressionTracer(rows);
  }

  @Override
  public TracedRows scan(Scan node) {
    List<ColumnLineage> columns = new ArrayList<>();
    for (Column column : node.columns()) {
      columns.add(
          column.equals(Scan.NOTHING)
              ? ColumnLineage.NONE
              : ColumnLineage.copied(new Origin(node.table(), column.name())));
    }
    return TracedRows.of(columns, rowsOf(node.table()));
  }

  private static Influences rowsOf(String table) {
    return Influences.of(List.of(Origin.rows(table)), Influence.ROWS);
  }

  @Override
  public TracedRows oneRow(OneRow node) {
    return constants(1);
  }

  @Override
  public TracedRows emptyRows(EmptyRows node) {
    return constants(node.types().size());
  }

  private static TracedRows constants(int width) {
    return TracedRows.of(Collections.nCopies(width, ColumnLineage.NONE), Influences.NONE);
  }

  @Override
  public TracedRows values(Values node) {
    ExpressionTracer tracer = over(constants(0), node);
    List<ColumnLineage> columns = new ArrayList<>();
    for (int i = 0; i < node.types().size(); i++) {
      int position = i;
      columns.add(tracer.all(node.rows().stream().map(row -> row.get(position)).toList()));
    }
    return TracedRows.of(columns, Influences.NONE);
  }

  @Override
  public TracedRows filter(Filter node) {
    TracedRows rows = trace(node.input());
    return rows.and(over(rows, node).as(Influence.FILTER, node.predicates()));
  }

  @Override
  public TracedRows project(Project node) {
    TracedRows rows = trace(node.input());
    return TracedRows.of(over(rows, node).each(node.expressions()), rows.rows());
  }

  @Override
  public TracedRows aggregate(Aggregate node) {
    TracedRows rows = trace(node.input());
    ExpressionTracer tracer = over(rows, node);
    List<ColumnLineage> columns = new ArrayList<>(tracer.each(node.groups()));
    columns.addAll(tracer.each(node.calls()));
    columns.addAll(Collections.nCopies(node.groupingFunctions().size(), ColumnLineage.NONE));
    return TracedRows.of(columns, rows.rows().and(tracer.as(Influence.GROUPING, node.groups())));
  }

  @Override
  public TracedRows join(Join node) {
    TracedRows left = trace(node.left());
    TracedRows right = trace(node.right());
    ColumnLineage keys = keys(node, left, right);
    Influences matching = keys.as(Influence.JOIN);
    List<ColumnLineage> yielded =
        node.kept()
            .map(kept -> kept.stream().map(right::column).toList())
            .orElseGet(right::columns);
    return switch (node.kind()) {
      case INNER, LEFT, RIGHT, FULL, ASOF, ASOF_LEFT, ASOF_RIGHT, ASOF_FULL ->
          joined(left, right, yielded).and(right.rows()).and(matching);
      case CROSS -> cross(node, left, right, yielded);
      case POSITIONAL -> TracedRows.unknown(List.of(left, right));
      case SEMI, ANTI -> left.and(right.rows()).and(matching);
      case MARK ->
          left.with(List.of(keys.then(Derivation.COMPUTED).and(right.rows()).and(matching)));
      case SINGLE -> {
        TracedRows values = new TracedRows(yielded, right.known(), right.rows()).asValues(matching);
        yield joined(left, values, values.columns());
      }
    };
  }

  /** A side that is always one row changes no rows of the other. */
  private static TracedRows cross(
      Join node, TracedRows left, TracedRows right, List<ColumnLineage> yielded) {
    if (isOneRow(node.right())) {
      TracedRows values =
          new TracedRows(yielded, right.known(), right.rows()).asValues(Influences.NONE);
      return joined(left, values, values.columns());
    }
    if (isOneRow(node.left())) {
      return joined(left.asValues(Influences.NONE), right, yielded).and(right.rows());
    }
    return joined(left, right, yielded).and(right.rows());
  }

  private static boolean isOneRow(Node node) {
    if (node instanceof Project project) {
      return isOneRow(project.input());
    }
    return node instanceof OneRow
        || (node instanceof Aggregate aggregate
            && aggregate.groups().isEmpty()
            && aggregate.groupingSets().size() == 1);
  }

  private static TracedRows joined(TracedRows left, TracedRows right, List<ColumnLineage> yielded) {
    if (right.known()) {
      return left.with(yielded);
    }
    List<ColumnLineage> all = new ArrayList<>(left.columns());
    all.addAll(yielded);
    ColumnLineage every = ColumnLineage.all(all).then(Derivation.UNKNOWN);
    return new TracedRows(List.of(every), false, left.rows());
  }

  private ColumnLineage keys(Join node, TracedRows left, TracedRows right) {
    ExpressionTracer lefts = over(left, node);
    ExpressionTracer rights = new ExpressionTracer(right);
    List<ColumnLineage> keys = new ArrayList<>();
    for (Join.Condition condition : node.conditions()) {
      keys.add(lefts.trace(condition.left()));
      keys.add(rights.trace(condition.right()));
    }
    ExpressionTracer both = new ExpressionTracer(joined(left, right, right.columns()));
    node.predicate().ifPresent(predicate -> keys.add(both.trace(predicate)));
    return ColumnLineage.all(keys);
  }

  @Override
  public TracedRows window(Window node) {
    TracedRows rows = trace(node.input());
    return rows.with(over(rows, node).each(node.calls()));
  }

  @Override
  public TracedRows unnest(Unnest node) {
    TracedRows rows = trace(node.input());
    ExpressionTracer tracer = over(rows, node);
    List<ColumnLineage> elements =
        tracer.each(node.lists()).stream().map(list -> list.then(Derivation.COMPUTED)).toList();
    return rows.with(elements).and(tracer.as(Influence.UNNEST, node.lists()));
  }

  @Override
  public TracedRows distinct(Distinct node) {
    TracedRows rows = trace(node.input());
    ExpressionTracer tracer = over(rows, node);
    return rows.and(tracer.as(Influence.DISTINCT, node.targets()))
        .and(tracer.asKeys(Influence.LIMIT, node.order()));
  }

  @Override
  public TracedRows sort(Sort node) {
    TracedRows rows = trace(node.input());
    return rows.and(over(rows, node).as(Influence.ORDER, node.expressions()));
  }

  @Override
  public TracedRows limit(Limit node) {
    TracedRows rows = trace(node.input());
    Influences taken = rows.rows().map(way -> way == Influence.ORDER ? Influence.LIMIT : way);
    return new TracedRows(rows.columns(), rows.known(), taken)
        .and(over(rows, node).as(Influence.LIMIT, node.expressions()));
  }

  @Override
  public TracedRows sample(Limit.Sample node) {
    return trace(node.input());
  }

  @Override
  public TracedRows tableFunction(TableFunction node) {
    TracedRows rows = trace(node.input());
    ExpressionTracer tracer = over(rows, node);
    ColumnLineage made = tracer.all(node.arguments()).then(Derivation.COMPUTED);
    List<ColumnLineage> columns = new ArrayList<>(Collections.nCopies(node.types().size(), made));
    node.passed().forEach(position -> columns.add(rows.column(position)));
    return TracedRows.of(columns, rows.rows().and(tracer.as(Influence.UNNEST, node.arguments())));
  }

  @Override
  public TracedRows setOperation(SetOperation node) {
    List<TracedRows> inputs = node.inputs().stream().map(this::trace).toList();
    if (!inputs.stream().allMatch(TracedRows::known)) {
      return TracedRows.unknown(inputs);
    }
    boolean union = node.kind() == SetOperation.Kind.UNION;
    List<ColumnLineage> columns = new ArrayList<>();
    for (int i = 0; i < inputs.get(0).columns().size(); i++) {
      int position = i;
      columns.add(
          union
              ? ColumnLineage.all(inputs.stream().map(input -> input.column(position)).toList())
              : inputs.get(0).column(position));
    }
    TracedRows all = TracedRows.of(columns, Influences.NONE);
    for (TracedRows input : inputs) {
      all = all.and(input.rows());
      if (!union) {
        all = all.and(input.whole().as(Influence.SET_OPERATION));
      } else if (!node.all()) {
        all = all.and(input.whole().as(Influence.DISTINCT));
      }
    }
    return all;
  }

  @Override
  public TracedRows withCte(WithCte node) {
    TracedRows definition =
        node.definition() instanceof Aggregate keys && isCorrelation(keys, node.query())
            ? trace(new Project(keys.input(), keys.groups()))
            : trace(node.definition());
    Optional<TracedRows> outer = Optional.ofNullable(definitions.put(node.id(), definition));
    TracedRows rows = trace(node.query());
    outer.ifPresentOrElse(
        before -> definitions.put(node.id(), before), () -> definitions.remove(node.id()));
    return rows;
  }

  /** A row may come of any that was found before it. */
  @Override
  public TracedRows recursion(WithCte.Recursion node) {
    TracedRows seed = trace(node.seed());
    definitions.put(node.id(), seed);
    TracedRows step = trace(node.step());
    definitions.remove(node.id());
    return TracedRows.unknown(List.of(seed, step));
  }

  /**
   * Whether the engine put it in to compute a correlated subquery once for each distinct row that
   * it depends on: a grouping that the text does not have.
   */
  private static boolean isCorrelation(Aggregate keys, Node query) {
    return keys.calls().isEmpty()
        && keys.input() instanceof CteRef
        && query instanceof Project project
        && project.input() instanceof Join join
        && !join.correlated().isEmpty();
  }

  /** One that is being defined refers to itself: what it reads is found beside the reference. */
  @Override
  public TracedRows cteRef(CteRef node) {
    TracedRows definition = definitions.get(node.id());
    return definition == null ? constants(node.types().size()) : definition;
  }

  @Override
  public TracedRows opaqueNode(OpaqueNode node) {
    notUnderstood.add(node.operator());
    if (node.inputs().isEmpty() && !isTableFunction(node)) {
      return everything();
    }
    return TracedRows.unknown(node.inputs().stream().map(this::trace).toList());
  }

  /** A function of its arguments, which are constants. */
  private static boolean isTableFunction(OpaqueNode node) {
    return node.operator().equals("LOGICAL_GET") && !node.bound().contains("\"seq_scan\"");
  }

  /** All columns of all tables that the query names. */
  private TracedRows everything() {
    List<ColumnLineage> columns = new ArrayList<>();
    Influences rows = Influences.NONE;
    for (Map.Entry<String, List<String>> table : tables.entrySet()) {
      table
          .getValue()
          .forEach(name -> columns.add(ColumnLineage.copied(new Origin(table.getKey(), name))));
      rows = rows.and(rowsOf(table.getKey()));
    }
    return TracedRows.unknown(List.of(TracedRows.of(columns, rows)));
  }
}
