package dev.varve.planner.normalize;

import dev.varve.planner.classify.RowTypes;
import dev.varve.planner.plan.Aggregate;
import dev.varve.planner.plan.ComparisonOperator;
import dev.varve.planner.plan.Expression;
import dev.varve.planner.plan.Expression.Comparison;
import dev.varve.planner.plan.Expression.Input;
import dev.varve.planner.plan.Expression.Logical;
import dev.varve.planner.plan.Filter;
import dev.varve.planner.plan.Join;
import dev.varve.planner.plan.Join.Condition;
import dev.varve.planner.plan.Join.Kind;
import dev.varve.planner.plan.Node;
import dev.varve.planner.plan.Project;
import dev.varve.planner.types.EngineType;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * The binder joins the rows of a correlated subquery with the values that the query outside has,
 * and the result with the rows outside by those values. Where nothing else is made of the values
 * they are the outer row's own: the subquery is joined with the outer rows at once. Such a join
 * that says whether there is a match asks its conditions of the rows for which its predicate is
 * true.
 */
final class RemoveDomains implements Pass {
  @Override
  public String name() {
    return "remove-domains";
  }

  @Override
  public int version() {
    return 1;
  }

  @Override
  public Node apply(Node plan) {
    return Rewriting.upwards(
        plan, node -> node instanceof Join join ? removed(join).orElse(join) : node);
  }

  /** The subquery: what it yields over the rows of a node and the values from outside. */
  private record Subquery(
      List<Expression> yields, List<Expression> predicates, Node rows, Aggregate values) {}

  private static Optional<Node> removed(Join join) {
    boolean fits =
        (join.kind() == Kind.MARK || join.kind() == Kind.INNER)
            && !join.correlated().isEmpty()
            && join.predicate().isEmpty()
            && RowTypes.of(join).isPresent()
            && !Rewriting.anyOpaque(join.expressions());
    return fits ? subquery(join.right()).flatMap(found -> joined(join, found)) : Optional.empty();
  }

  private static Optional<Subquery> subquery(Node right) {
    Node node = right;
    List<Expression> yields = new ArrayList<>();
    if (node instanceof Project project) {
      yields.addAll(project.expressions());
      node = project.input();
    }
    List<Expression> predicates = new ArrayList<>();
    if (node instanceof Filter filter) {
      predicates.addAll(filter.predicates());
      node = filter.input();
    }
    if (!Joins.isInner(node)) {
      return Optional.empty();
    }
    Join inner = (Join) node;
    predicates.addAll(Joins.asked(inner));
    if (yields.isEmpty()) {
      List<EngineType> types = RowTypes.of(inner).orElseThrow();
      for (int i = 0; i < types.size(); i++) {
        yields.add(new Input(i, types.get(i)));
      }
    }
    boolean understood =
        inner.right() instanceof Aggregate values
            && values.calls().isEmpty()
            && values.groupingFunctions().isEmpty()
            && values.groupingSets().size() == 1
            && values.groupingSets().get(0).size() == values.groups().size()
            && values.groups().stream().allMatch(group -> group instanceof Input)
            && !Rewriting.anyOpaque(yields)
            && !Rewriting.anyOpaque(predicates);
    return understood
        ? Optional.of(new Subquery(yields, predicates, inner.left(), (Aggregate) inner.right()))
        : Optional.empty();
  }

  private static Optional<Node> joined(Join join, Subquery subquery) {
    if (!subquery.values.input().equals(join.left())) {
      return Optional.empty();
    }
    int leftWidth = join.left().width().orElseThrow();
    int rowsWidth = subquery.rows.width().orElseThrow();
    Map<Integer, Input> outer = new TreeMap<>();
    List<Condition> others = new ArrayList<>();
    for (Condition condition : join.conditions()) {
      Optional<Integer> value = value(condition, subquery, rowsWidth);
      if (value.isPresent()) {
        outer.put(value.get(), (Input) condition.left());
      } else {
        others.add(condition);
      }
    }
    if (outer.size() < subquery.values.groups().size()) {
      return Optional.empty();
    }
    List<Expression> asked = new ArrayList<>();
    for (Expression predicate : subquery.predicates) {
      asked.add(outside(predicate, outer, leftWidth, rowsWidth));
    }
    return join.kind() == Kind.MARK
        ? marked(join, subquery, others, asked)
        : Optional.of(inner(join, subquery, others, asked, outer));
  }

  /** The value from outside that a condition says is the outer row's own. */
  private static Optional<Integer> value(Condition condition, Subquery subquery, int rowsWidth) {
    if (condition.operator() != ComparisonOperator.NOT_DISTINCT
        || !(condition.left() instanceof Input left)
        || !(condition.right() instanceof Input right)
        || !(subquery.yields.get(right.index()) instanceof Input yielded)
        || yielded.index() < rowsWidth) {
      return Optional.empty();
    }
    int value = yielded.index() - rowsWidth;
    return subquery.values.groups().get(value).equals(left) ? Optional.of(value) : Optional.empty();
  }

  /** Over the outer row and the subquery's. */
  private static Expression outside(
      Expression expression, Map<Integer, Input> outer, int leftWidth, int rowsWidth) {
    return Rewriting.moved(
        expression,
        column -> column < rowsWidth ? leftWidth + column : outer.get(column - rowsWidth).index());
  }

  private static Optional<Node> marked(
      Join join, Subquery subquery, List<Condition> others, List<Expression> asked) {
    int rowsWidth = subquery.rows.width().orElseThrow();
    List<Condition> conditions = new ArrayList<>();
    for (Condition condition : others) {
      Expression right = yielded(condition.right(), subquery);
      BitSet columns = Rewriting.columns(List.of(right));
      if (columns.length() > rowsWidth) {
        return Optional.empty();
      }
      conditions.add(new Condition(condition.operator(), condition.left(), right));
    }
    Optional<Expression> predicate =
        asked.isEmpty()
            ? Optional.empty()
            : Optional.of(
                asked.size() == 1 ? asked.get(0) : new Logical(Logical.Operator.AND, asked));
    return Optional.of(
        new Join(
            Kind.MARK,
            join.left(),
            subquery.rows,
            conditions,
            predicate,
            Optional.empty(),
            List.of()));
  }

  private static Expression yielded(Expression expression, Subquery subquery) {
    return Rewriting.inwards(
        expression,
        each -> each instanceof Input input ? subquery.yields.get(input.index()) : each);
  }

  private static Node inner(
      Join join,
      Subquery subquery,
      List<Condition> others,
      List<Expression> asked,
      Map<Integer, Input> outer) {
    int leftWidth = join.left().width().orElseThrow();
    int rowsWidth = subquery.rows.width().orElseThrow();
    List<Expression> all = new ArrayList<>(asked);
    for (Condition condition : others) {
      Expression right = outside(yielded(condition.right(), subquery), outer, leftWidth, rowsWidth);
      all.add(new Comparison(condition.operator(), condition.left(), right));
    }
    List<Expression> columns = new ArrayList<>();
    List<EngineType> types = RowTypes.of(join.left()).orElseThrow();
    for (int i = 0; i < leftWidth; i++) {
      columns.add(new Input(i, types.get(i)));
    }
    List<Integer> every = IntStream.range(0, subquery.yields.size()).boxed().toList();
    for (int kept : join.kept().orElse(every)) {
      columns.add(outside(subquery.yields.get(kept), outer, leftWidth, rowsWidth));
    }
    return new Project(Joins.asking(Kind.INNER, join.left(), subquery.rows, all), columns);
  }
}
