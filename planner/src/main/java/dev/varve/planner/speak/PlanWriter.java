package dev.varve.planner.speak;

import static java.util.stream.Collectors.joining;

import dev.varve.planner.plan.Aggregate;
import dev.varve.planner.plan.CteRef;
import dev.varve.planner.plan.Distinct;
import dev.varve.planner.plan.EmptyRows;
import dev.varve.planner.plan.Expression;
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
import dev.varve.planner.plan.SortKey;
import dev.varve.planner.plan.Values;
import dev.varve.planner.plan.Window;
import dev.varve.planner.plan.WithCte;
import dev.varve.planner.types.Column;
import dev.varve.planner.types.EngineType;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Writes plans as SELECTs, as far as dialects agree. The columns of every query are called c0, c1
 * and so on. Scans, filters and joins stand in the FROM and WHERE of what reads them; all else is a
 * subquery where it is read.
 */
public abstract class PlanWriter extends SelectText implements Node.Visitor<String> {

  /** What stands for a column that nobody reads. */
  private static final String NOTHING = "NULL";

  protected PlanWriter(Gaps gaps) {
    super(gaps);
  }

  /** An expression, where the columns that it reads are called so. */
  protected abstract String expression(Expression expression, List<String> columns);

  /** The same where it decides on groups or order: there a number alone may count columns. */
  protected abstract String key(Expression expression, List<String> columns);

  protected abstract String type(EngineType type);

  protected abstract String table(String name);

  /** A whole query. */
  public final String query(Node node) {
    return node.accept(this);
  }

  /** The query, each of its columns under the name given. */
  public final String named(Node node, List<String> names) {
    call(names);
    return query(node);
  }

  protected final List<String> expressions(List<Expression> expressions, List<String> columns) {
    return expressions.stream().map(each -> expression(each, columns)).toList();
  }

  private List<String> keys(List<Expression> expressions, List<String> columns) {
    return expressions.stream().map(each -> key(each, columns)).toList();
  }

  /** The terms of an ORDER BY. */
  protected final String order(List<SortKey> keys, List<String> columns) {
    return keys.stream()
        .map(key -> key(key.expression(), columns) + direction(key))
        .collect(joining(", "));
  }

  /** How a term of an ORDER BY ends. */
  public static String direction(SortKey key) {
    return (key.descending() ? " DESC" : " ASC")
        + (key.nullsFirst() ? " NULLS FIRST" : " NULLS LAST");
  }

  /** What a node yields, to be read by a FROM. */
  protected final Rows rows(Node node) {
    if (node instanceof Scan scan) {
      return scanned(scan);
    }
    if (node instanceof Filter filter) {
      Rows rows = rows(filter.input());
      List<String> where = new ArrayList<>(rows.where());
      where.addAll(expressions(filter.predicates(), rows.columns()));
      return new Rows(rows.from(), rows.single(), rows.columns(), where);
    }
    if (node instanceof Join join && isJoinInSql(join)) {
      return joined(join);
    }
    if (node instanceof CteRef cte) {
      String alias = alias();
      return new Rows(
          "q" + cte.id() + " " + alias,
          true,
          names(cte.types().size()).stream().map(column -> alias + "." + column).toList(),
          List.of());
    }
    if (node instanceof OneRow) {
      return new Rows("", true, List.of(NOTHING), List.of());
    }
    return subquery(node);
  }

  /** The same as a query in brackets. */
  protected final Rows subquery(Node node) {
    if (node.width().isEmpty()) {
      gaps.add("an operator that is not understood");
    }
    return derived(() -> query(node), node.width().orElse(0));
  }

  /** Rows of which nothing is asked any more. */
  protected final Rows closed(Node node) {
    Rows rows = rows(node);
    return rows.where().isEmpty() && !rows.from().isEmpty() ? rows : subquery(node);
  }

  /** Closed rows that are no join. */
  protected final Rows item(Node node) {
    boolean joins = node instanceof Join join && isJoinInSql(join);
    return joins || node instanceof Filter ? subquery(node) : closed(node);
  }

  private Rows scanned(Scan node) {
    String alias = alias();
    List<String> columns = new ArrayList<>();
    for (Column column : node.columns()) {
      columns.add(column.equals(Scan.NOTHING) ? NOTHING : alias + "." + quoted(column.name()));
    }
    return new Rows(table(node.table()) + " " + alias, true, columns, List.of());
  }

  /** Whether it can stand in a FROM; else it writes itself as a query. */
  protected boolean isJoinInSql(Join join) {
    return join.kind() != Join.Kind.MARK;
  }

  /** A join that is one in SQL. */
  protected Rows joined(Join node) {
    Rows left = closed(node.left());
    Rows right = item(node.right());
    List<String> both = new ArrayList<>(left.columns());
    both.addAll(right.columns());
    List<String> conditions = new ArrayList<>();
    for (Join.Condition condition : node.conditions()) {
      conditions.add(condition(condition, left.columns(), right.columns()));
    }
    node.predicate().ifPresent(predicate -> conditions.add(expression(predicate, both)));
    List<String> columns = new ArrayList<>(left.columns());
    if (node.yieldsRight()) {
      node.kept()
          .ifPresentOrElse(
              kept -> kept.forEach(i -> columns.add(right.columns().get(i))),
              () -> columns.addAll(right.columns()));
    }
    return new Rows(
        left.from()
            + line()
            + kind(node.kind())
            + " JOIN "
            + right.from()
            + (isUnconditional(node.kind())
                ? ""
                : " ON " + (conditions.isEmpty() ? "true" : String.join(" AND ", conditions))),
        false,
        columns,
        List.of());
  }

  private static boolean isUnconditional(Join.Kind kind) {
    return kind == Join.Kind.CROSS || kind == Join.Kind.POSITIONAL;
  }

  /** The words before JOIN. */
  protected abstract String kind(Join.Kind kind);

  /** A comparison between the two sides of a join. */
  protected final String condition(
      Join.Condition condition, List<String> left, List<String> right) {
    return compared(
        condition, expression(condition.left(), left), expression(condition.right(), right));
  }

  protected abstract String compared(Join.Condition condition, String left, String right);

  private String all(Node node) {
    return all(node, false);
  }

  @Override
  public String scan(Scan node) {
    return all(node);
  }

  @Override
  public String filter(Filter node) {
    return all(node);
  }

  @Override
  public String join(Join node) {
    return all(node);
  }

  @Override
  public String oneRow(OneRow node) {
    return "SELECT " + aliased(List.of(nullOf(EngineType.of("INTEGER")))).get(0);
  }

  protected final String nullOf(EngineType type) {
    return "CAST(NULL AS " + type(type) + ")";
  }

  @Override
  public String emptyRows(EmptyRows node) {
    List<String> nulls = node.types().stream().map(this::nullOf).toList();
    return select(aliased(nulls), new Rows("", true, List.of(), List.of("false")));
  }

  @Override
  public String values(Values node) {
    Rows none = new Rows("", true, List.of(), List.of());
    return node.rows().stream()
        .map(row -> select(aliased(expressions(row, List.of())), none))
        .collect(joining(line() + "UNION ALL "));
  }

  @Override
  public String project(Project node) {
    if (node.input() instanceof Sort sort) {
      Rows rows = rows(sort.input());
      return select(aliased(expressions(node.expressions(), rows.columns())), rows)
          + orderBy(sort.keys(), rows.columns());
    }
    Rows rows = rows(node.input());
    return select(aliased(expressions(node.expressions(), rows.columns())), rows);
  }

  @Override
  public String sort(Sort node) {
    Rows rows = rows(node.input());
    return select(aliased(rows.columns()), rows) + orderBy(node.keys(), rows.columns());
  }

  protected final String orderBy(List<SortKey> keys, List<String> columns) {
    return line() + "ORDER BY " + order(keys, columns);
  }

  @Override
  public String aggregate(Aggregate node) {
    Rows rows = rows(node.input());
    List<String> values = new ArrayList<>(expressions(node.groups(), rows.columns()));
    List<String> groups = keys(node.groups(), rows.columns());
    values.addAll(expressions(node.calls(), rows.columns()));
    for (List<Integer> of : node.groupingFunctions()) {
      values.add(grouping(of.stream().map(groups::get).toList()));
    }
    if (values.isEmpty()) {
      return select(List.of("count(*) AS none"), rows);
    }
    return select(aliased(values), rows) + groupBy(node, groups);
  }

  /** GROUPING() of some groups. */
  protected abstract String grouping(List<String> groups);

  private String groupBy(Aggregate node, List<String> groups) {
    if (groups.isEmpty()) {
      return "";
    }
    if (node.groupingSets().size() == 1
        && node.groupingSets().get(0).equals(IntStream.range(0, groups.size()).boxed().toList())) {
      return line() + "GROUP BY " + String.join(", ", groups);
    }
    return node.groupingSets().stream()
        .map(set -> set.stream().map(groups::get).collect(joining(", ", "(", ")")))
        .collect(joining(", ", line() + "GROUP BY GROUPING SETS (", ")"));
  }

  @Override
  public String window(Window node) {
    Rows rows = rows(node.input());
    List<String> values = new ArrayList<>(rows.columns());
    values.addAll(expressions(node.calls(), rows.columns()));
    return select(aliased(values), rows);
  }

  @Override
  public String distinct(Distinct node) {
    if (node.on()) {
      return distinctOn(node);
    }
    Rows rows = rows(node.input());
    return select("SELECT DISTINCT ", aliased(rows.columns()), rows);
  }

  /** One row for each value of the targets. */
  protected abstract String distinctOn(Distinct node);

  @Override
  public String limit(Limit node) {
    boolean ordered =
        node.input() instanceof Sort
            || (node.input() instanceof Project project && project.input() instanceof Sort);
    return (ordered ? query(node.input()) : all(node.input(), false))
        + bound("LIMIT ", node.limit())
        + bound("OFFSET ", node.offset());
  }

  private String bound(String word, Limit.Bound bound) {
    return switch (bound.kind()) {
      case "UNSET" -> "";
      case "CONSTANT_VALUE" -> line() + word + bound.constant();
      default -> gaps.add("a " + word.strip() + " that is computed (" + bound.kind() + ")");
    };
  }

  @Override
  public String setOperation(SetOperation node) {
    return union(node.inputs(), node.kind() + (node.all() ? " ALL" : ""));
  }

  /** Queries one after the other, with words between them. */
  protected final String union(List<Node> inputs, String words) {
    return inputs.stream().map(input -> all(input, true)).collect(joining(line() + words + line()));
  }

  private String all(Node input, boolean inBrackets) {
    Rows rows = inBrackets ? subquery(input) : rows(input);
    return select(aliased(rows.columns()), rows);
  }

  @Override
  public String withCte(WithCte node) {
    List<String> definitions = new ArrayList<>();
    Node query = node;
    while (query instanceof WithCte with) {
      Node definition = with.definition();
      definitions.add("q" + with.id() + " AS (" + within(() -> query(definition)) + ")");
      query = with.query();
    }
    String text = query(query);
    return "WITH "
        + String.join("," + line(), definitions)
        + line()
        // One that begins with definitions of its own takes no more of them.
        + (text.startsWith("WITH ") ? all(query, true) : text);
  }

  @Override
  public String cteRef(CteRef node) {
    return all(node);
  }

  @Override
  public String opaqueNode(OpaqueNode node) {
    return gaps.add("the operator " + node.operator() + ", which is not understood");
  }
}
