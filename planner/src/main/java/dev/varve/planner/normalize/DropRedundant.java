package dev.varve.planner.normalize;

import dev.varve.planner.classify.RowTypes;
import dev.varve.planner.facts.RowCounts;
import dev.varve.planner.facts.UniqueColumns;
import dev.varve.planner.normalize.expression.Raising;
import dev.varve.planner.normalize.redundant.DistinctCalls;
import dev.varve.planner.normalize.redundant.Limits;
import dev.varve.planner.plan.Aggregate;
import dev.varve.planner.plan.AggregateCall;
import dev.varve.planner.plan.Distinct;
import dev.varve.planner.plan.EmptyRows;
import dev.varve.planner.plan.Expression;
import dev.varve.planner.plan.Expression.Input;
import dev.varve.planner.plan.Filter;
import dev.varve.planner.plan.Join;
import dev.varve.planner.plan.Limit;
import dev.varve.planner.plan.Node;
import dev.varve.planner.plan.Project;
import dev.varve.planner.plan.SetOperation;
import dev.varve.planner.plan.Sort;
import dev.varve.planner.plan.Unnest;
import dev.varve.planner.plan.Window;
import dev.varve.planner.plan.WithCte;
import dev.varve.planner.types.EngineType;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Drops orders that nobody sees, DISTINCT where rows are distinct or repetition is all one, and
 * outer joins of which nothing is read and which repeat no row. DISTINCT is written as groups, a
 * limit of a limit as one.
 */
final class DropRedundant implements Pass {
  /** Aggregates to which it is all one how often a value comes. */
  private static final Set<String> ONCE =
      new TreeSet<>(List.of("bit_and", "bit_or", "bool_and", "bool_or", "max", "min"));

  @Override
  public String name() {
    return "drop-redundant";
  }

  @Override
  public int version() {
    return 4;
  }

  @Override
  public Node apply(Node plan) {
    return needed(plan, true, true);
  }

  /**
   * What is left of a node.
   *
   * @param ordered somebody sees the order of its rows
   * @param counted somebody sees how often a row comes
   */
  private static Node needed(Node node, boolean ordered, boolean counted) {
    if (node instanceof Sort sort) {
      boolean stays = ordered || sort.expressions().stream().anyMatch(Raising::may);
      Node input = needed(sort.input(), false, counted);
      return stays ? new Sort(input, sort.keys()) : input;
    }
    if (node instanceof Limit limit) {
      return Limits.simple(
          new Limit(needed(limit.input(), true, true), limit.limit(), limit.offset()));
    }
    if (node instanceof Filter || node instanceof Unnest) {
      return node.mapInputs(input -> needed(input, ordered, counted));
    }
    if (node instanceof Project project) {
      Node input = needed(project.input(), ordered, counted);
      return input instanceof EmptyRows
          ? new EmptyRows(RowTypes.of(project).orElseThrow())
          : withoutJoin(new Project(input, project.expressions()), counted);
    }
    if (node instanceof Distinct distinct && isOfAll(distinct)) {
      return distinct(distinct, counted);
    }
    if (node instanceof Aggregate aggregate) {
      return aggregate(aggregate, counted);
    }
    if (node instanceof Join join) {
      return join(join, counted);
    }
    if (node instanceof SetOperation operation) {
      boolean all = operation.all();
      boolean union = operation.kind() == SetOperation.Kind.UNION;
      Node left = operation.mapInputs(input -> needed(input, false, all && (counted || !union)));
      return union && all ? withoutEmpty((SetOperation) left) : left;
    }
    if (node instanceof WithCte with) {
      return new WithCte(
          with.id(),
          with.materialization(),
          needed(with.definition(), false, true),
          needed(with.query(), ordered, counted));
    }
    boolean unordered = node instanceof Window;
    return node.mapInputs(input -> needed(input, !unordered, true));
  }

  /** A union without inputs that have no rows. */
  private static Node withoutEmpty(SetOperation union) {
    List<Node> inputs =
        union.inputs().stream().filter(input -> !(input instanceof EmptyRows)).toList();
    if (inputs.size() > 1) {
      return new SetOperation(union.kind(), union.all(), inputs);
    }
    return inputs.isEmpty() ? union.inputs().get(0) : inputs.get(0);
  }

  /** Whether rows that it takes for the same have all columns the same. */
  private static boolean isOfAll(Distinct distinct) {
    BitSet columns = new BitSet();
    for (Expression target : distinct.targets()) {
      if (target instanceof Input input) {
        columns.set(input.index());
      }
    }
    return !distinct.on()
        || (distinct.width().isPresent() && columns.nextClearBit(0) >= distinct.width().getAsInt());
  }

  private static Node distinct(Distinct distinct, boolean counted) {
    Node input = needed(distinct.input(), false, false);
    Optional<List<EngineType>> types = RowTypes.of(input);
    if (types.isEmpty() || types.get().isEmpty()) {
      return distinct.mapInputs(same -> input);
    }
    BitSet all = new BitSet();
    all.set(0, types.get().size());
    if (!counted || UniqueColumns.isDecidedBy(all, input)) {
      return input;
    }
    List<Expression> groups = new ArrayList<>();
    List<Integer> set = new ArrayList<>();
    for (int i = 0; i < types.get().size(); i++) {
      groups.add(new Input(i, types.get().get(i)));
      set.add(i);
    }
    return new Aggregate(input, groups, List.of(set), List.of(), List.of());
  }

  private static Node aggregate(Aggregate aggregate, boolean counted) {
    boolean once =
        aggregate.calls().stream()
            .allMatch(
                each -> each instanceof AggregateCall call && (call.distinct() || isOnce(call)));
    Node input = needed(aggregate.input(), false, !once);
    boolean plain =
        !aggregate.groups().isEmpty()
            && aggregate.calls().isEmpty()
            && aggregate.groupingFunctions().isEmpty()
            && aggregate.groupingSets().size() == 1
            && aggregate.groupingSets().get(0).size() == aggregate.groups().size();
    BitSet columns = new BitSet();
    for (Expression group : aggregate.groups()) {
      if (group instanceof Input column) {
        columns.set(column.index());
      }
    }
    boolean known = plain && RowTypes.of(input).isPresent();
    return known && (!counted || UniqueColumns.isDecidedBy(columns, input))
        ? new Project(input, aggregate.groups())
        : DistinctCalls.of((Aggregate) aggregate.mapInputs(same -> input));
  }

  /**
   * With a second argument some of them give a list, in which a value stands as often as it comes.
   */
  private static boolean isOnce(AggregateCall call) {
    return call.arguments().size() == 1 && ONCE.contains(call.function().shortName());
  }

  private static Node join(Join join, boolean counted) {
    return switch (join.kind()) {
      case CROSS -> product((Join) join.mapInputs(input -> needed(input, false, counted)));
      case INNER, LEFT, RIGHT, FULL -> join.mapInputs(input -> needed(input, false, counted));
      case SEMI, ANTI, MARK ->
          new Join(
              join.kind(),
              needed(join.left(), false, counted),
              needed(join.right(), false, false),
              join.conditions(),
              join.predicate(),
              join.kept(),
              join.correlated());
      default -> join.mapInputs(input -> needed(input, true, true));
    };
  }

  /** A projection that reads only the left side of an outer join that repeats nothing. */
  private static Node withoutJoin(Project project, boolean counted) {
    Node below = project.input();
    while (below instanceof Join join
        && join.kind() == Join.Kind.LEFT
        && Joins.isOpen(join)
        && !Rewriting.anyOpaque(project.expressions())
        && Rewriting.columns(project.expressions()).length() <= join.left().width().orElseThrow()
        && (!counted || UniqueColumns.isMatchedOnce(join))
        && join.expressions().stream().noneMatch(Raising::may)
        && !mayRaise(join.right())) {
      below = join.left();
    }
    return below == project.input() ? project : new Project(below, project.expressions());
  }

  /** Without a side that is one row without a column. */
  private static Node product(Join join) {
    boolean asks = !join.conditions().isEmpty() || join.predicate().isPresent();
    if (asks || join.kept().isPresent()) {
      return join;
    }
    if (isNothing(join.right())) {
      return join.left();
    }
    return isNothing(join.left()) ? join.right() : join;
  }

  private static boolean isNothing(Node node) {
    return RowCounts.isOne(node)
        && node.width().isPresent()
        && node.width().getAsInt() == 0
        && !mayRaise(node);
  }

  private static boolean mayRaise(Node node) {
    return node.expressions().stream().anyMatch(Raising::may)
        || node.inputs().stream().anyMatch(DropRedundant::mayRaise);
  }
}
