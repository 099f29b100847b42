package dev.varve.planner.normalize;

import dev.varve.planner.classify.RowTypes;
import dev.varve.planner.plan.Aggregate;
import dev.varve.planner.plan.CteRef;
import dev.varve.planner.plan.Distinct;
import dev.varve.planner.plan.EmptyRows;
import dev.varve.planner.plan.Expression;
import dev.varve.planner.plan.Expression.Input;
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
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Goes down a plan with the columns that are read and comes up with what is left. Run once to
 * collect what common table expressions have to give, and once more to rewrite.
 */
final class Pruner {
  /** A node and where its columns stand now. It may yield more columns than were asked for. */
  record Pruned(Node node, Layout layout) {}

  private final Map<Integer, Needed> cteNeeds;
  private final boolean collecting;
  private final TreeSet<Integer> defined = new TreeSet<>();

  Pruner(Map<Integer, Needed> cteNeeds, boolean collecting) {
    this.cteNeeds = cteNeeds;
    this.collecting = collecting;
  }

  /** A node that yields the columns asked for and no others, in their old order. */
  Node exactly(Node node, Needed needed) {
    Pruned pruned = prune(node, needed);
    if (needed.isAll()) {
      return pruned.node;
    }
    List<EngineType> types = RowTypes.of(node).orElseThrow();
    List<Expression> expressions = new ArrayList<>();
    boolean inPlace = true;
    for (int column : needed.columns().stream().toArray()) {
      int position = pruned.layout.of(column);
      inPlace &= position == expressions.size();
      expressions.add(new Input(position, types.get(column)));
    }
    boolean same = inPlace && pruned.node.width().orElse(-1) == expressions.size();
    return same ? pruned.node : new Project(pruned.node, expressions);
  }

  Pruned prune(Node node, Needed needed) {
    return node.accept(new Step(needed));
  }

  /** What is left of one node. */
  private final class Step implements Node.Visitor<Pruned> {
    private final Needed needed;

    Step(Needed needed) {
      this.needed = needed;
    }

    @Override
    public Pruned scan(Scan scan) {
      boolean asItIs =
          needed.isAll()
              || needed.columns().stream()
                  .anyMatch(column -> scan.columns().get(column).equals(Scan.NOTHING));
      if (asItIs) {
        return new Pruned(scan, Layout.SAME);
      }
      TreeMap<String, Column> byName = new TreeMap<>();
      needed.columns().stream()
          .mapToObj(scan.columns()::get)
          .forEach(column -> byName.put(column.name(), column));
      List<String> names = List.copyOf(byName.keySet());
      int[] positions = new int[scan.columns().size()];
      for (int i = 0; i < positions.length; i++) {
        positions[i] = needed.has(i) ? names.indexOf(scan.columns().get(i).name()) : -1;
      }
      return new Pruned(
          new Scan(scan.table(), List.copyOf(byName.values()), scan.facts()), Layout.of(positions));
    }

    @Override
    public Pruned oneRow(OneRow node) {
      return new Pruned(node, Layout.SAME);
    }

    @Override
    public Pruned emptyRows(EmptyRows rows) {
      return needed.isAll()
          ? new Pruned(rows, Layout.SAME)
          : new Pruned(new EmptyRows(kept(rows.types())), Layout.keeping(needed.columns()));
    }

    @Override
    public Pruned values(Values values) {
      return needed.isAll()
          ? new Pruned(values, Layout.SAME)
          : new Pruned(
              new Values(values.rows().stream().map(this::kept).toList(), kept(values.types())),
              Layout.keeping(needed.columns()));
    }

    private <T> List<T> kept(List<T> list) {
      return needed.columns().stream().mapToObj(list::get).toList();
    }

    /** The columns that the parent and some expressions of this node read of its input. */
    private Needed with(List<Expression> expressions) {
      return Rewriting.anyOpaque(expressions)
          ? Needed.ALL
          : needed.and(Rewriting.columns(expressions));
    }

    private Needed only(List<Expression> expressions) {
      return Rewriting.anyOpaque(expressions)
          ? Needed.ALL
          : Needed.of(Rewriting.columns(expressions));
    }

    @Override
    public Pruned filter(Filter filter) {
      Pruned input = prune(filter.input(), with(filter.predicates()));
      return new Pruned(
          new Filter(input.node, input.layout.move(filter.predicates())), input.layout);
    }

    @Override
    public Pruned sort(Sort sort) {
      Pruned input = prune(sort.input(), with(sort.expressions()));
      return new Pruned(
          new Sort(input.node, SortKey.map(sort.keys(), input.layout::move)), input.layout);
    }

    @Override
    public Pruned limit(Limit limit) {
      Pruned input = prune(limit.input(), with(limit.expressions()));
      Node moved = limit.mapInputs(same -> input.node);
      return new Pruned(moved.mapExpressions(input.layout::move), input.layout);
    }

    @Override
    public Pruned project(Project project) {
      BitSet keep = new BitSet();
      for (int i = 0; i < project.expressions().size(); i++) {
        keep.set(i, needed.has(i) || MayRaise.on(project.expressions().get(i)));
      }
      List<Expression> expressions = keep.stream().mapToObj(project.expressions()::get).toList();
      Pruned input = prune(project.input(), only(expressions));
      return new Pruned(
          new Project(input.node, input.layout.move(expressions)), Layout.keeping(keep));
    }

    @Override
    public Pruned aggregate(Aggregate aggregate) {
      int groups = aggregate.groups().size();
      int calls = aggregate.calls().size();
      BitSet keep = new BitSet();
      keep.set(0, groups);
      List<Expression> keptCalls = new ArrayList<>();
      for (int i = 0; i < calls; i++) {
        if (needed.has(groups + i) || MayRaise.on(aggregate.calls().get(i))) {
          keep.set(groups + i);
          keptCalls.add(aggregate.calls().get(i));
        }
      }
      List<List<Integer>> keptFunctions = new ArrayList<>();
      for (int i = 0; i < aggregate.groupingFunctions().size(); i++) {
        if (needed.has(groups + calls + i)) {
          keep.set(groups + calls + i);
          keptFunctions.add(aggregate.groupingFunctions().get(i));
        }
      }
      List<Expression> all = new ArrayList<>(aggregate.groups());
      all.addAll(keptCalls);
      Pruned input = prune(aggregate.input(), only(all));
      return new Pruned(
          new Aggregate(
              input.node,
              input.layout.move(aggregate.groups()),
              aggregate.groupingSets(),
              input.layout.move(keptCalls),
              keptFunctions),
          Layout.keeping(keep));
    }

    @Override
    public Pruned join(Join join) {
      return join.kind() == Join.Kind.POSITIONAL
          ? untouched(join)
          : new JoinPruner(Pruner.this, needed).prune(join);
    }

    @Override
    public Pruned window(Window window) {
      if (window.input().width().isEmpty() || needed.isAll()) {
        return untouched(window);
      }
      int width = window.input().width().getAsInt();
      BitSet keep = new BitSet();
      for (int i = 0; i < window.calls().size(); i++) {
        keep.set(i, needed.has(width + i) || MayRaise.on(window.calls().get(i)));
      }
      List<Expression> calls = keep.stream().mapToObj(window.calls()::get).toList();
      Pruned input = prune(window.input(), needed.between(0, width).and(only(calls)));
      if (calls.isEmpty()) {
        return input;
      }
      return new Pruned(
          new Window(input.node, input.layout.move(calls)), after(input, width, keep));
    }

    @Override
    public Pruned unnest(Unnest unnest) {
      if (unnest.input().width().isEmpty() || needed.isAll()) {
        return untouched(unnest);
      }
      int width = unnest.input().width().getAsInt();
      Pruned input = prune(unnest.input(), needed.between(0, width).and(only(unnest.lists())));
      BitSet keep = new BitSet();
      keep.set(0, unnest.lists().size());
      return new Pruned(
          new Unnest(input.node, input.layout.move(unnest.lists()), unnest.types()),
          after(input, width, keep));
    }

    /** The input's columns where they stand now, and after them those that are kept of more. */
    private Layout after(Pruned input, int width, BitSet keep) {
      int[] positions = new int[width + keep.length()];
      int next = input.node.width().orElseThrow();
      for (int i = 0; i < positions.length; i++) {
        if (i < width) {
          positions[i] = input.layout.find(i);
        } else {
          positions[i] = keep.get(i - width) ? next++ : -1;
        }
      }
      return Layout.of(positions);
    }

    @Override
    public Pruned distinct(Distinct distinct) {
      if (distinct.on()) {
        Pruned input = prune(distinct.input(), with(distinct.expressions()));
        return new Pruned(
            new Distinct(
                input.node,
                true,
                input.layout.move(distinct.targets()),
                SortKey.map(distinct.order(), input.layout::move)),
            input.layout);
      }
      Node input = exactly(distinct.input(), Needed.everyOf(distinct.input().width()));
      return new Pruned(distinct.mapInputs(same -> input), Layout.SAME);
    }

    @Override
    public Pruned setOperation(SetOperation operation) {
      if (operation.inputs().stream().anyMatch(input -> input.width().isEmpty())) {
        return untouched(operation);
      }
      boolean keepsAll = operation.kind() == SetOperation.Kind.UNION && operation.all();
      Needed every = Needed.everyOf(operation.width());
      Needed asked = keepsAll && !needed.isAll() ? needed : every;
      Layout layout = asked == every ? Layout.SAME : Layout.keeping(asked.columns());
      return new Pruned(operation.mapInputs(input -> exactly(input, asked)), layout);
    }

    @Override
    public Pruned withCte(WithCte with) {
      boolean known = with.definition().width().isPresent();
      if (known) {
        defined.add(with.id());
      }
      Pruned query = prune(with.query(), needed);
      Needed own = known ? cteNeeds.getOrDefault(with.id(), Needed.of(new BitSet())) : Needed.ALL;
      Node definition = exactly(with.definition(), own);
      return new Pruned(
          new WithCte(with.id(), with.materialization(), definition, query.node), query.layout);
    }

    @Override
    public Pruned cteRef(CteRef reference) {
      if (!defined.contains(reference.id())) {
        return new Pruned(reference, Layout.SAME);
      }
      Needed every = Needed.first(reference.types().size());
      if (collecting) {
        Needed asked = needed.isAll() ? every : needed;
        cteNeeds.merge(reference.id(), asked, Needed::and);
        return new Pruned(reference, Layout.SAME);
      }
      BitSet given = cteNeeds.get(reference.id()).columns();
      Layout layout = given.equals(every.columns()) ? Layout.SAME : Layout.keeping(given);
      List<EngineType> types = given.stream().mapToObj(reference.types()::get).toList();
      return new Pruned(new CteRef(reference.id(), types), layout);
    }

    @Override
    public Pruned recursion(WithCte.Recursion recursion) {
      Needed every = Needed.first(recursion.types().size());
      return new Pruned(recursion.mapInputs(input -> exactly(input, every)), Layout.SAME);
    }

    @Override
    public Pruned sample(Limit.Sample sample) {
      return untouched(sample);
    }

    @Override
    public Pruned tableFunction(TableFunction function) {
      return untouched(function);
    }

    @Override
    public Pruned opaqueNode(OpaqueNode node) {
      return untouched(node);
    }

    /** Every column in its place, here and below. */
    private Pruned untouched(Node node) {
      return new Pruned(node.mapInputs(input -> prune(input, Needed.ALL).node), Layout.SAME);
    }
  }
}
