package dev.varve.planner.normalize;

import dev.varve.planner.classify.RowTypes;
import dev.varve.planner.normalize.expression.Raising;
import dev.varve.planner.normalize.expression.Simplification;
import dev.varve.planner.plan.Aggregate;
import dev.varve.planner.plan.Distinct;
import dev.varve.planner.plan.EmptyRows;
import dev.varve.planner.plan.Expression;
import dev.varve.planner.plan.Expression.Constant;
import dev.varve.planner.plan.Expression.Input;
import dev.varve.planner.plan.Filter;
import dev.varve.planner.plan.Join;
import dev.varve.planner.plan.Node;
import dev.varve.planner.plan.Project;
import dev.varve.planner.plan.SetOperation;
import dev.varve.planner.plan.Sort;
import dev.varve.planner.plan.Unnest;
import dev.varve.planner.plan.Window;
import dev.varve.planner.plan.WindowCall;
import dev.varve.planner.plan.WithCte;
import dev.varve.planner.types.EngineType;
import dev.varve.planner.types.EngineTypes;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Iterator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Moves what is asked of rows to where the rows come from, as far as it asks the same there and
 * cannot raise an error. What inner joins ask becomes a filter of a product; an outer join that a
 * predicate makes an inner one is written as one.
 */
final class PushFilters implements Pass {
  private static final Expression FALSE = new Constant(EngineTypes.BOOLEAN, "false");

  @Override
  public String name() {
    return "push-filters";
  }

  @Override
  public int version() {
    return 2;
  }

  @Override
  public Node apply(Node plan) {
    return push(plan, List.of());
  }

  /** A node under a filter. */
  static Node push(Node node, List<Expression> predicates) {
    boolean open =
        RowTypes.of(node).isPresent()
            && predicates.stream().noneMatch(each -> Raising.may(each) || Rewriting.isOpaque(each));
    if (!open) {
      return filtered(node.mapInputs(input -> push(input, List.of())), predicates);
    }
    if (JoinGroup.isGroup(node)) {
      return ofGroup(node, predicates);
    }
    if (node instanceof Filter filter) {
      return ofFilter(filter, predicates);
    }
    if (node instanceof Project project) {
      return ofProject(project, predicates);
    }
    if (node instanceof Aggregate aggregate) {
      return ofAggregate(aggregate, predicates);
    }
    if (node instanceof Window window) {
      return ofWindow(window, predicates);
    }
    if (node instanceof Join join) {
      return Joins.isOpen(join)
          ? PushIntoJoins.push(join, predicates)
          : below(join, predicates, leftAlone(join));
    }
    if (node instanceof Unnest unnest && unnest.lists().stream().noneMatch(Raising::may)) {
      return below(unnest, predicates, reads(unnest.input().width().orElseThrow()));
    }
    boolean through =
        node instanceof Sort
            || (node instanceof Distinct distinct && !distinct.on())
            || node instanceof SetOperation;
    if (through) {
      return node.mapInputs(input -> push(input, predicates));
    }
    return node instanceof WithCte with
        ? new WithCte(
            with.id(),
            with.materialization(),
            push(with.definition(), List.of()),
            push(with.query(), predicates))
        : filtered(node.mapInputs(input -> push(input, List.of())), predicates);
  }

  /** Whether an expression reads none but the first columns. */
  private static Predicate<Expression> reads(int columns) {
    return expression -> Rewriting.columns(List.of(expression)).length() <= columns;
  }

  /** What may be asked of the left rows of a join that is not taken apart. */
  private static Predicate<Expression> leftAlone(Join join) {
    return switch (join.kind()) {
      case INNER, CROSS, LEFT, SEMI, ANTI, MARK, SINGLE -> reads(join.left().width().orElseThrow());
      default -> expression -> false;
    };
  }

  /** The predicates that may go, into the first input; the others above. */
  private static Node below(Node node, List<Expression> predicates, Predicate<Expression> may) {
    List<Expression> go = predicates.stream().filter(may).toList();
    List<Expression> stay = predicates.stream().filter(may.negate()).toList();
    // By place: a common table expression that was inlined may be both inputs.
    Iterator<List<Expression>> of =
        Stream.concat(Stream.of(go), Stream.generate(() -> List.<Expression>of())).iterator();
    return filtered(node.mapInputs(input -> push(input, of.next())), stay);
  }

  /** A filter, unless all or no row passes. */
  static Node filtered(Node node, List<Expression> predicates) {
    if (predicates.isEmpty()) {
      return node;
    }
    if (Rewriting.anyOpaque(predicates)) {
      return new Filter(node, predicates);
    }
    List<Expression> simple = Simplification.filter(predicates);
    if (simple.isEmpty()) {
      return node;
    }
    return simple.equals(List.of(FALSE)) && RowTypes.of(node).isPresent()
        ? new EmptyRows(RowTypes.of(node).get())
        : new Filter(node, simple);
  }

  private static Node ofFilter(Filter filter, List<Expression> predicates) {
    List<Expression> go = new ArrayList<>(predicates);
    List<Expression> stay = new ArrayList<>();
    for (Expression predicate : filter.predicates()) {
      boolean harmless = !Raising.may(predicate) && !Rewriting.isOpaque(predicate);
      (harmless ? go : stay).add(predicate);
    }
    List<Expression> simple = go.isEmpty() ? go : Simplification.filter(go);
    Node below =
        simple.equals(List.of(FALSE))
            ? new EmptyRows(RowTypes.of(filter).orElseThrow())
            : push(filter.input(), simple);
    return filtered(below, stay);
  }

  private static Node ofProject(Project project, List<Expression> predicates) {
    if (project.expressions().stream().anyMatch(MayRaise::on)) {
      return filtered(project.mapInputs(input -> push(input, List.of())), predicates);
    }
    List<Expression> go = new ArrayList<>();
    List<Expression> stay = new ArrayList<>();
    for (Expression predicate : predicates) {
      Expression below = replaced(predicate, project.expressions());
      if (Raising.may(below)) {
        stay.add(predicate);
      } else {
        go.add(below);
      }
    }
    return filtered(new Project(push(project.input(), go), project.expressions()), stay);
  }

  private static Expression replaced(Expression expression, List<Expression> columns) {
    return Rewriting.inwards(
        expression, each -> each instanceof Input input ? columns.get(input.index()) : each);
  }

  private static Node ofAggregate(Aggregate aggregate, List<Expression> predicates) {
    int groups = aggregate.groups().size();
    boolean plain =
        groups > 0
            && aggregate.groupingSets().size() == 1
            && aggregate.groupingSets().get(0).size() == groups
            && aggregate.expressions().stream().noneMatch(MayRaise::on);
    List<Expression> go = new ArrayList<>();
    List<Expression> stay = new ArrayList<>();
    for (Expression predicate : predicates) {
      boolean ofGroups = plain && reads(groups).test(predicate);
      Expression below = ofGroups ? replaced(predicate, aggregate.groups()) : predicate;
      if (ofGroups && !Raising.may(below)) {
        go.add(below);
      } else {
        stay.add(predicate);
      }
    }
    return filtered(aggregate.mapInputs(input -> push(input, go)), stay);
  }

  /** What tells whole partitions apart may be asked before. */
  private static Node ofWindow(Window window, List<Expression> predicates) {
    BitSet shared = new BitSet();
    shared.set(0, window.input().width().orElseThrow());
    for (Expression expression : window.calls()) {
      BitSet partitions = new BitSet();
      if (expression instanceof WindowCall call) {
        for (Expression partition : call.partitions()) {
          if (partition instanceof Input input) {
            partitions.set(input.index());
          }
        }
      }
      shared.and(partitions);
    }
    boolean mayRaise = window.calls().stream().anyMatch(MayRaise::on);
    return below(
        window,
        predicates,
        predicate -> {
          BitSet columns = Rewriting.columns(List.of(predicate));
          columns.andNot(shared);
          return columns.isEmpty() && !mayRaise;
        });
  }

  private static Node ofGroup(Node node, List<Expression> predicates) {
    List<EngineType> types = RowTypes.of(node).orElseThrow();
    JoinGroup group = new JoinGroup(true);
    int[] columns = group.take(node);
    predicates.forEach(predicate -> group.ask(predicate, columns));
    List<Expression> asked = new ArrayList<>();
    List<Expression> stay = new ArrayList<>();
    group.predicates().forEach(each -> (Raising.may(each) ? stay : asked).add(each));
    List<Expression> simple = Simplification.filter(asked);
    if (simple.equals(List.of(FALSE))) {
      return new EmptyRows(types);
    }
    List<List<Expression>> ofInputs = new ArrayList<>();
    group.inputs().forEach(input -> ofInputs.add(new ArrayList<>()));
    for (Expression predicate : known(simple)) {
      group
          .only(predicate)
          .ifPresentOrElse(
              input -> {
                int offset = group.offset(input);
                ofInputs.get(input).add(Rewriting.moved(predicate, column -> column - offset));
              },
              () -> stay.add(predicate));
    }
    Node product = push(group.inputs().get(0), ofInputs.get(0));
    for (int i = 1; i < ofInputs.size(); i++) {
      product = Joins.cross(product, push(group.inputs().get(i), ofInputs.get(i)));
    }
    return Joins.columns(filtered(product, stay), columns);
  }

  /** With what follows for columns that are equal to one of which something is asked. */
  private static List<Expression> known(List<Expression> predicates) {
    List<Expression> known = new ArrayList<>(predicates);
    List<BitSet> classes = JoinGroup.equalColumns(predicates);
    for (Expression predicate : predicates) {
      BitSet read = Rewriting.columns(List.of(predicate));
      for (BitSet equal : classes) {
        if (read.cardinality() == 1 && equal.intersects(read)) {
          equal.stream()
              .filter(column -> !read.get(column))
              .forEach(column -> known.add(Rewriting.moved(predicate, same -> column)));
        }
      }
    }
    return known;
  }
}
