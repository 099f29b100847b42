package dev.varve.planner.speak.spark;

import static java.util.stream.Collectors.joining;

import dev.varve.planner.classify.RowTypes;
import dev.varve.planner.classify.ScalarSubquery;
import dev.varve.planner.facts.UniqueColumns;
import dev.varve.planner.plan.Aggregate;
import dev.varve.planner.plan.AggregateCall;
import dev.varve.planner.plan.ComparisonOperator;
import dev.varve.planner.plan.CteRef;
import dev.varve.planner.plan.Distinct;
import dev.varve.planner.plan.Expression;
import dev.varve.planner.plan.Expression.Constant;
import dev.varve.planner.plan.Expression.Input;
import dev.varve.planner.plan.Join;
import dev.varve.planner.plan.Limit;
import dev.varve.planner.plan.Node;
import dev.varve.planner.plan.Project;
import dev.varve.planner.plan.SetOperation;
import dev.varve.planner.plan.TableFunction;
import dev.varve.planner.plan.Unnest;
import dev.varve.planner.plan.WithCte;
import dev.varve.planner.speak.Gaps;
import dev.varve.planner.speak.PlanWriter;
import dev.varve.planner.speak.Rows;
import dev.varve.planner.types.EngineType;
import dev.varve.planner.types.EngineTypes;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What only this dialect says so. */
final class SparkPlans extends PlanWriter {
  private static final String MORE =
      "raise_error('More than one row returned by a subquery used as an expression')";

  /** Beyond the numbers that a plan gives its own. */
  private int ctes = 1_000_000;

  SparkPlans(Gaps gaps) {
    super(gaps);
  }

  @Override
  protected String expression(Expression expression, List<String> columns) {
    return SparkExpressions.of(expression, columns, gaps);
  }

  /** A number alone would count columns. */
  @Override
  protected String key(Expression expression, List<String> columns) {
    String text = expression(expression, columns);
    return expression instanceof Constant
        ? "CAST(" + text + " AS " + type(expression.type()) + ")"
        : text;
  }

  @Override
  protected String type(EngineType type) {
    return SparkTypes.of(type).orElseGet(() -> gaps.add("the type " + type.text()));
  }

  @Override
  protected String quoted(String name) {
    return '`' + name.replace("`", "``") + '`';
  }

  @Override
  protected String table(String name) {
    return Stream.of(name.split("\\.", -1)).map(this::quoted).collect(joining("."));
  }

  @Override
  protected String grouping(List<String> groups) {
    List<String> bits = new ArrayList<>();
    for (int i = 0; i < groups.size(); i++) {
      long weight = 1L << (groups.size() - 1 - i);
      bits.add("CAST(grouping(" + groups.get(i) + ") AS BIGINT) * " + weight + "L");
    }
    return "(" + String.join(" + ", bits) + ")";
  }

  @Override
  protected String compared(Join.Condition condition, String left, String right) {
    return SparkExpressions.compared(condition.operator(), left, right);
  }

  @Override
  protected String kind(Join.Kind kind) {
    return switch (kind) {
      case INNER, FULL, LEFT, RIGHT, CROSS -> kind.name();
      case SEMI, ANTI -> "LEFT " + kind.name();
      case SINGLE -> "LEFT";
      case ASOF, ASOF_LEFT, ASOF_RIGHT, ASOF_FULL -> gaps.add("an ASOF join");
      case POSITIONAL -> gaps.add("a POSITIONAL join");
      case MARK -> throw new IllegalStateException("a mark join is no join in SQL");
    };
  }

  /** A single join raises an error where there is more than one match. */
  @Override
  protected Rows joined(Join node) {
    boolean equal = node.predicate().isEmpty();
    BitSet asked = new BitSet();
    for (Join.Condition condition : node.conditions()) {
      equal &= isEquality(condition.operator());
      if (condition.right() instanceof Input input) {
        asked.set(input.index());
      }
    }
    if (node.kind() != Join.Kind.SINGLE
        || (equal && UniqueColumns.isDecidedBy(asked, node.right()))) {
      return super.joined(node);
    }
    if (!equal) {
      gaps.add("a subquery as a value that is correlated by more than equality");
    }
    Rows left = closed(node.left());
    Rows counted = counted(node);
    List<String> columns = new ArrayList<>(left.columns());
    int last = counted.columns().size() - 1;
    for (int i : node.kept().orElseGet(() -> IntStream.range(0, last).boxed().toList())) {
      columns.add(
          "CASE WHEN "
              + counted.columns().get(last)
              + " > 1 THEN "
              + MORE
              + " ELSE "
              + counted.columns().get(i)
              + " END");
    }
    String on =
        node.conditions().stream()
            .map(condition -> condition(condition, left.columns(), counted.columns()))
            .collect(joining(" AND "));
    String from =
        left.from()
            + line()
            + "LEFT JOIN "
            + counted.from()
            + " ON "
            + (on.isEmpty() ? "true" : on);
    return new Rows(from, false, columns, List.of());
  }

  private static boolean isEquality(ComparisonOperator operator) {
    return operator == ComparisonOperator.EQUAL || operator == ComparisonOperator.NOT_DISTINCT;
  }

  /** The right rows, and how many of them a left row is joined with if it is with one. */
  private Rows counted(Join node) {
    return derived(
        () -> {
          Rows right = rows(node.right());
          List<String> values = new ArrayList<>(right.columns());
          String keys =
              node.conditions().stream()
                  .map(condition -> expression(condition.right(), right.columns()))
                  .collect(joining(", "));
          values.add("count(*) OVER (" + (keys.isEmpty() ? "" : "PARTITION BY " + keys) + ")");
          return select(aliased(values), right);
        },
        node.right().width().orElse(0) + 1);
  }

  /**
   * A mark join: is the left row's value among the right ones? Spark has no such question outside
   * of WHERE, so that the distinct right values are joined, and for what is unknown how many rows
   * and how many values there are on the right.
   */
  @Override
  public String join(Join node) {
    if (node.kind() != Join.Kind.MARK) {
      return super.join(node);
    }
    List<Join.Condition> correlated = new ArrayList<>();
    List<Join.Condition> asked = new ArrayList<>();
    for (Join.Condition condition : node.conditions()) {
      (condition.operator() == ComparisonOperator.NOT_DISTINCT ? correlated : asked).add(condition);
    }
    if (node.predicate().isPresent()
        || asked.size() > 1
        || asked.stream().anyMatch(each -> each.operator() != ComparisonOperator.EQUAL)) {
      return gaps.add("a subquery after ANY, ALL or EXISTS that compares by more than equality");
    }
    Rows left = closed(node.left());
    Rows matches = distinctRight(node.right(), node.conditions());
    String found = matches.columns().get(node.conditions().size());
    String from = left.from() + matched(left, matches, node.conditions());
    List<String> values = new ArrayList<>(left.columns());
    if (asked.isEmpty()) {
      values.add("(" + found + " IS NOT NULL)");
    } else {
      Rows counts = counts(node.right(), correlated, asked.get(0));
      from += matched(left, counts, correlated);
      String rows = counts.columns().get(correlated.size());
      String known = counts.columns().get(correlated.size() + 1);
      values.add(
          "CASE WHEN "
              + found
              + " IS NOT NULL THEN true WHEN coalesce("
              + rows
              + ", 0L) = 0L THEN false WHEN "
              + expression(asked.get(0).left(), left.columns())
              + " IS NULL OR "
              + known
              + " < "
              + rows
              + " THEN CAST(NULL AS BOOLEAN) ELSE false END");
    }
    return select(aliased(values), new Rows(from, false, List.of(), List.of()));
  }

  private String matched(Rows left, Rows right, List<Join.Condition> conditions) {
    List<String> on = new ArrayList<>();
    for (int i = 0; i < conditions.size(); i++) {
      on.add(
          compared(
              conditions.get(i),
              expression(conditions.get(i).left(), left.columns()),
              right.columns().get(i)));
    }
    return line()
        + "LEFT JOIN "
        + right.from()
        + " ON "
        + (on.isEmpty() ? "true" : String.join(" AND ", on));
  }

  /** The values on the right side of conditions, once each, and true. */
  private Rows distinctRight(Node node, List<Join.Condition> conditions) {
    return derived(
        () -> {
          Rows right = rows(node);
          List<String> values = rights(conditions, right);
          values.add("true");
          return select("SELECT DISTINCT ", aliased(values), right);
        },
        conditions.size() + 1);
  }

  /** For each of the correlated values how many rows there are, and how many that have a value. */
  private Rows counts(Node node, List<Join.Condition> correlated, Join.Condition asked) {
    return derived(
        () -> {
          Rows right = rows(node);
          List<String> keys = rights(correlated, right);
          List<String> values = new ArrayList<>(keys);
          values.add("count(*)");
          values.add("count(" + expression(asked.right(), right.columns()) + ")");
          return select(aliased(values), right)
              + (keys.isEmpty() ? "" : line() + "GROUP BY " + String.join(", ", keys));
        },
        correlated.size() + 2);
  }

  private List<String> rights(List<Join.Condition> conditions, Rows right) {
    List<String> values = new ArrayList<>();
    conditions.forEach(condition -> values.add(key(condition.right(), right.columns())));
    return values;
  }

  /** The engine's form of a subquery as a value: the first row, or an error if there are more. */
  @Override
  public String project(Project node) {
    Optional<Aggregate> value = ScalarSubquery.in(node);
    if (value.isEmpty()) {
      return super.project(node);
    }
    Rows rows = rows(value.get().input());
    AggregateCall first = (AggregateCall) value.get().calls().get(0);
    String column = expression(first.arguments().get(0), rows.columns());
    return select(
        aliased(List.of("CASE WHEN count(*) > 1 THEN " + MORE + " ELSE first(" + column + ") END")),
        rows);
  }

  /** Of no rows, grouping sets give none there, and the engine one for each empty set. */
  @Override
  public String aggregate(Aggregate node) {
    boolean hasEmpty = node.groupingSets().stream().anyMatch(List::isEmpty);
    if (node.groups().isEmpty() || !hasEmpty) {
      return super.aggregate(node);
    }
    Optional<List<EngineType>> types = RowTypes.of(node.input());
    if (types.isEmpty()) {
      return gaps.add("grouping sets over an operator that is not understood");
    }
    CteRef input = new CteRef(ctes++, types.get());
    List<Node> parts = new ArrayList<>();
    List<List<Integer>> others =
        node.groupingSets().stream().filter(set -> !set.isEmpty()).toList();
    if (others.size() == 1 && !node.groupingFunctions().isEmpty()) {
      parts.add(single(node, input, others.get(0)));
    } else if (!others.isEmpty()) {
      parts.add(
          new Aggregate(input, node.groups(), others, node.calls(), node.groupingFunctions()));
    }
    for (int i = others.size(); i < node.groupingSets().size(); i++) {
      parts.add(whole(node, input));
    }
    return new WithCte(
            input.id(),
            "",
            node.input(),
            parts.size() == 1
                ? parts.get(0)
                : new SetOperation(SetOperation.Kind.UNION, true, parts))
        .accept(this);
  }

  /** Of one set, Spark does not say by what it groups; it is known here. */
  private static Node single(Aggregate node, CteRef input, List<Integer> set) {
    int width = node.groups().size() + node.calls().size();
    List<Expression> values = new ArrayList<>();
    for (int i = 0; i < width; i++) {
      Expression value =
          i < node.groups().size()
              ? node.groups().get(i)
              : node.calls().get(i - node.groups().size());
      values.add(new Input(i, value.type()));
    }
    for (List<Integer> of : node.groupingFunctions()) {
      long bits = 0;
      for (int group : of) {
        bits = bits * 2 + (set.contains(group) ? 0 : 1);
      }
      values.add(new Constant(EngineTypes.BIGINT, Long.toString(bits)));
    }
    return new Project(
        new Aggregate(input, node.groups(), List.of(set), node.calls(), List.of()), values);
  }

  private static Node whole(Aggregate node, CteRef input) {
    List<Expression> values = new ArrayList<>();
    node.groups().forEach(group -> values.add(new Constant(group.type(), "null")));
    for (int i = 0; i < node.calls().size(); i++) {
      values.add(new Input(i, node.calls().get(i).type()));
    }
    for (List<Integer> of : node.groupingFunctions()) {
      values.add(new Constant(EngineTypes.BIGINT, Long.toString((1L << of.size()) - 1)));
    }
    return new Project(
        new Aggregate(input, List.of(), List.of(List.of()), node.calls(), List.of()), values);
  }

  @Override
  protected String distinctOn(Distinct node) {
    if (node.order().isEmpty()) {
      return gaps.add("DISTINCT ON without an ORDER BY, which takes the row that comes first");
    }
    int width = node.width().orElse(0);
    Rows ranked =
        derived(
            () -> {
              Rows rows = rows(node.input());
              List<String> values = new ArrayList<>(rows.columns());
              values.add(
                  "row_number() OVER (PARTITION BY "
                      + String.join(", ", expressions(node.targets(), rows.columns()))
                      + " ORDER BY "
                      + order(node.order(), rows.columns())
                      + ")");
              return select(aliased(values), rows);
            },
            width + 1);
    Rows first =
        new Rows(
            ranked.from(), true, List.of(), List.of("(" + ranked.columns().get(width) + " = 1)"));
    return select(aliased(ranked.columns().subList(0, width)), first);
  }

  @Override
  public String unnest(Unnest node) {
    return gaps.add("UNNEST");
  }

  @Override
  public String recursion(WithCte.Recursion node) {
    return gaps.add("a recursive query");
  }

  @Override
  public String sample(Limit.Sample node) {
    return gaps.add("a sample");
  }

  @Override
  public String tableFunction(TableFunction node) {
    return gaps.add("the table function " + node.function().shortName());
  }
}
