package dev.varve.planner.classify;

import dev.varve.planner.facts.UniqueColumns;
import dev.varve.planner.plan.CteRef;
import dev.varve.planner.plan.Distinct;
import dev.varve.planner.plan.Expression;
import dev.varve.planner.plan.Expression.Comparison;
import dev.varve.planner.plan.Expression.In;
import dev.varve.planner.plan.Expression.Input;
import dev.varve.planner.plan.Filter;
import dev.varve.planner.plan.Node;
import dev.varve.planner.plan.Project;
import dev.varve.planner.plan.Sort;
import dev.varve.planner.plan.SortKey;
import dev.varve.planner.plan.Window;
import dev.varve.planner.plan.WindowCall;
import dev.varve.planner.plan.WithCte;
import dev.varve.planner.plan.text.ColumnNames;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * Finds the choices of one row, or the first ones, of a group that leave some rows equal: {@code
 * DISTINCT ON} and filters by {@code row_number()}.
 */
public final class Winners {
  private static final String ROW_NUMBER = "WINDOW_ROW_NUMBER";

  private final ColumnNames names = new ColumnNames();
  private final Map<Integer, Node> definitions = new TreeMap<>();
  private final List<Ties> found = new ArrayList<>();

  private Winners() {}

  /** Whether a plan chooses at all, so that it is worth while to look closer. */
  public static boolean isChosen(Node plan) {
    boolean here =
        (plan instanceof Distinct distinct && distinct.on())
            || (plan instanceof Window window
                && window.calls().stream().anyMatch(Winners::isRowNumber));
    return here || plan.inputs().stream().anyMatch(Winners::isChosen);
  }

  /**
   * The choices that are not decided.
   *
   * @param plan without columns that nobody reads: rows that differ in nothing else are the same
   */
  public static List<Ties> undecided(Node plan) {
    Winners winners = new Winners();
    winners.look(plan);
    return winners.found;
  }

  private static boolean isRowNumber(Expression expression) {
    return expression instanceof WindowCall call && call.kind().equals(ROW_NUMBER);
  }

  private void look(Node node) {
    if (node instanceof WithCte with) {
      names.define(with);
      definitions.put(with.id(), with.definition());
    }
    if (node instanceof Distinct distinct && distinct.on()) {
      List<Expression> keys = new ArrayList<>(distinct.targets());
      keys.addAll(SortKey.expressions(distinct.order()));
      judge("DISTINCT ON", keys, distinct.input());
    } else if (node instanceof Filter filter) {
      filter.predicates().forEach(predicate -> look(predicate, filter.input()));
    }
    node.inputs().forEach(this::look);
  }

  /** A predicate, or what it is made of. */
  private void look(Expression predicate, Node rows) {
    compared(predicate)
        .ifPresent(
            column ->
                numbered(column, rows)
                    .ifPresent(
                        numbering -> judge("row_number()", numbering.keys(), numbering.rows())));
    predicate.children().forEach(child -> look(child, rows));
  }

  /** The column that a predicate holds against something else. */
  private static Optional<Integer> compared(Expression predicate) {
    if (predicate instanceof Comparison comparison) {
      return column(comparison.left()).or(() -> column(comparison.right()));
    }
    return predicate instanceof In in ? column(in.value()) : Optional.empty();
  }

  private static Optional<Integer> column(Expression expression) {
    return expression instanceof Input input ? Optional.of(input.index()) : Optional.empty();
  }

  /**
   * Rows that are numbered.
   *
   * @param keys what decides about the numbers
   */
  private record Numbering(List<Expression> keys, Node rows) {}

  /** Where a column is {@code row_number()}, however far below. */
  private Optional<Numbering> numbered(int column, Node rows) {
    Node node = rows;
    int position = column;
    while (true) {
      if (node instanceof Project project) {
        Optional<Integer> below = column(project.expressions().get(position));
        if (below.isEmpty()) {
          return Optional.empty();
        }
        position = below.get();
        node = project.input();
      } else if (node instanceof Filter || node instanceof Sort) {
        node = node.inputs().get(0);
      } else if (node instanceof CteRef reference && definitions.containsKey(reference.id())) {
        node = definitions.get(reference.id());
      } else if (node instanceof Window window && window.input().width().isPresent()) {
        int call = position - window.input().width().getAsInt();
        if (call >= 0) {
          return numbering(window, call);
        }
        node = window.input();
      } else {
        return Optional.empty();
      }
    }
  }

  private static Optional<Numbering> numbering(Window window, int index) {
    if (!isRowNumber(window.calls().get(index))) {
      return Optional.empty();
    }
    WindowCall call = (WindowCall) window.calls().get(index);
    List<Expression> keys = new ArrayList<>(call.partitions());
    keys.addAll(SortKey.expressions(call.order()));
    return Optional.of(new Numbering(keys, window.input()));
  }

  private void judge(String choice, List<Expression> keys, Node rows) {
    BitSet named = new BitSet();
    keys.stream().map(Winners::column).flatMap(Optional::stream).forEach(named::set);
    if (rows.width().isEmpty() || UniqueColumns.isDecidedBy(named, rows)) {
      return;
    }
    List<String> known = names.of(rows);
    List<String> equal = new ArrayList<>();
    List<String> apart = new ArrayList<>();
    boolean all = true;
    for (int i = 0; i < rows.width().getAsInt(); i++) {
      String name = ColumnNames.at(known, i);
      all &= named.get(i);
      (named.get(i) ? equal : apart).add(name);
    }
    if (!all) {
      UnaryOperator<List<String>> withNames =
          of -> of.stream().filter(name -> !name.isEmpty()).distinct().toList();
      Ties ties = new Ties(choice, withNames.apply(equal), withNames.apply(apart));
      if (!found.contains(ties)) {
        found.add(ties);
      }
    }
  }
}
