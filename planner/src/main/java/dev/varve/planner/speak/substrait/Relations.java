package dev.varve.planner.speak.substrait;

import dev.varve.planner.classify.Classifier;
import dev.varve.planner.classify.ResultClass;
import dev.varve.planner.classify.ScalarSubquery;
import dev.varve.planner.plan.Aggregate;
import dev.varve.planner.plan.AggregateCall;
import dev.varve.planner.plan.CteRef;
import dev.varve.planner.plan.Distinct;
import dev.varve.planner.plan.EmptyRows;
import dev.varve.planner.plan.Expression;
import dev.varve.planner.plan.Expression.Input;
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
import dev.varve.planner.types.EngineType;
import dev.varve.planner.types.TableSchema;
import io.substrait.proto.FetchRel;
import io.substrait.proto.FilterRel;
import io.substrait.proto.ProjectRel;
import io.substrait.proto.ReferenceRel;
import io.substrait.proto.Rel;
import io.substrait.proto.RelCommon;
import io.substrait.proto.SetRel;
import io.substrait.proto.SetRel.SetOp;
import io.substrait.proto.SortRel;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.LongConsumer;
import java.util.stream.IntStream;

/** Writes the nodes of a plan: each becomes a relation with the same columns. */
final class Relations implements Node.Visitor<Rows> {
  /** Beyond this, what is read several times is written once and referred to. */
  private static final int LARGE = 1 << 20;

  private static final long ALL = -1;

  private final Message message;
  private final Map<String, TableSchema> tables;
  private final Map<Integer, Rows> ctes = new TreeMap<>();
  private final Map<Integer, Node> definitions = new TreeMap<>();

  /** Those that are written where they are read, and are not the same each time. */
  private final BitSet changing = new BitSet();

  Relations(Message message, Map<String, TableSchema> tables) {
    this.message = message;
    this.tables = tables;
  }

  Rows of(Node node) {
    message.at(node);
    Rows rows = node.accept(this);
    message.at(node);
    return rows;
  }

  /** The input of a node, so that what is said after that is said of the node. */
  private Rows input(Node node, Node of) {
    Rows rows = of(node);
    message.at(of);
    return rows;
  }

  private Rows gap(String reason, Node node) {
    message.gap(reason);
    int width = node.width().orElse(0);
    List<Rows.Col> columns = new ArrayList<>();
    for (int i = 0; i < width; i++) {
      columns.add(new Rows.Col(EngineType.of("INTEGER"), true));
    }
    return new Rows(Rel.getDefaultInstance(), columns);
  }

  static RelCommon direct() {
    return RelCommon.newBuilder().setDirect(RelCommon.Direct.getDefaultInstance()).build();
  }

  /** Some of the columns that a relation has, in this order. */
  static RelCommon emit(List<Integer> columns) {
    return RelCommon.newBuilder()
        .setEmit(RelCommon.Emit.newBuilder().addAllOutputMapping(columns))
        .build();
  }

  /** Values computed of each row, and nothing else. */
  static Rows projected(Rows input, List<Value> values) {
    int width = input.columns().size();
    ProjectRel.Builder project =
        ProjectRel.newBuilder()
            .setInput(input.rel())
            .setCommon(emit(IntStream.range(width, width + values.size()).boxed().toList()));
    values.forEach(value -> project.addExpressions(value.expression()));
    return new Rows(
        Rel.newBuilder().setProject(project).build(),
        values.stream().map(value -> new Rows.Col(value.type(), value.nullable())).toList());
  }

  /** The rows' own columns, and after them some values. */
  static Rows extended(Rows input, List<Value> values) {
    ProjectRel.Builder project = ProjectRel.newBuilder().setInput(input.rel()).setCommon(direct());
    values.forEach(value -> project.addExpressions(value.expression()));
    return new Rows(
        Rel.newBuilder().setProject(project).build(),
        Rows.both(
            input.columns(),
            values.stream().map(value -> new Rows.Col(value.type(), value.nullable())).toList()));
  }

  private static Rows filtered(Rows input, Value condition) {
    FilterRel filter =
        FilterRel.newBuilder()
            .setCommon(direct())
            .setInput(input.rel())
            .setCondition(condition.expression())
            .build();
    return new Rows(Rel.newBuilder().setFilter(filter).build(), input.columns());
  }

  @Override
  public Rows scan(Scan node) {
    TableSchema schema = tables.get(node.table());
    return schema == null
        ? gap("the columns of " + node.table() + " are not known", node)
        : Reads.table(node, schema, message);
  }

  @Override
  public Rows oneRow(OneRow node) {
    return Reads.oneRow(message);
  }

  @Override
  public Rows emptyRows(EmptyRows node) {
    return Reads.written(List.of(), node.types(), message);
  }

  @Override
  public Rows values(Values node) {
    Expressions none = new Expressions(message, List.of());
    return Reads.written(node.rows().stream().map(none::all).toList(), node.types(), message);
  }

  @Override
  public Rows filter(Filter node) {
    Rows input = input(node.input(), node);
    Expressions expressions = new Expressions(message, input.columns());
    return filtered(input, Functions.and(message, expressions.all(node.predicates())));
  }

  /** The engine's form of a subquery as a value: the only row, or an error if there are more. */
  @Override
  public Rows project(Project node) {
    Optional<Aggregate> value = ScalarSubquery.in(node);
    if (value.isEmpty()) {
      Rows input = input(node.input(), node);
      return projected(input, new Expressions(message, input.columns()).all(node.expressions()));
    }
    Rows rows = input(value.get().input(), node);
    Expression first = ((AggregateCall) value.get().calls().get(0)).arguments().get(0);
    Value column = new Expressions(message, rows.columns()).one(first);
    Rows single = projected(rows, List.of(column));
    return isOneRow(value.get().input())
        ? single
        : projected(Reads.oneRow(message), List.of(Value.only(single.rel(), column.type())));
  }

  /** Whether there is one row, whatever is read. */
  private static boolean isOneRow(Node node) {
    return node instanceof OneRow
        || (node instanceof Project project && isOneRow(project.input()))
        || (node instanceof Aggregate aggregate
            && aggregate.groups().isEmpty()
            && aggregate.groupingSets().size() == 1);
  }

  @Override
  public Rows aggregate(Aggregate node) {
    return Groups.of(node, input(node.input(), node), message);
  }

  @Override
  public Rows distinct(Distinct node) {
    Rows input = input(node.input(), node);
    List<Rows.Col> columns = input.columns();
    if (!node.on()) {
      List<Expression> all = new ArrayList<>();
      for (int i = 0; i < columns.size(); i++) {
        all.add(new Input(i, columns.get(i).type()));
      }
      return Groups.distinct(all, input, message);
    }
    if (node.order().isEmpty()) {
      return gap("DISTINCT ON without an ORDER BY, which takes the row that comes first", node);
    }
    Expressions expressions = new Expressions(message, columns);
    Value number = Windows.rowNumber(node.targets(), node.order(), expressions);
    Rows numbered = extended(input, List.of(number));
    Value one =
        Functions.call(
            message,
            "comparison",
            "equal:any_any",
            EngineType.of("BOOLEAN"),
            List.of(
                Value.field(columns.size(), numbered.columns()),
                Value.literal(1).as(number.type(), message)));
    return kept(filtered(numbered, one), IntStream.range(0, columns.size()).boxed().toList());
  }

  private static Rows kept(Rows rows, List<Integer> columns) {
    return projected(
        rows, columns.stream().map(column -> Value.field(column, rows.columns())).toList());
  }

  @Override
  public Rows join(Join node) {
    Rows left = input(node.left(), node);
    boolean single = new Matches(definitions).isSingle(node);
    return Joins.of(node, single, left, input(node.right(), node), message);
  }

  @Override
  public Rows window(Window node) {
    Rows input = input(node.input(), node);
    return extended(input, new Expressions(message, input.columns()).all(node.calls()));
  }

  @Override
  public Rows sort(Sort node) {
    Rows input = input(node.input(), node);
    SortRel sort =
        SortRel.newBuilder()
            .setCommon(direct())
            .setInput(input.rel())
            .addAllSorts(Windows.sorts(node.keys(), new Expressions(message, input.columns())))
            .build();
    return new Rows(Rel.newBuilder().setSort(sort).build(), input.columns());
  }

  /**
   * Readers of older versions pass over bounds that are expressions, so these are numbers; they
   * take none for no rows, so that all is said.
   */
  @Override
  @SuppressWarnings("deprecation")
  public Rows limit(Limit node) {
    Rows input = input(node.input(), node);
    FetchRel.Builder fetch =
        FetchRel.newBuilder().setCommon(direct()).setInput(input.rel()).setCount(ALL);
    bound(node.limit(), fetch::setCount);
    bound(node.offset(), fetch::setOffset);
    return new Rows(Rel.newBuilder().setFetch(fetch).build(), input.columns());
  }

  private void bound(Limit.Bound bound, LongConsumer set) {
    if (bound.kind().equals("CONSTANT_VALUE") && bound.constant().matches("\\d{1,18}")) {
      set.accept(Long.parseLong(bound.constant()));
    } else if (!bound.kind().equals("UNSET")) {
      message.gap("a limit or offset that is computed or a share of the rows");
    }
  }

  @Override
  public Rows setOperation(SetOperation node) {
    SetRel.Builder set =
        SetRel.newBuilder()
            .setCommon(direct())
            .setOp(
                switch (node.kind()) {
                  case UNION -> node.all() ? SetOp.SET_OP_UNION_ALL : SetOp.SET_OP_UNION_DISTINCT;
                  case INTERSECT ->
                      node.all()
                          ? SetOp.SET_OP_INTERSECTION_MULTISET_ALL
                          : SetOp.SET_OP_INTERSECTION_MULTISET;
                  case EXCEPT ->
                      node.all() ? SetOp.SET_OP_MINUS_PRIMARY_ALL : SetOp.SET_OP_MINUS_PRIMARY;
                });
    List<Rows.Col> columns = new ArrayList<>();
    for (Node each : node.inputs()) {
      Rows input = input(each, node);
      set.addInputs(input.rel());
      for (int i = 0; i < input.columns().size(); i++) {
        Rows.Col column = input.columns().get(i);
        if (i < columns.size()) {
          column = new Rows.Col(column.type(), column.nullable() || columns.get(i).nullable());
          columns.set(i, column);
        } else {
          columns.add(column);
        }
      }
    }
    return new Rows(Rel.newBuilder().setSet(set).build(), columns);
  }

  /**
   * What is read once, or is the same each time it is computed, is written where it is read. Else
   * it is a relation of its own, of which there is one reading.
   */
  @Override
  public Rows withCte(WithCte node) {
    Rows definition = input(node.definition(), node);
    boolean same =
        Classifier.of(node.definition()).resultClass() == ResultClass.EXACT
            && readsWhatIsTheSame(node.definition());
    boolean plain =
        references(node.query(), node.id()) < 2
            || (same && definition.rel().getSerializedSize() < LARGE);
    if (plain && !same) {
      changing.set(node.id());
    }
    Rows read = definition;
    if (!plain) {
      ReferenceRel reference =
          ReferenceRel.newBuilder().setSubtreeOrdinal(message.add(definition.rel())).build();
      read = new Rows(Rel.newBuilder().setReference(reference).build(), definition.columns());
    }
    ctes.put(node.id(), read);
    definitions.put(node.id(), node.definition());
    return of(node.query());
  }

  private boolean readsWhatIsTheSame(Node node) {
    return !(node instanceof CteRef reference && changing.get(reference.id()))
        && node.inputs().stream().allMatch(this::readsWhatIsTheSame);
  }

  private static int references(Node node, int id) {
    int count = node instanceof CteRef reference && reference.id() == id ? 1 : 0;
    for (Node input : node.inputs()) {
      count += references(input, id);
    }
    return count;
  }

  @Override
  public Rows cteRef(CteRef node) {
    Rows rows = ctes.get(node.id());
    return rows == null ? gap("a recursive query", node) : rows;
  }

  @Override
  public Rows recursion(WithCte.Recursion node) {
    return gap("a recursive query", node);
  }

  @Override
  public Rows unnest(Unnest node) {
    return gap("UNNEST", node);
  }

  @Override
  public Rows sample(Limit.Sample node) {
    return gap("a sample", node);
  }

  @Override
  public Rows tableFunction(TableFunction node) {
    return gap("the table function " + node.function().shortName(), node);
  }

  @Override
  public Rows opaqueNode(OpaqueNode node) {
    return gap("an operator that is not understood", node);
  }
}
