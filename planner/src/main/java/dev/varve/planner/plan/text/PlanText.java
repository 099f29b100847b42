package dev.varve.planner.plan.text;

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
import dev.varve.planner.plan.TableFunction;
import dev.varve.planner.plan.Unnest;
import dev.varve.planner.plan.Values;
import dev.varve.planner.plan.Window;
import dev.varve.planner.plan.WithCte;
import dev.varve.planner.types.Column;
import java.util.stream.Collectors;

/**
 * A query plan for people to read, one line for each node, inputs indented; nothing reads it back.
 */
public final class PlanText implements Node.Visitor<String> {
  private static final PlanText TEXT = new PlanText();

  private PlanText() {}

  public static String of(Node node) {
    StringBuilder text = new StringBuilder();
    write(node, 0, text);
    return text.toString();
  }

  /** A node without its inputs. */
  public static String line(Node node) {
    return node.accept(TEXT);
  }

  public static String expression(Expression expression) {
    return ExpressionText.of(expression);
  }

  private static void write(Node node, int depth, StringBuilder text) {
    text.append("  ".repeat(depth)).append(node.accept(TEXT)).append('\n');
    for (Node input : node.inputs()) {
      write(input, depth + 1, text);
    }
  }

  @Override
  public String scan(Scan scan) {
    return scan.columns().stream()
        .map(Column::name)
        .collect(Collectors.joining(", ", "scan " + scan.table() + " (", ")"));
  }

  @Override
  public String oneRow(OneRow node) {
    return "one row";
  }

  @Override
  public String emptyRows(EmptyRows node) {
    return "no rows (" + node.types().size() + " columns)";
  }

  @Override
  public String values(Values node) {
    return node.rows().stream()
        .map(row -> "(" + ExpressionText.of(row) + ")")
        .collect(Collectors.joining(", ", "values ", ""));
  }

  @Override
  public String filter(Filter node) {
    return "filter " + ExpressionText.of(node.predicates());
  }

  @Override
  public String project(Project node) {
    return "project " + ExpressionText.of(node.expressions());
  }

  @Override
  public String aggregate(Aggregate node) {
    boolean plain =
        node.groupingSets().size() == 1
            && node.groupingSets().get(0).size() == node.groups().size();
    return "aggregate by ("
        + ExpressionText.of(node.groups())
        + ")"
        + (plain ? "" : " sets " + node.groupingSets())
        + (node.groupingFunctions().isEmpty() ? "" : " grouping " + node.groupingFunctions())
        + ": "
        + ExpressionText.of(node.calls());
  }

  @Override
  public String join(Join node) {
    return "join "
        + node.kind()
        + " on "
        + node.conditions().stream()
            .map(
                condition ->
                    ExpressionText.of(condition.left())
                        + " "
                        + condition.operator().sign()
                        + " "
                        + ExpressionText.of(condition.right()))
            .collect(Collectors.joining(" and "))
        + node.predicate().map(predicate -> " where " + ExpressionText.of(predicate)).orElse("")
        + node.kept().map(kept -> " keeping " + kept).orElse("")
        + (node.correlated().isEmpty() ? "" : " correlated");
  }

  @Override
  public String window(Window node) {
    return "window " + ExpressionText.of(node.calls());
  }

  @Override
  public String unnest(Unnest node) {
    return "unnest " + ExpressionText.of(node.lists());
  }

  @Override
  public String distinct(Distinct node) {
    return "distinct "
        + (node.on() ? "on " : "")
        + ExpressionText.of(node.targets())
        + (node.order().isEmpty() ? "" : " order by " + ExpressionText.ofKeys(node.order()));
  }

  @Override
  public String sort(Sort node) {
    return "sort " + ExpressionText.ofKeys(node.keys());
  }

  @Override
  public String limit(Limit node) {
    return "limit " + bound(node.limit()) + " offset " + bound(node.offset());
  }

  private static String bound(Limit.Bound bound) {
    return switch (bound.kind()) {
      case "UNSET" -> "none";
      case "CONSTANT_VALUE" -> bound.constant();
      case "CONSTANT_PERCENTAGE" -> bound.constant() + "%";
      default -> bound.value().map(ExpressionText::of).orElse(bound.kind());
    };
  }

  @Override
  public String setOperation(SetOperation node) {
    return node.kind() + (node.all() ? " all" : "");
  }

  @Override
  public String withCte(WithCte node) {
    return "with " + node.id();
  }

  @Override
  public String cteRef(CteRef node) {
    return "cte " + node.id();
  }

  @Override
  public String recursion(WithCte.Recursion node) {
    return "recursion " + node.id() + (node.all() ? " all" : "");
  }

  @Override
  public String sample(Limit.Sample node) {
    return "sample "
        + ExpressionText.of(node.size())
        + (node.percentage() ? "% " : " rows ")
        + node.method()
        + (node.repeatable() ? " seed " + node.seed() : "");
  }

  @Override
  public String tableFunction(TableFunction node) {
    return "table function "
        + node.function().shortName()
        + "("
        + ExpressionText.of(node.arguments())
        + ")"
        + (node.ordinality() ? " with ordinality" : "")
        + " columns "
        + node.columns()
        + (node.passed().isEmpty() ? "" : " passing " + node.passed());
  }

  @Override
  public String opaqueNode(OpaqueNode node) {
    return "opaque " + node.bound();
  }
}
