package dev.varve.planner.normalize;

import dev.varve.planner.classify.Equality;
import dev.varve.planner.normalize.expression.Raising;
import dev.varve.planner.plan.ComparisonOperator;
import dev.varve.planner.plan.Expression;
import dev.varve.planner.plan.Expression.Comparison;
import dev.varve.planner.plan.Expression.Input;
import dev.varve.planner.plan.Filter;
import dev.varve.planner.plan.Join;
import dev.varve.planner.plan.Node;
import dev.varve.planner.plan.Project;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/**
 * Inner joins that stand side by side: their inputs, and what is asked of the rows of all inputs.
 * Columns are counted through the inputs in their order.
 */
final class JoinGroup {
  private final boolean filtersOfInputs;
  private final List<Node> inputs = new ArrayList<>();
  private final List<Integer> offsets = new ArrayList<>();
  private final List<Expression> predicates = new ArrayList<>();
  private int width;

  /**
   * An empty group.
   *
   * @param filtersOfInputs take what is asked of one input's rows too
   */
  JoinGroup(boolean filtersOfInputs) {
    this.filtersOfInputs = filtersOfInputs;
  }

  List<Node> inputs() {
    return inputs;
  }

  List<Expression> predicates() {
    return predicates;
  }

  int offset(int input) {
    return offsets.get(input);
  }

  int width() {
    return width;
  }

  /** Takes in a node; gives where its columns stand. */
  int[] take(Node node) {
    if (Joins.isInner(node)) {
      Join join = (Join) node;
      int[] left = take(join.left());
      int[] right = take(join.right());
      int[] both = new int[left.length + right.length];
      System.arraycopy(left, 0, both, 0, left.length);
      System.arraycopy(right, 0, both, left.length, right.length);
      Joins.asked(join).forEach(each -> ask(each, both));
      return both;
    }
    boolean holdsGroup = filtersOfInputs || isGroup(node);
    if (node instanceof Filter filter && holdsGroup && isHarmless(filter)) {
      int[] columns = take(filter.input());
      filter.predicates().forEach(each -> ask(each, columns));
      return columns;
    }
    if (node instanceof Project project && isGroup(project)) {
      int[] below = take(project.input());
      int[] columns = new int[project.expressions().size()];
      for (int i = 0; i < columns.length; i++) {
        columns[i] = below[((Input) project.expressions().get(i)).index()];
      }
      return columns;
    }
    int[] columns = new int[node.width().orElseThrow()];
    for (int i = 0; i < columns.length; i++) {
      columns[i] = width + i;
    }
    inputs.add(node);
    offsets.add(width);
    width += columns.length;
    return columns;
  }

  void ask(Expression predicate, int[] columns) {
    predicates.add(Rewriting.moved(predicate, column -> columns[column]));
  }

  /** Whether inner joins stand below, but for filters and choices of columns. */
  static boolean isGroup(Node node) {
    if (node instanceof Filter filter) {
      return isHarmless(filter) && isGroup(filter.input());
    }
    if (node instanceof Project project) {
      return project.expressions().stream().allMatch(each -> each instanceof Input)
          && isGroup(project.input());
    }
    return Joins.isInner(node);
  }

  private static boolean isHarmless(Filter filter) {
    return filter.predicates().stream()
        .noneMatch(each -> Raising.may(each) || Rewriting.isOpaque(each));
  }

  /** The input that alone an expression reads. */
  Optional<Integer> only(Expression expression) {
    BitSet columns = Rewriting.columns(List.of(expression));
    for (int i = 0; i < inputs.size(); i++) {
      int from = offsets.get(i);
      int to = i + 1 < inputs.size() ? offsets.get(i + 1) : width;
      if (!columns.isEmpty() && columns.nextSetBit(0) >= from && columns.length() <= to) {
        return Optional.of(i);
      }
    }
    return Optional.empty();
  }

  /** Columns that equalities of two columns make equal, each set sorted, of two or more. */
  static List<BitSet> equalColumns(List<Expression> predicates) {
    List<BitSet> classes = new ArrayList<>();
    for (Expression predicate : predicates) {
      if (isEqualityOfColumns(predicate)) {
        BitSet united = Rewriting.columns(List.of(predicate));
        for (BitSet each : List.copyOf(classes)) {
          if (each.intersects(united)) {
            united.or(each);
            classes.remove(each);
          }
        }
        classes.add(united);
      }
    }
    return classes;
  }

  static boolean isEqualityOfColumns(Expression predicate) {
    return predicate instanceof Comparison comparison
        && comparison.operator() == ComparisonOperator.EQUAL
        && comparison.left() instanceof Input left
        && comparison.right() instanceof Input right
        && left.type().equals(right.type())
        && Equality.isIdentity(left.type());
  }
}
