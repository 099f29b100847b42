package dev.varve.planner.encode;

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
import java.util.List;

/**
 * Writes the parts of a node that are not its inputs: a tag for the case, then every part in the
 * order of the record. A tag is never given to another case.
 */
final class NodeEncoder implements Node.Visitor<Bytes> {
  private final Bytes out;
  private final ExpressionEncoder expressions;

  NodeEncoder(Bytes out) {
    this.out = out;
    this.expressions = new ExpressionEncoder(out);
  }

  @Override
  public Bytes scan(Scan node) {
    out.tag(1).text(node.table()).number(node.columns().size());
    for (Column column : node.columns()) {
      out.text(column.name()).text(column.type());
    }
    return out;
  }

  @Override
  public Bytes oneRow(OneRow node) {
    return out.tag(2);
  }

  @Override
  public Bytes emptyRows(EmptyRows node) {
    out.tag(3);
    expressions.types(node.types());
    return out;
  }

  @Override
  public Bytes values(Values node) {
    out.tag(4).number(node.rows().size());
    for (List<Expression> row : node.rows()) {
      expressions.all(row);
    }
    expressions.types(node.types());
    return out;
  }

  @Override
  public Bytes filter(Filter node) {
    out.tag(5);
    expressions.all(node.predicates());
    return out;
  }

  @Override
  public Bytes project(Project node) {
    out.tag(6);
    expressions.all(node.expressions());
    return out;
  }

  @Override
  public Bytes aggregate(Aggregate node) {
    out.tag(7);
    expressions.all(node.groups());
    positions(node.groupingSets());
    expressions.all(node.calls());
    positions(node.groupingFunctions());
    return out;
  }

  private void positions(List<List<Integer>> lists) {
    out.number(lists.size());
    for (List<Integer> list : lists) {
      each(list);
    }
  }

  private void each(List<Integer> positions) {
    out.number(positions.size());
    for (int position : positions) {
      out.number(position);
    }
  }

  @Override
  public Bytes join(Join node) {
    out.tag(8).text(node.kind().name()).number(node.conditions().size());
    for (Join.Condition condition : node.conditions()) {
      out.text(condition.operator().sign());
      expressions.one(condition.left());
      expressions.one(condition.right());
    }
    expressions.optional(node.predicate());
    out.flag(node.kept().isPresent());
    node.kept().ifPresent(this::each);
    expressions.types(node.correlated());
    return out;
  }

  @Override
  public Bytes window(Window node) {
    out.tag(9);
    expressions.all(node.calls());
    return out;
  }

  @Override
  public Bytes unnest(Unnest node) {
    out.tag(10);
    expressions.all(node.lists());
    expressions.types(node.types());
    return out;
  }

  @Override
  public Bytes distinct(Distinct node) {
    out.tag(11).flag(node.on());
    expressions.all(node.targets());
    expressions.keys(node.order());
    return out;
  }

  @Override
  public Bytes sort(Sort node) {
    out.tag(12);
    expressions.keys(node.keys());
    return out;
  }

  @Override
  public Bytes limit(Limit node) {
    out.tag(13);
    bound(node.limit());
    bound(node.offset());
    return out;
  }

  private void bound(Limit.Bound bound) {
    out.text(bound.kind()).text(bound.constant());
    expressions.optional(bound.value());
  }

  @Override
  public Bytes setOperation(SetOperation node) {
    return out.tag(14).text(node.kind().name()).flag(node.all());
  }

  @Override
  public Bytes withCte(WithCte node) {
    return out.tag(15).text(Integer.toString(node.id())).text(node.materialization());
  }

  @Override
  public Bytes cteRef(CteRef node) {
    out.tag(16).text(Integer.toString(node.id()));
    expressions.types(node.types());
    return out;
  }

  @Override
  public Bytes recursion(WithCte.Recursion node) {
    out.tag(18).text(Integer.toString(node.id())).flag(node.all());
    expressions.types(node.types());
    return out;
  }

  @Override
  public Bytes sample(Limit.Sample node) {
    out.tag(19);
    expressions.one(node.size());
    return out.flag(node.percentage())
        .text(node.method())
        .flag(node.repeatable())
        .text(node.seed());
  }

  @Override
  public Bytes tableFunction(TableFunction node) {
    out.tag(20);
    expressions.function(node.function());
    expressions.all(node.arguments());
    out.flag(node.ordinality());
    each(node.columns());
    expressions.types(node.types());
    each(node.passed());
    return out;
  }

  @Override
  public Bytes opaqueNode(OpaqueNode node) {
    return out.tag(17).text(node.operator()).text(node.bound());
  }
}
