package dev.varve.planner.normalize;

import dev.varve.planner.plan.Aggregate;
import dev.varve.planner.plan.CteRef;
import dev.varve.planner.plan.Distinct;
import dev.varve.planner.plan.Expression;
import dev.varve.planner.plan.Expression.Input;
import dev.varve.planner.plan.Filter;
import dev.varve.planner.plan.Join;
import dev.varve.planner.plan.Limit;
import dev.varve.planner.plan.Node;
import dev.varve.planner.plan.Project;
import dev.varve.planner.plan.Scan;
import dev.varve.planner.plan.SetOperation;
import dev.varve.planner.plan.Sort;
import dev.varve.planner.plan.Unnest;
import dev.varve.planner.plan.Window;
import dev.varve.planner.plan.WithCte;
import dev.varve.planner.types.Column;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The columns that a plan reads of each table, in the order in which it first uses them: an order
 * that does not depend on what they are called.
 */
final class FirstUse {
  private record Read(String table, String column) {}

  private final Map<String, Set<String>> used = new TreeMap<>();
  private final Map<String, Set<String>> scanned = new TreeMap<>();
  private final Map<Integer, List<List<Read>>> ctes = new TreeMap<>();

  private FirstUse() {}

  /** By table; of those that are scanned and never used, by name. */
  static Map<String, List<String>> of(Node plan) {
    FirstUse firstUse = new FirstUse();
    firstUse.outputs(plan).forEach(firstUse::use);
    Map<String, List<String>> columns = new TreeMap<>();
    firstUse.scanned.forEach(
        (table, names) -> {
          Set<String> order = new LinkedHashSet<>(firstUse.used.getOrDefault(table, Set.of()));
          order.addAll(names);
          columns.put(table, List.copyOf(order));
        });
    return columns;
  }

  /** The columns that each output of a node hands on as they are; what it computes of is used. */
  private List<List<Read>> outputs(Node node) {
    if (node instanceof Scan scan) {
      return scan(scan);
    }
    if (node instanceof Join join) {
      return join(join);
    }
    if (node instanceof WithCte with) {
      ctes.put(with.id(), outputs(with.definition()));
      return outputs(with.query());
    }
    if (node instanceof CteRef reference && ctes.containsKey(reference.id())) {
      return ctes.get(reference.id());
    }
    List<List<List<Read>>> inputs = node.inputs().stream().map(this::outputs).toList();
    if (node instanceof SetOperation operation) {
      return setOperation(operation, inputs);
    }
    List<List<Read>> input = inputs.isEmpty() ? List.of() : inputs.get(0);
    if (node instanceof Project project) {
      return handedOn(project.expressions(), input);
    }
    if (node instanceof Aggregate aggregate) {
      List<List<Read>> outputs = new ArrayList<>(handedOn(aggregate.groups(), input));
      outputs.forEach(this::use);
      compute(aggregate.calls(), input);
      return padded(outputs, aggregate);
    }
    if (node instanceof Filter
        || node instanceof Sort
        || node instanceof Limit
        || node instanceof Distinct
        || node instanceof Window
        || node instanceof Unnest) {
      compute(node.expressions(), input);
      return padded(new ArrayList<>(input), node);
    }
    inputs.forEach(each -> each.forEach(this::use));
    return padded(new ArrayList<>(), node);
  }

  private List<List<Read>> scan(Scan scan) {
    List<List<Read>> outputs = new ArrayList<>();
    for (Column column : scan.columns()) {
      boolean nothing = column.equals(Scan.NOTHING);
      if (!nothing) {
        scanned.computeIfAbsent(scan.table(), table -> new TreeSet<>()).add(column.name());
      }
      outputs.add(nothing ? List.of() : List.of(new Read(scan.table(), column.name())));
    }
    return outputs;
  }

  private List<List<Read>> join(Join join) {
    List<List<Read>> left = outputs(join.left());
    List<List<Read>> right = outputs(join.right());
    for (Join.Condition condition : join.conditions()) {
      compute(List.of(condition.left()), left);
      compute(List.of(condition.right()), right);
    }
    List<List<Read>> both = new ArrayList<>(left);
    both.addAll(right);
    join.predicate().ifPresent(predicate -> compute(List.of(predicate), both));
    if (!join.yieldsRight()) {
      return padded(new ArrayList<>(left), join);
    }
    List<List<Read>> outputs = new ArrayList<>(left);
    if (join.kept().isPresent()) {
      join.kept().get().forEach(position -> outputs.add(right.get(position)));
    } else {
      outputs.addAll(right);
    }
    return outputs;
  }

  private List<List<Read>> setOperation(SetOperation operation, List<List<List<Read>>> inputs) {
    List<List<Read>> outputs = new ArrayList<>();
    for (int column = 0; column < operation.width().orElse(0); column++) {
      List<Read> reads = new ArrayList<>();
      for (List<List<Read>> input : inputs) {
        reads.addAll(input.get(column));
      }
      outputs.add(reads);
    }
    boolean keepsAll = operation.kind() == SetOperation.Kind.UNION && operation.all();
    if (!keepsAll) {
      outputs.forEach(this::use);
    }
    return outputs;
  }

  private List<List<Read>> handedOn(List<Expression> expressions, List<List<Read>> input) {
    List<List<Read>> outputs = new ArrayList<>();
    for (Expression expression : expressions) {
      if (expression instanceof Input column) {
        outputs.add(input.get(column.index()));
      } else {
        compute(List.of(expression), input);
        outputs.add(List.of());
      }
    }
    return outputs;
  }

  private void compute(List<Expression> expressions, List<List<Read>> input) {
    for (Expression expression : expressions) {
      if (expression instanceof Input column) {
        use(input.get(column.index()));
      } else {
        compute(expression.children(), input);
      }
    }
  }

  private void use(List<Read> reads) {
    reads.forEach(
        read ->
            used.computeIfAbsent(read.table(), table -> new LinkedHashSet<>()).add(read.column()));
  }

  /** With columns of the node's own after those that it hands on. */
  private static List<List<Read>> padded(List<List<Read>> outputs, Node node) {
    while (outputs.size() < node.width().orElse(0)) {
      outputs.add(List.of());
    }
    return outputs;
  }
}
