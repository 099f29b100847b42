package dev.varve.planner.classify;

import dev.varve.planner.classify.OutputOrder.Basis;
import dev.varve.planner.plan.Aggregate;
import dev.varve.planner.plan.CteRef;
import dev.varve.planner.plan.Expression;
import dev.varve.planner.plan.Expression.Input;
import dev.varve.planner.plan.Filter;
import dev.varve.planner.plan.Limit;
import dev.varve.planner.plan.Node;
import dev.varve.planner.plan.OneRow;
import dev.varve.planner.plan.Project;
import dev.varve.planner.plan.Scan;
import dev.varve.planner.plan.Sort;
import dev.varve.planner.plan.SortKey;
import dev.varve.planner.plan.Values;
import dev.varve.planner.plan.WithCte;
import dev.varve.planner.types.EngineType;
import dev.varve.planner.types.EngineType.Collated;
import dev.varve.planner.types.EngineType.Plain;
import dev.varve.planner.types.SqlNames;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Chooses the order in which a step writes its rows: the model's own, else the declared one, else
 * the engine's where that is determined, else by all columns. Every order but the engine's is
 * total.
 */
public final class OutputOrders {
  /** A column of the output, with the type that the engine computes. */
  public record Output(String name, EngineType type) {}

  /** A term that the header declares, over a column of the output. */
  public record Declared(String column, boolean descending, boolean nullsFirst) {}

  /**
   * An order and what it costs.
   *
   * @param singleThread the engine keeps the model's own order only there, since a key of it is no
   *     column of the output
   */
  public record Choice(OutputOrder order, boolean singleThread) {}

  private final List<Output> outputs;
  private final List<String> terms = new ArrayList<>();
  private final TreeSet<String> named = new TreeSet<>();

  private OutputOrders(List<Output> outputs) {
    this.outputs = outputs;
  }

  /**
   * Chooses.
   *
   * @param plan as it was bound
   * @param declared of the header's {@code order_by}, or the columns of its {@code key}
   */
  public static Choice choose(Node plan, List<Output> outputs, List<Declared> declared) {
    Found found = Found.in(plan, outputs.size());
    if (found.hidden) {
      return new Choice(OutputOrder.ENGINE, true);
    }
    OutputOrders orders = new OutputOrders(outputs);
    for (SortKey key : found.keys) {
      int position = ((Input) key.expression()).index();
      orders.add(outputs.get(position).name, key.descending(), key.nullsFirst());
    }
    if (!found.keys.isEmpty()) {
      return orders.completed(Basis.MODEL);
    }
    if (!declared.isEmpty()) {
      declared.forEach(term -> orders.add(term.column, term.descending, term.nullsFirst));
      return orders.completed(Basis.DECLARED);
    }
    if (found.determined) {
      return new Choice(OutputOrder.ENGINE, false);
    }
    return orders.completed(Basis.ALL_COLUMNS);
  }

  private void add(String column, boolean descending, boolean nullsFirst) {
    if (named.add(column)) {
      terms.add(
          SqlNames.quote(column)
              + (descending ? " DESC" : " ASC")
              + (nullsFirst ? " NULLS FIRST" : " NULLS LAST"));
    }
  }

  /** Every other column, and what tells values apart that compare as equal. */
  private Choice completed(Basis basis) {
    for (Output output : outputs) {
      add(output.name, false, false);
    }
    for (Output output : outputs) {
      if (!Equality.isIdentity(output.type)) {
        terms.add(apart(output) + " ASC NULLS LAST");
      }
    }
    return new Choice(new OutputOrder(basis, terms), false);
  }

  private static String apart(Output output) {
    String column = SqlNames.quote(output.name);
    if (output.type instanceof Plain plain
        && (plain.name().equals("DOUBLE") || plain.name().equals("FLOAT"))) {
      return "signbit(" + column + ")";
    }
    return output.type instanceof Collated
        ? "encode(" + column + ")"
        : "CAST(" + column + " AS VARCHAR)";
  }

  /**
   * What the plan says of the order of its rows.
   *
   * @param keys over positions of the output
   * @param hidden there is an order by what is no column of the output
   * @param determined the engine's own order is the order of a table
   */
  private record Found(List<SortKey> keys, boolean hidden, boolean determined) {
    private static final Found NOTHING = new Found(List.of(), false, false);

    static Found in(Node plan, int width) {
      Node node = plan;
      int[] outputOf = new int[width];
      for (int i = 0; i < width; i++) {
        outputOf[i] = i;
      }
      boolean determined = true;
      Map<Integer, Node> inlined = new TreeMap<>();
      while (true) {
        if (node instanceof Sort sort) {
          return ofKeys(sort.keys(), outputOf);
        }
        if (node instanceof Project project) {
          outputOf = through(project, outputOf);
          node = project.input();
        } else if (node instanceof WithCte with && isInlined(with)) {
          inlined.put(with.id(), with.definition());
          node = with.query();
        } else if (node instanceof CteRef reference && inlined.containsKey(reference.id())) {
          node = inlined.get(reference.id());
        } else if (node instanceof WithCte with) {
          node = with.query();
          determined = false;
        } else if (node instanceof Limit limit) {
          node = limit.input();
          determined = false;
        } else if (node instanceof Filter filter) {
          node = filter.input();
        } else {
          return end(node, determined);
        }
      }
    }

    /** The engine puts a common table expression that is read once in the place of its reader. */
    private static boolean isInlined(WithCte with) {
      return with.materialization().equals("CTE_MATERIALIZE_DEFAULT")
          && references(with.query(), with.id()) == 1;
    }

    private static int references(Node node, int id) {
      int references = node instanceof CteRef reference && reference.id() == id ? 1 : 0;
      for (Node input : node.inputs()) {
        references += references(input, id);
      }
      return references;
    }

    private static Found end(Node node, boolean determined) {
      boolean oneRow = node instanceof Aggregate aggregate && aggregate.groups().isEmpty();
      boolean rows = node instanceof Scan || node instanceof OneRow || node instanceof Values;
      return (rows && determined) || oneRow ? new Found(List.of(), false, true) : NOTHING;
    }

    /** For each column of the projection's input the output that passes it on, or -1. */
    private static int[] through(Project project, int[] outputOf) {
      int width = 0;
      for (Expression expression : project.expressions()) {
        width = expression instanceof Input input ? Math.max(width, input.index() + 1) : width;
      }
      int[] below = new int[width];
      Arrays.fill(below, -1);
      for (int i = 0; i < project.expressions().size(); i++) {
        boolean passes =
            project.expressions().get(i) instanceof Input
                && i < outputOf.length
                && outputOf[i] >= 0;
        if (passes) {
          below[((Input) project.expressions().get(i)).index()] = outputOf[i];
        }
      }
      return below;
    }

    private static Found ofKeys(List<SortKey> keys, int[] outputOf) {
      List<SortKey> visible = new ArrayList<>();
      for (SortKey key : keys) {
        if (!(key.expression() instanceof Input input)
            || input.index() >= outputOf.length
            || outputOf[input.index()] < 0) {
          return new Found(List.of(), true, false);
        }
        visible.add(
            new SortKey(
                new Input(outputOf[input.index()], input.type()),
                key.descending(),
                key.nullsFirst()));
      }
      return new Found(visible, false, false);
    }
  }
}
