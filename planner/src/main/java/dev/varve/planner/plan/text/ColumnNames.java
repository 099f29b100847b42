package dev.varve.planner.plan.text;

import dev.varve.planner.plan.Aggregate;
import dev.varve.planner.plan.CteRef;
import dev.varve.planner.plan.Expression;
import dev.varve.planner.plan.Expression.Input;
import dev.varve.planner.plan.Join;
import dev.varve.planner.plan.Node;
import dev.varve.planner.plan.Project;
import dev.varve.planner.plan.Scan;
import dev.varve.planner.plan.SetOperation;
import dev.varve.planner.plan.WithCte;
import dev.varve.planner.types.Column;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Names for the columns of a plan's nodes, which have none: those of the tables' columns that they
 * pass on. For the eyes only.
 */
public final class ColumnNames {
  private final Map<Integer, List<String>> definitions = new TreeMap<>();

  /** Names as far as they are known, empty ones between; there may be more columns. */
  public List<String> of(Node node) {
    if (node instanceof Scan scan) {
      return scan.columns().stream().map(Column::name).toList();
    }
    if (node instanceof Project project) {
      return passed(project.expressions(), of(project.input()));
    }
    if (node instanceof Aggregate aggregate) {
      return passed(aggregate.groups(), of(aggregate.input()));
    }
    if (node instanceof Join join) {
      return joined(join);
    }
    if (node instanceof SetOperation || node.inputs().size() == 1) {
      return of(node.inputs().get(0));
    }
    if (node instanceof WithCte with) {
      define(with);
      return of(with.query());
    }
    if (node instanceof CteRef ref) {
      return definitions.getOrDefault(ref.id(), List.of());
    }
    return List.of();
  }

  /** Makes the names of a definition known to what refers to it. */
  public void define(WithCte with) {
    definitions.put(with.id(), of(with.definition()));
  }

  /** Of the left columns and then all right ones, whatever the join yields. */
  public List<String> ofBoth(Join join) {
    List<String> names = left(join);
    names.addAll(of(join.right()));
    return names;
  }

  private List<String> left(Join join) {
    List<String> names = new ArrayList<>(of(join.left()));
    while (names.size() < join.left().width().orElse(0)) {
      names.add("");
    }
    return names;
  }

  private List<String> joined(Join join) {
    List<String> right = of(join.right());
    if (join.left().width().isEmpty()) {
      return List.of();
    }
    List<String> names = left(join);
    if (join.yieldsRight()) {
      join.kept()
          .ifPresentOrElse(
              kept -> kept.forEach(position -> names.add(at(right, position))),
              () -> names.addAll(right));
    }
    return names;
  }

  private static List<String> passed(List<Expression> expressions, List<String> below) {
    return expressions.stream()
        .map(each -> each instanceof Input input ? at(below, input.index()) : "")
        .toList();
  }

  /** A column's name, which may be empty. */
  public static String at(List<String> names, int position) {
    return position < names.size() ? names.get(position) : "";
  }
}
