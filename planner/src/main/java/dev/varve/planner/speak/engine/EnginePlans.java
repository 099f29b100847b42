package dev.varve.planner.speak.engine;

import static java.util.stream.Collectors.joining;

import dev.varve.planner.plan.ComparisonOperator;
import dev.varve.planner.plan.Distinct;
import dev.varve.planner.plan.Expression;
import dev.varve.planner.plan.Join;
import dev.varve.planner.plan.Limit;
import dev.varve.planner.plan.TableFunction;
import dev.varve.planner.plan.Unnest;
import dev.varve.planner.plan.WithCte;
import dev.varve.planner.speak.Gaps;
import dev.varve.planner.speak.PlanWriter;
import dev.varve.planner.speak.Rows;
import dev.varve.planner.types.EngineType;
import dev.varve.planner.types.SqlNames;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** What only this dialect says so. */
final class EnginePlans extends PlanWriter {
  EnginePlans(Gaps gaps) {
    super(gaps);
  }

  @Override
  protected String expression(Expression expression, List<String> columns) {
    return EngineExpressions.of(expression, columns, gaps);
  }

  @Override
  protected String key(Expression expression, List<String> columns) {
    return expression(expression, columns);
  }

  @Override
  protected String type(EngineType type) {
    return type.text();
  }

  @Override
  protected String quoted(String name) {
    return SqlNames.quote(name);
  }

  @Override
  protected String table(String name) {
    return name;
  }

  @Override
  protected String grouping(List<String> groups) {
    return "grouping(" + String.join(", ", groups) + ")";
  }

  @Override
  protected String compared(Join.Condition condition, String left, String right) {
    return "(" + left + " " + condition.operator().sign() + " " + right + ")";
  }

  @Override
  protected String kind(Join.Kind kind) {
    return switch (kind) {
      case INNER, FULL, LEFT, RIGHT, SEMI, ANTI, ASOF, CROSS, POSITIONAL -> kind.name();
      case ASOF_LEFT, ASOF_RIGHT, ASOF_FULL -> kind.name().replace('_', ' ');
      case SINGLE -> "LEFT";
      case MARK -> throw new IllegalStateException("a mark join is no join in SQL");
    };
  }

  @Override
  public String join(Join node) {
    if (node.kind() != Join.Kind.MARK) {
      return super.join(node);
    }
    Rows left = rows(node.left());
    List<String> values = new ArrayList<>(left.columns());
    values.add(mark(node, left.columns(), item(node.right())));
    return select(aliased(values), left);
  }

  /**
   * A mark join answers IN where a condition can be unknown, and EXISTS where none can; of the
   * right rows it sees those for which its predicate is true.
   */
  private String mark(Join node, List<String> left, Rows right) {
    List<String> both = new ArrayList<>(left);
    both.addAll(right.columns());
    StringBuilder where = new StringBuilder(right.from()).append(" WHERE true");
    node.predicate()
        .ifPresent(predicate -> where.append(" AND ").append(expression(predicate, both)));
    List<Join.Condition> asked = new ArrayList<>();
    for (Join.Condition condition : node.conditions()) {
      if (condition.operator() == ComparisonOperator.NOT_DISTINCT) {
        where.append(" AND ").append(condition(condition, left, right.columns()));
      } else {
        asked.add(condition);
      }
    }
    if (asked.isEmpty()) {
      return "EXISTS (SELECT 1 FROM " + where + ")";
    }
    if (asked.size() > 1
        && asked.stream().anyMatch(each -> each.operator() != ComparisonOperator.EQUAL)) {
      return gaps.add("a mark join of several questions");
    }
    String lefts = asked.stream().map(each -> expression(each.left(), left)).collect(joining(", "));
    String rights =
        asked.stream()
            .map(each -> expression(each.right(), right.columns()))
            .collect(joining(", "));
    return "(("
        + lefts
        + ") "
        + asked.get(0).operator().sign()
        + " ANY (SELECT "
        + rights
        + " FROM "
        + where
        + "))";
  }

  @Override
  public String unnest(Unnest node) {
    Rows rows = rows(node.input());
    List<String> values = new ArrayList<>(rows.columns());
    expressions(node.lists(), rows.columns()).forEach(list -> values.add("unnest(" + list + ")"));
    return select(aliased(values), rows);
  }

  @Override
  protected String distinctOn(Distinct node) {
    Rows rows = rows(node.input());
    String targets = String.join(", ", expressions(node.targets(), rows.columns()));
    return select("SELECT DISTINCT ON (" + targets + ") ", aliased(rows.columns()), rows)
        + (node.order().isEmpty() ? "" : orderBy(node.order(), rows.columns()));
  }

  @Override
  public String recursion(WithCte.Recursion node) {
    List<String> names = IntStream.range(0, node.types().size()).mapToObj(i -> "c" + i).toList();
    Rows rows =
        derived(
            () -> union(List.of(node.seed(), node.step()), node.all() ? "UNION ALL" : "UNION"), 0);
    String definition = rows.from().substring(0, rows.from().lastIndexOf(')') + 1);
    String name = "q" + node.id();
    return "WITH RECURSIVE "
        + name
        + "("
        + String.join(", ", names)
        + ") AS "
        + definition
        + line()
        + select(aliased(names), new Rows(name, true, List.of(), List.of()));
  }

  @Override
  public String sample(Limit.Sample node) {
    return gaps.add("a sample, which is another one each time");
  }

  @Override
  public String tableFunction(TableFunction node) {
    if (node.function().bindData().contains(":=")) {
      return gaps.add("arguments by name of the table function " + node.function().shortName());
    }
    Rows input = item(node.input());
    String alias = alias();
    int last = node.columns().stream().max(Integer::compare).orElse(0);
    String names = IntStream.rangeClosed(0, last).mapToObj(i -> "f" + i).collect(joining(", "));
    List<String> columns =
        new ArrayList<>(node.columns().stream().map(i -> alias + ".f" + i).toList());
    node.passed().forEach(column -> columns.add(input.columns().get(column)));
    String from =
        input.from()
            + ", LATERAL "
            + node.function().shortName()
            + "("
            + String.join(", ", expressions(node.arguments(), input.columns()))
            + (node.ordinality() ? ") WITH ORDINALITY AS " : ") AS ")
            + alias
            + "("
            + names
            + ")";
    return select(aliased(columns), new Rows(from, false, columns, List.of()));
  }
}
