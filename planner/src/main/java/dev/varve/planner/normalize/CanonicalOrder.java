package dev.varve.planner.normalize;

import dev.varve.planner.classify.RowTypes;
import dev.varve.planner.encode.PlanEncoding;
import dev.varve.planner.normalize.expression.Order;
import dev.varve.planner.plan.Aggregate;
import dev.varve.planner.plan.Distinct;
import dev.varve.planner.plan.Expression;
import dev.varve.planner.plan.Expression.Constant;
import dev.varve.planner.plan.Expression.Input;
import dev.varve.planner.plan.Filter;
import dev.varve.planner.plan.Join;
import dev.varve.planner.plan.Limit;
import dev.varve.planner.plan.Node;
import dev.varve.planner.plan.Project;
import dev.varve.planner.plan.Scan;
import dev.varve.planner.plan.SetOperation;
import dev.varve.planner.plan.Sort;
import dev.varve.planner.plan.SortKey;
import dev.varve.planner.plan.Unnest;
import dev.varve.planner.plan.Window;
import dev.varve.planner.plan.WindowCall;
import dev.varve.planner.plan.WithCte;
import dev.varve.planner.types.Column;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.TreeSet;

/**
 * Puts what may stand in any order into one: the inputs of inner and full joins and of unions,
 * columns within the plan, groups and aggregates, partitions, predicates; what is there twice once.
 */
final class CanonicalOrder implements Pass {
  /** A node and where the columns of the node it was stand now. */
  record Placed(Node node, Layout layout) {}

  @Override
  public String name() {
    return "canonical-order";
  }

  @Override
  public int version() {
    return 2;
  }

  @Override
  public Node apply(Node plan) {
    return inPlace(plan);
  }

  /** A node that yields the same columns in the same order. */
  static Node inPlace(Node node) {
    if (RowTypes.of(node).isEmpty()) {
      return node.mapInputs(CanonicalOrder::inPlace);
    }
    Placed placed = place(node);
    if (placed.layout == Layout.SAME) {
      return placed.node;
    }
    int[] positions = new int[node.width().orElseThrow()];
    for (int i = 0; i < positions.length; i++) {
      positions[i] = placed.layout.of(i);
    }
    if (placed.node instanceof Project project) {
      List<Expression> expressions = new ArrayList<>();
      for (int position : positions) {
        expressions.add(project.expressions().get(position));
      }
      return new Project(project.input(), expressions);
    }
    return Joins.columns(placed.node, positions);
  }

  static Placed place(Node node) {
    if (RowTypes.of(node).isEmpty()) {
      return new Placed(inPlace(node), Layout.SAME);
    }
    if (JoinGroup.isGroup(node)) {
      return GroupOrder.place(node);
    }
    if (node instanceof Filter filter) {
      Placed input = place(filter.input());
      return new Placed(
          new Filter(input.node, sorted(input.layout.move(filter.predicates()))), input.layout);
    }
    if (node instanceof Project project) {
      return ofProject(project);
    }
    if (node instanceof Aggregate aggregate) {
      return ofAggregate(aggregate);
    }
    if (node instanceof Join join) {
      return JoinOrder.place(join);
    }
    if (node instanceof Window window) {
      return ofWindow(window);
    }
    if (node instanceof Unnest unnest) {
      Placed input = place(unnest.input());
      Node moved =
          new Unnest(input.node, canonical(input.layout.move(unnest.lists())), unnest.types());
      return new Placed(moved, after(unnest.input(), input, inOrder(unnest.lists().size())));
    }
    if (node instanceof Sort sort) {
      return ofSort(sort);
    }
    if (node instanceof Distinct distinct) {
      return ofDistinct(distinct);
    }
    if (node instanceof Limit limit && limit.expressions().isEmpty()) {
      Placed input = place(limit.input());
      return new Placed(limit.mapInputs(same -> input.node), input.layout);
    }
    if (node instanceof WithCte with) {
      Placed query = place(with.query());
      return new Placed(
          new WithCte(with.id(), "CTE_MATERIALIZE_DEFAULT", inPlace(with.definition()), query.node),
          query.layout);
    }
    if (node instanceof SetOperation operation) {
      return new Placed(ofSetOperation(operation), Layout.SAME);
    }
    if (node instanceof Scan scan) {
      return ofScan(scan);
    }
    Node same = node.mapInputs(CanonicalOrder::inPlace);
    return new Placed(same.mapExpressions(CanonicalExpressions::of), Layout.SAME);
  }

  private static Placed ofScan(Scan scan) {
    List<Column> byName = new ArrayList<>(scan.columns());
    byName.sort(Comparator.comparing(Column::name));
    if (byName.equals(scan.columns()) || byName.contains(Scan.NOTHING)) {
      return new Placed(scan, Layout.SAME);
    }
    int[] positions = scan.columns().stream().mapToInt(byName::indexOf).toArray();
    return new Placed(new Scan(scan.table(), byName, scan.facts()), Layout.of(positions));
  }

  static List<Expression> canonical(List<Expression> expressions) {
    return Expression.map(expressions, CanonicalExpressions::of);
  }

  /** In canonical form, by their bytes, each once. */
  static List<Expression> sorted(List<Expression> expressions) {
    return Order.sorted(List.copyOf(new LinkedHashSet<>(canonical(expressions))));
  }

  private static int[] inOrder(int count) {
    int[] positions = new int[count];
    for (int i = 0; i < count; i++) {
      positions[i] = i;
    }
    return positions;
  }

  /** Where each of some expressions is among others. */
  private static int[] among(List<Expression> expressions, List<Expression> all) {
    return canonical(expressions).stream().mapToInt(all::indexOf).toArray();
  }

  /** The columns of an input, and after them more. */
  private static Layout after(Node before, Placed input, int[] more) {
    int width = before.width().orElseThrow();
    int newWidth = input.node.width().orElseThrow();
    int[] positions = new int[width + more.length];
    for (int i = 0; i < positions.length; i++) {
      positions[i] = i < width ? input.layout.of(i) : newWidth + more[i - width];
    }
    return Layout.of(positions);
  }

  private static Placed ofProject(Project project) {
    Placed input = place(project.input());
    List<Expression> moved = input.layout.move(project.expressions());
    if (input.node.width().isPresent() && moved.stream().allMatch(each -> each instanceof Input)) {
      // Columns that nobody reads are no difference: whoever needs just these chooses them.
      return new Placed(
          input.node, Layout.of(moved.stream().mapToInt(each -> ((Input) each).index()).toArray()));
    }
    List<Expression> expressions = sorted(moved);
    return new Placed(new Project(input.node, expressions), Layout.of(among(moved, expressions)));
  }

  private static Placed ofAggregate(Aggregate aggregate) {
    Placed input = place(aggregate.input());
    List<Expression> groups = canonical(input.layout.move(aggregate.groups()));
    List<Expression> calls = input.layout.move(aggregate.calls());
    boolean plain =
        aggregate.groupingSets().size() == 1
            && aggregate.groupingSets().get(0).size() == groups.size();
    boolean once = new LinkedHashSet<>(groups).size() == groups.size();
    List<Expression> newGroups = once || plain ? sorted(groups) : groups;
    List<Expression> newCalls = sorted(calls);
    int[] ofGroups = once || plain ? among(groups, newGroups) : inOrder(groups.size());
    List<List<Integer>> sets =
        plain
            ? List.of(range(newGroups.size()))
            : aggregate.groupingSets().stream()
                .map(set -> List.copyOf(new TreeSet<>(mapped(set, ofGroups))))
                .sorted(Comparator.comparing(List::toString))
                .toList();
    List<List<Integer>> functions =
        aggregate.groupingFunctions().stream().map(of -> mapped(of, ofGroups)).toList();
    int[] ofCalls = among(calls, newCalls);
    int[] positions = new int[groups.size() + calls.size() + functions.size()];
    for (int i = 0; i < positions.length; i++) {
      int call = i - groups.size();
      if (call < 0) {
        positions[i] = ofGroups[i];
      } else {
        positions[i] =
            newGroups.size()
                + (call < calls.size() ? ofCalls[call] : call - calls.size() + newCalls.size());
      }
    }
    return new Placed(
        new Aggregate(input.node, newGroups, sets, newCalls, functions), Layout.of(positions));
  }

  private static List<Integer> range(int count) {
    List<Integer> range = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      range.add(i);
    }
    return range;
  }

  private static List<Integer> mapped(List<Integer> positions, int[] to) {
    return positions.stream().map(position -> to[position]).toList();
  }

  private static Placed ofWindow(Window window) {
    Placed input = place(window.input());
    List<Expression> moved =
        Expression.map(input.layout.move(window.calls()), CanonicalOrder::ofCall);
    List<Expression> calls = sorted(moved);
    return new Placed(
        new Window(input.node, calls), after(window.input(), input, among(moved, calls)));
  }

  private static Expression ofCall(Expression expression) {
    return expression instanceof WindowCall call
        ? new WindowCall(
            call.kind(),
            call.function(),
            call.arguments(),
            sorted(call.partitions()),
            once(call.order()),
            call.frame(),
            call.filter(),
            call.argumentOrder(),
            call.ignoreNulls(),
            call.distinct(),
            call.type())
        : expression;
  }

  /** Without keys that decide nothing after those before them. */
  private static List<SortKey> once(List<SortKey> keys) {
    List<SortKey> once = new ArrayList<>();
    List<Expression> seen = new ArrayList<>();
    for (SortKey key : SortKey.map(keys, CanonicalExpressions::of)) {
      if (!seen.contains(key.expression())) {
        seen.add(key.expression());
        once.add(key);
      }
    }
    return once;
  }

  private static Placed ofSort(Sort sort) {
    Placed input = place(sort.input());
    List<SortKey> keys =
        once(SortKey.map(sort.keys(), input.layout::move)).stream()
            .filter(key -> !(key.expression() instanceof Constant))
            .toList();
    return keys.isEmpty() ? input : new Placed(new Sort(input.node, keys), input.layout);
  }

  private static Placed ofDistinct(Distinct distinct) {
    if (!distinct.on()) {
      return new Placed(distinct.mapInputs(CanonicalOrder::inPlace), Layout.SAME);
    }
    Placed input = place(distinct.input());
    return new Placed(
        new Distinct(
            input.node,
            true,
            sorted(input.layout.move(distinct.targets())),
            once(SortKey.map(distinct.order(), input.layout::move))),
        input.layout);
  }

  private static Node ofSetOperation(SetOperation operation) {
    List<Node> inputs = new ArrayList<>();
    for (Node input : operation.inputs()) {
      Node placed = inPlace(input);
      boolean same =
          operation.kind() == SetOperation.Kind.UNION
              && operation.all()
              && placed instanceof SetOperation inner
              && inner.kind() == SetOperation.Kind.UNION
              && inner.all();
      if (same) {
        inputs.addAll(placed.inputs());
      } else {
        inputs.add(placed);
      }
    }
    if (operation.kind() != SetOperation.Kind.EXCEPT) {
      inputs.sort(Comparator.comparing(CanonicalOrder::fingerprint));
    }
    return new SetOperation(operation.kind(), operation.all(), inputs);
  }

  static String fingerprint(Node node) {
    return PlanEncoding.identify(node).fingerprint().hex();
  }
}
