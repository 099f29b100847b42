package dev.varve.planner.testing;

import static java.util.stream.Collectors.joining;

import dev.varve.planner.plan.Aggregate;
import dev.varve.planner.plan.ComparisonOperator;
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
import dev.varve.planner.plan.TableFunction;
import dev.varve.planner.plan.Unnest;
import dev.varve.planner.plan.Values;
import dev.varve.planner.plan.Window;
import dev.varve.planner.plan.WithCte;
import dev.varve.planner.types.Column;
import dev.varve.planner.types.EngineType;
import dev.varve.planner.types.SqlNames;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Writes a plan as SQL that the engine runs, to see that it means what the text meant. Columns are
 * called c0, c1 and so on at every level. It writes what the tests need, and fails on the rest.
 */
public final class PlanSql implements Node.Visitor<String> {
  private static final PlanSql SQL = new PlanSql();

  private PlanSql() {}

  public static String of(Node node) {
    return node.accept(SQL);
  }

  private static String from(Node node) {
    return "(" + of(node) + ")";
  }

  private static String select(List<String> values, String rest) {
    return IntStream.range(0, values.size())
            .mapToObj(i -> values.get(i) + " AS c" + i)
            .collect(joining(", ", "SELECT ", values.isEmpty() ? "1 AS none" : ""))
        + rest;
  }

  private static List<String> columns(String prefix, Node node) {
    return IntStream.range(0, node.width().orElseThrow()).mapToObj(i -> prefix + "c" + i).toList();
  }

  private static List<String> expressions(List<Expression> expressions) {
    return expressions.stream()
        .map(expression -> ExpressionSql.of(expression, i -> "c" + i))
        .toList();
  }

  static String keys(List<SortKey> keys, List<String> written) {
    return IntStream.range(0, keys.size())
        .mapToObj(
            i ->
                written.get(i)
                    + (keys.get(i).descending() ? " DESC" : " ASC")
                    + (keys.get(i).nullsFirst() ? " NULLS FIRST" : " NULLS LAST"))
        .collect(joining(", "));
  }

  private static List<String> plus(List<String> values, List<String> more) {
    List<String> all = new ArrayList<>(values);
    all.addAll(more);
    return all;
  }

  private static List<String> nulls(List<EngineType> types) {
    return types.stream().map(type -> "CAST(NULL AS " + type.text() + ")").toList();
  }

  @Override
  public String scan(Scan node) {
    List<String> names =
        node.columns().stream()
            .map(column -> column.equals(Scan.NOTHING) ? "NULL" : quoted(column))
            .toList();
    return select(names, " FROM " + node.table());
  }

  private static String quoted(Column column) {
    return SqlNames.quote(column.name());
  }

  @Override
  public String oneRow(OneRow node) {
    return "SELECT CAST(NULL AS INTEGER) AS c0";
  }

  @Override
  public String emptyRows(EmptyRows node) {
    return select(nulls(node.types()), " WHERE false");
  }

  @Override
  public String values(Values node) {
    return node.rows().stream()
        .map(row -> select(expressions(row), ""))
        .collect(joining(" UNION ALL "));
  }

  @Override
  public String filter(Filter node) {
    String where =
        expressions(node.predicates()).stream().map(p -> "(" + p + ")").collect(joining(" AND "));
    return "SELECT * FROM " + from(node.input()) + " WHERE " + where;
  }

  @Override
  public String project(Project node) {
    return select(expressions(node.expressions()), " FROM " + from(node.input()));
  }

  @Override
  public String aggregate(Aggregate node) {
    if (node.groups().isEmpty() && node.calls().isEmpty()) {
      return "SELECT count(*) AS none FROM " + from(node.input());
    }
    List<String> groups = expressions(node.groups());
    List<String> functions =
        node.groupingFunctions().stream().map(of -> "grouping(" + named(of, groups) + ")").toList();
    String sets =
        node.groupingSets().stream()
            .map(set -> "(" + named(set, groups) + ")")
            .collect(joining(", ", " GROUP BY GROUPING SETS (", ")"));
    return select(
        plus(plus(groups, expressions(node.calls())), functions),
        " FROM " + from(node.input()) + (groups.isEmpty() ? "" : sets));
  }

  private static String named(List<Integer> positions, List<String> groups) {
    return positions.stream().map(groups::get).collect(joining(", "));
  }

  @Override
  public String join(Join node) {
    String left = from(node.left()) + " l";
    String right = from(node.right()) + " r";
    List<String> own = columns("l.", node.left());
    if (node.kind() == Join.Kind.MARK) {
      return select(plus(own, List.of(mark(node, right))), " FROM " + left);
    }
    String kind =
        switch (node.kind()) {
          case INNER, FULL, LEFT, RIGHT, SEMI, ANTI, ASOF, CROSS, POSITIONAL -> node.kind().name();
          case ASOF_LEFT, ASOF_RIGHT, ASOF_FULL -> node.kind().name().replace('_', ' ');
          case SINGLE -> "LEFT";
          case MARK -> throw new IllegalStateException("a mark join is no join in SQL");
        };
    List<String> conditions = new ArrayList<>();
    node.conditions().forEach(condition -> conditions.add(condition(condition)));
    int width = own.size();
    node.predicate()
        .ifPresent(
            predicate ->
                conditions.add(
                    ExpressionSql.of(predicate, i -> i < width ? "l.c" + i : "r.c" + (i - width))));
    String on =
        node.kind() == Join.Kind.CROSS || node.kind() == Join.Kind.POSITIONAL
            ? ""
            : " ON " + (conditions.isEmpty() ? "true" : String.join(" AND ", conditions));
    List<String> kept =
        node.kept()
            .map(positions -> positions.stream().map(i -> "r.c" + i).toList())
            .orElseGet(() -> node.yieldsRight() ? columns("r.", node.right()) : List.of());
    return select(plus(own, kept), " FROM " + left + " " + kind + " JOIN " + right + on);
  }

  private static String condition(Join.Condition condition) {
    return "("
        + ExpressionSql.of(condition.left(), i -> "l.c" + i)
        + " "
        + condition.operator().sign()
        + " "
        + ExpressionSql.of(condition.right(), i -> "r.c" + i)
        + ")";
  }

  /**
   * A mark join answers IN where a condition can be unknown, and EXISTS where none can; of the
   * right rows it sees those for which its predicate is true.
   */
  private static String mark(Join node, String right) {
    StringBuilder where = new StringBuilder(" WHERE true");
    int width = node.left().width().orElseThrow();
    node.predicate()
        .ifPresent(
            predicate ->
                where
                    .append(" AND ")
                    .append(
                        ExpressionSql.of(
                            predicate, i -> i < width ? "l.c" + i : "r.c" + (i - width))));
    List<Join.Condition> asked = new ArrayList<>();
    for (Join.Condition condition : node.conditions()) {
      if (condition.operator() == ComparisonOperator.NOT_DISTINCT) {
        where.append(" AND ").append(condition(condition));
      } else {
        asked.add(condition);
      }
    }
    if (asked.isEmpty()) {
      return "EXISTS (SELECT 1 FROM " + right + where + ")";
    }
    String lefts =
        asked.stream()
            .map(question -> ExpressionSql.of(question.left(), i -> "l.c" + i))
            .collect(joining(", "));
    String rights =
        asked.stream()
            .map(question -> ExpressionSql.of(question.right(), i -> "r.c" + i))
            .collect(joining(", "));
    boolean equal =
        asked.stream().allMatch(question -> question.operator() == ComparisonOperator.EQUAL);
    if (asked.size() > 1 && !equal) {
      throw new UnsupportedOperationException("a mark join of several questions");
    }
    return "(("
        + lefts
        + ") "
        + asked.get(0).operator().sign()
        + " ANY (SELECT "
        + rights
        + " FROM "
        + right
        + where
        + "))";
  }

  @Override
  public String window(Window node) {
    return select(
        plus(columns("", node.input()), expressions(node.calls())), " FROM " + from(node.input()));
  }

  @Override
  public String unnest(Unnest node) {
    List<String> lists =
        expressions(node.lists()).stream().map(list -> "unnest(" + list + ")").toList();
    return select(plus(columns("", node.input()), lists), " FROM " + from(node.input()));
  }

  @Override
  public String distinct(Distinct node) {
    if (!node.on()) {
      return "SELECT DISTINCT * FROM " + from(node.input());
    }
    List<String> order = expressions(node.order().stream().map(SortKey::expression).toList());
    return "SELECT DISTINCT ON ("
        + String.join(", ", expressions(node.targets()))
        + ") * FROM "
        + from(node.input())
        + (order.isEmpty() ? "" : " ORDER BY " + keys(node.order(), order));
  }

  @Override
  public String sort(Sort node) {
    return "SELECT * FROM "
        + from(node.input())
        + " ORDER BY "
        + keys(node.keys(), expressions(node.expressions()));
  }

  @Override
  public String limit(Limit node) {
    return of(node.input()) + bound(" LIMIT ", node.limit()) + bound(" OFFSET ", node.offset());
  }

  private static String bound(String word, Limit.Bound bound) {
    return switch (bound.kind()) {
      case "UNSET" -> "";
      case "CONSTANT_VALUE" -> word + bound.constant();
      default -> throw new UnsupportedOperationException(bound.kind());
    };
  }

  @Override
  public String setOperation(SetOperation node) {
    return node.inputs().stream()
        .map(input -> "SELECT * FROM " + from(input))
        .collect(joining(" " + node.kind() + (node.all() ? " ALL " : " ")));
  }

  @Override
  public String withCte(WithCte node) {
    return "WITH q"
        + node.id()
        + " AS ("
        + of(node.definition())
        + ") SELECT * FROM "
        + from(node.query());
  }

  @Override
  public String cteRef(CteRef node) {
    return node.types().isEmpty()
        ? "SELECT 1 AS none FROM q" + node.id()
        : "SELECT * FROM q" + node.id();
  }

  @Override
  public String recursion(WithCte.Recursion node) {
    String names =
        IntStream.range(0, node.types().size()).mapToObj(i -> "c" + i).collect(joining(", "));
    return "WITH RECURSIVE q"
        + node.id()
        + "("
        + names
        + ") AS (SELECT * FROM "
        + from(node.seed())
        + " UNION "
        + (node.all() ? "ALL " : "")
        + "SELECT * FROM "
        + from(node.step())
        + ") SELECT * FROM q"
        + node.id();
  }

  @Override
  public String sample(Limit.Sample node) {
    throw new UnsupportedOperationException("a sample is another one each time");
  }

  @Override
  public String tableFunction(TableFunction node) {
    if (node.function().bindData().contains(":=")) {
      throw new UnsupportedOperationException("arguments by name");
    }
    List<String> arguments =
        node.arguments().stream()
            .map(argument -> ExpressionSql.of(argument, i -> "i.c" + i))
            .toList();
    int last = node.columns().stream().max(Integer::compare).orElse(0);
    String names = IntStream.rangeClosed(0, last).mapToObj(i -> "f" + i).collect(joining(", "));
    List<String> columns = new ArrayList<>(node.columns().stream().map(i -> "g.f" + i).toList());
    node.passed().forEach(column -> columns.add("i.c" + column));
    return select(
        columns,
        " FROM "
            + from(node.input())
            + " i, LATERAL "
            + node.function().shortName()
            + "("
            + String.join(", ", arguments)
            + (node.ordinality() ? ") WITH ORDINALITY AS g(" : ") AS g(")
            + names
            + ")");
  }

  @Override
  public String opaqueNode(OpaqueNode node) {
    throw new UnsupportedOperationException(node.operator());
  }
}
